package postroom.labs.debian.less;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Text;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Terminal;

/** {@code less(1)}: shows text by the screen; not at a terminal it copies, as {@code cat} does. */
final class Less implements Program {
    @Override
    public int run(Process process) throws IOException {
        Call call = Call.bare(process);
        LessOptions options = new LessOptions();
        options.environment(process.environment().getOrDefault("LESS", ""));
        boolean more = true;
        for (String each : process.arguments()) {
            if (more && each.equals("--")) {
                more = false;
            } else if (more && each.equals("--version")) {
                call.print(LessOptions.VERSION + " (GNU regular expressions)\n");
                return 0;
            } else if (more && (each.equals("--help") || each.equals("-?"))) {
                call.print(HelpText.of("less/less"));
                return 0;
            } else if (more && each.startsWith("--")) {
                call.print("There is no " + each.substring(2) + " option (\"less --help\" for help)\n");
                return 0;
            } else if (more && each.startsWith("+")) {
                options.start = each.substring(1);
            } else if (more && each.startsWith("-") && each.length() > 1) {
                String unknown = options.letters(each.substring(1));
                if (!unknown.isEmpty()) {
                    call.print("There is no -" + unknown + " option (\"less --help\" for help)\n");
                    return 0;
                }
            } else {
                options.names.add(each);
            }
        }
        List<String> names = options.names;
        boolean terminal = process.fd(1).terminal().isPresent();
        if (names.isEmpty() && process.fd(0).terminal().isPresent()) {
            call.print("Missing filename (\"less --help\" for help)\n");
            return 0;
        }
        if (!terminal) {
            copy(call, names);
            return 0;
        }
        return page(call, options);
    }

    private static void copy(Call call, List<String> names) throws IOException {
        byte[] buffer = new byte[8192];
        for (String name : names.isEmpty() ? List.of("-") : names) {
            try (Input in = Input.open(call.process(), name)) {
                for (int n = in.read(buffer, 0, 8192); n >= 0; n = in.read(buffer, 0, 8192)) {
                    call.out().write(buffer, 0, n);
                }
            } catch (ErrnoException e) {
                call.out().flush();
                call.process()
                        .err()
                        .write(Text.bytes(
                                e.errno() == Errno.EISDIR
                                        ? name + " is a directory\n"
                                        : name + ": " + e.getMessage() + "\n"));
            }
        }
    }

    /** Begins with the first file that can be read; of those before it, it says why not. */
    private static int page(Call call, LessOptions options) throws IOException {
        List<LessFile> files = new ArrayList<>();
        for (String name : options.names.isEmpty() ? List.of("") : options.names) {
            LessFile file = new LessFile(name);
            String wrong = files.isEmpty() ? file.load(call) : "";
            if (wrong.isEmpty()) {
                files.add(file);
            } else {
                call.print(wrong + "\n");
            }
        }
        if (files.isEmpty()) {
            return 1;
        }
        Terminal terminal = call.process().fd(1).terminal().orElseThrow();
        List<String> lines = files.get(0).lines();
        if (options.quitsIfShort() && files.size() == 1 && lines.size() < terminal.rows()) {
            for (String line : lines) {
                call.print(line + "\n");
            }
            return 0;
        }
        new Pager(call, terminal, files, options).run(options.start);
        return 0;
    }
}
