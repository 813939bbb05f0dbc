package postroom.labs.debian.less;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Text;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Terminal;

/** {@code less(1)}: shows text by the screen; not at a terminal it copies, as {@code cat} does. */
final class Less implements Program {
    private static final int MAX_BYTES = 32 << 20;

    @Override
    public int run(Process process) throws IOException {
        Call call = Call.bare(process);
        List<String> names = new ArrayList<>();
        boolean options = true;
        boolean numbers = false;
        boolean quitIfShort = false;
        String start = "";
        for (String each : process.arguments()) {
            if (options && each.equals("--")) {
                options = false;
            } else if (options && each.equals("--version")) {
                call.print("less 590 (GNU regular expressions)\n");
                return 0;
            } else if (options && each.startsWith("--")) {
                call.print("There is no " + each.substring(2) + " option (\"less --help\" for help)\n");
                return 0;
            } else if (options && each.startsWith("+")) {
                start = each.substring(1);
            } else if (options && each.startsWith("-") && each.length() > 1) {
                if (!each.matches("-[a-zA-Z0-9]+")) {
                    call.print("There is no -" + each.charAt(1) + " option (\"less --help\" for help)\n");
                    return 0;
                }
                numbers |= each.contains("N");
                quitIfShort |= each.contains("F");
            } else {
                names.add(each);
            }
        }
        boolean terminal = process.fd(1).terminal().isPresent();
        if (names.isEmpty() && process.fd(0).terminal().isPresent()) {
            call.print("Missing filename (\"less --help\" for help)\n");
            return 0;
        }
        if (!terminal) {
            copy(call, names);
            return 0;
        }
        return page(call, names, numbers, quitIfShort, start);
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

    private static int page(Call call, List<String> names, boolean numbers, boolean quitIfShort, String start)
            throws IOException {
        List<String> lines = new ArrayList<>();
        boolean any = false;
        for (String name : names.isEmpty() ? List.of("-") : names) {
            try (Input in = Input.open(call.process(), name)) {
                int size = 0;
                for (String line = in.text(); line != null && size < MAX_BYTES; line = in.text()) {
                    lines.add(line);
                    size += line.length();
                }
                any = true;
            } catch (ErrnoException e) {
                call.print(
                        e.errno() == Errno.EISDIR ? name + " is a directory\n" : name + ": " + e.getMessage() + "\n");
            }
        }
        if (!any) {
            return 1;
        }
        Terminal terminal = call.process().fd(1).terminal().orElseThrow();
        if (quitIfShort && lines.size() < terminal.rows()) {
            for (String line : lines) {
                call.print(line + "\n");
            }
            return 0;
        }
        new Pager(call, terminal, lines, names.isEmpty() ? "" : names.get(0), numbers).run(start);
        return 0;
    }
}
