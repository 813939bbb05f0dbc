package postroom.labs.debian.mawk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Text;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.regex.Budgeted;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code mawk(1)}, Debian's {@code awk}. */
final class Mawk implements Program {
    @Override
    public int run(Process process) throws IOException {
        String name = process.name();
        try {
            return run(process, name);
        } catch (Failure e) {
            process.out().flush();
            process.err().write(Text.bytes(name + ": " + e.getMessage().replace(Complaints.NAME, name + ": ") + "\n"));
            return 2;
        } catch (Budgeted.TooLong e) {
            throw Failure.of(2, e.getMessage());
        }
    }

    private static int run(Process process, String name) throws IOException {
        List<String> words = process.arguments();
        List<String> settings = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        Call call = Call.bare(process);
        int i = 0;
        while (i < words.size() && words.get(i).startsWith("-") && words.get(i).length() > 1) {
            String word = words.get(i++);
            if (word.equals("--")) {
                break;
            }
            if ("FvfW".indexOf(word.charAt(1)) < 0) {
                process.err().println(name + ": not an option: " + word);
                return 2;
            }
            String value = word.length() > 2 ? word.substring(2) : i < words.size() ? words.get(i++) : null;
            if (value == null) {
                process.err().println(name + ": option -" + word.charAt(1) + " lacks argument");
                return 2;
            }
            if (word.charAt(1) == 'W' && special(process, name, value)) {
                return 0;
            }
            if (word.charAt(1) == 'v' && !value.matches("(?s)[A-Za-z_][A-Za-z0-9_]*=.*")) {
                process.err().println(name + ": improper assignment: -v " + value);
                return 2;
            }
            switch (word.charAt(1)) {
                case 'F' -> settings.add("FS=" + (value.equals("t") ? "\\t" : value));
                case 'v' -> settings.add(value);
                case 'f' -> sources.add(source(process, value));
                default -> {}
            }
        }
        if (sources.isEmpty()) {
            if (i >= words.size()) {
                process.err().print(HelpText.of("mawk/mawk"));
                return 0;
            }
            sources.add(words.get(i++));
        }
        Interpreter interpreter =
                new Interpreter(call, new Parser(String.join("\n", sources)).program(), words.subList(i, words.size()));
        settings.forEach(interpreter::assign);
        return interpreter.run();
    }

    /** {@code -W}: an option of mawk's own; true if it ends the run. */
    private static boolean special(Process process, String name, String value) throws IOException {
        String word = value.replaceFirst("=.*", "");
        if (!word.isEmpty() && "version".startsWith(word)) {
            process.out().print(HelpText.of("mawk/mawk.version"));
            return true;
        }
        if (!word.isEmpty() && ("help".startsWith(word) || "usage".startsWith(word))) {
            process.err().print(HelpText.of("mawk/mawk"));
            return true;
        }
        if (!value.matches("(interactive|posix_space|random=.*|sprintf=.*|i|r=.*|s=.*|p)")) {
            process.err().println(name + ": vacuous option: -W " + value);
        }
        return false;
    }

    private static String source(Process process, String file) throws IOException {
        try (Input in = Input.open(process, file)) {
            return Text.of(in.rest());
        } catch (ErrnoException e) {
            throw Failure.of(2, "cannot open " + file + " (" + e.getMessage() + ")");
        }
    }

    @Override
    public int unwritable(Process process, Errno errno) throws IOException {
        process.err().println(process.name() + ": close failed on file /dev/stdout (" + errno.text() + ")");
        return 2;
    }
}
