package postroom.labs.debian.adduser;

import java.io.IOException;
import java.util.Map;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** What adduser and deluser have in common: long options, {@code --help}, a configuration, and how they end. */
abstract class FrontEnd implements Program {
    private final String name;
    private final Map<String, LongOptions.Kind> options;

    /** @param name of its texts, and of its configuration in /etc */
    FrontEnd(String name, Map<String, LongOptions.Kind> options) {
        this.name = name;
        this.options = options;
    }

    /** Does the work, or throws {@link Stop}. */
    abstract int run(Work work) throws IOException;

    @Override
    public final int run(Process process) throws IOException {
        LongOptions given = new LongOptions(options, process.arguments());
        if (!given.complaints().isEmpty()) {
            for (String each : given.complaints()) {
                process.err().println(each);
            }
            process.out().print(HelpText.of("adduser/" + name));
            return 1;
        }
        if (given.has("help")) {
            process.out().print(HelpText.of("adduser/" + name));
            return 0;
        }
        if (given.has("version")) {
            process.out().print(HelpText.of("adduser/" + name + "-version"));
            return 0;
        }
        String path = given.value("conf", "/etc/" + name + ".conf");
        Work work = new Work(process, given, new Configuration(process.files(), path));
        try {
            return run(work);
        } catch (Stop stop) {
            work.warn(stop.getMessage());
            return stop.status();
        }
    }
}
