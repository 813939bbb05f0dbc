package postroom.labs.debian.postfix.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.master.Master;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code postkick(1)}: sends a request to a service by its socket in the queue directory. */
final class PostkickCommand implements Program {
    private static final Fatal USAGE = new Fatal("usage: postkick [-c config_dir] [-v] class service request");

    @Override
    public int run(Process process) throws IOException {
        return new Tool(process, "postkick", null, false).run(it -> run(process, it));
    }

    private static int run(Process process, Tool tool) throws IOException {
        List<String> words = new ArrayList<>();
        for (Tool.Option option : tool.ownOptions(process.arguments(), "c:v", USAGE)) {
            switch (option.letter()) {
                case 0 -> words.add(option.value());
                case 'c' -> tool.directory(option.value());
                default -> {
                    // -v: nothing more is to be told
                }
            }
        }
        if (words.size() != 3) {
            throw USAGE;
        }
        Parameters parameters = tool.parameters();
        String service = words.get(0) + "/" + words.get(1);
        Errno fault = fault(process, parameters.get("queue_directory") + "/" + service);
        if (fault != null) {
            tool.warning("unable to look up " + service + ": " + new ErrnoException(fault).getMessage());
            tool.warning("Cannot contact class " + words.get(0) + " service " + words.get(1)
                    + " - perhaps the mail system is down");
            return 1;
        }
        if (words.get(1).equals("qmgr") && words.get(2).contains("D")) {
            process.await(
                    Master.run(process.host(), () -> Master.on(process.host()).ifPresent(Master::flush)));
        }
        return 0;
    }

    private static Errno fault(Process process, String path) {
        try {
            process.files().stat(path);
            return null;
        } catch (ErrnoException e) {
            return e.errno();
        }
    }
}
