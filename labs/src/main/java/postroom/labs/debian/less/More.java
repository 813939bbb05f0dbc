package postroom.labs.debian.less;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Text;
import postroom.labs.fs.Open;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Terminal;
import postroom.labs.terminal.Pty;
import postroom.labs.terminal.Termios;

/** {@code more(1)}: shows text by the screen, going on at a key. */
final class More implements Program {
    @Override
    public int run(Process process) throws IOException {
        Call call = Call.bare(process);
        List<String> names = process.arguments().stream()
                .filter(it -> !it.startsWith("-") || it.equals("-"))
                .toList();
        boolean terminal = process.fd(1).terminal().isPresent();
        if (names.isEmpty() && process.fd(0).terminal().isPresent()) {
            process.err().println("more: bad usage\nTry 'more --help' for more information.");
            return 1;
        }
        for (String name : names.isEmpty() ? List.of("-") : names) {
            try (Input in = Input.open(process, name)) {
                boolean heading = !name.equals("-") && (names.size() > 1 || !terminal);
                call.print(heading ? "::::::::::::::\n" + name + "\n::::::::::::::\n" : "");
                if (!show(call, in, terminal)) {
                    return 0;
                }
            } catch (ErrnoException e) {
                String what = e.errno() == Errno.EISDIR
                        ? "\n*** " + name + ": directory ***\n\n"
                        : "more: cannot open " + name + ": " + e.getMessage() + "\n";
                process.out().flush();
                process.err().write(Text.bytes(what));
            }
        }
        return 0;
    }

    /** False if the reader has had enough. */
    private static boolean show(Call call, Input in, boolean terminal) throws IOException {
        int rows = terminal ? call.process().fd(1).terminal().orElseThrow().rows() - 1 : Integer.MAX_VALUE;
        int left = rows;
        for (String line = in.text(); line != null; line = in.text()) {
            if (left <= 0) {
                int key = ask(call);
                if (key == 'q') {
                    return false;
                }
                left = key == '\n' ? 1 : rows;
            }
            call.print(line + (in.newline() ? "\n" : ""));
            left--;
        }
        return true;
    }

    private static int ask(Call call) throws IOException {
        Process process = call.process();
        Terminal terminal = process.fd(1).terminal().orElseThrow();
        Pty pty = terminal instanceof Pty it ? it : null;
        Termios before = pty == null ? null : pty.termios();
        Descriptor keys = process.open("/dev/tty", EnumSet.of(Open.READ), 0);
        try {
            if (pty != null) {
                pty.termios(before.keyByKey());
            }
            call.print("\u001b[7m--More--\u001b[27m");
            call.out().flush();
            byte[] one = new byte[1];
            int key = process.read(keys, one, 0, 1) <= 0 ? 'q' : one[0];
            call.print("\r\u001b[K");
            return key == '\r' ? '\n' : key;
        } finally {
            if (pty != null) {
                pty.termios(before);
            }
            keys.close();
        }
    }
}
