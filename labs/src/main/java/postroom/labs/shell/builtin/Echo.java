package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.List;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;
import postroom.labs.shell.syntax.AnsiQuote;

/** {@code echo}. Knows no wrong options: what is none is text. */
final class Echo implements Builtin {
    @Override
    public String name() {
        return "echo";
    }

    @Override
    public String synopsis() {
        return "echo [-neE] [arg ...]";
    }

    /** dash's: the only option is a first {@code -n}, and backslashes always work, but neither {@code \x} nor {@code \e}. */
    private static int plain(Shell shell, List<String> arguments) throws IOException {
        boolean newline = arguments.size() < 2 || !arguments.get(1).equals("-n");
        String text = String.join(" ", arguments.subList(newline ? 1 : 2, arguments.size()));
        String escaped = text.replaceAll("\\\\([xeEuU\"'])", "\\\\\\\\$1");
        AnsiQuote.Result result = AnsiQuote.decode(escaped, AnsiQuote.Dialect.ECHO);
        shell.process().out().write(result.bytes(), 0, result.bytes().length);
        if (newline && !result.stopped()) {
            shell.out("\n");
        }
        return 0;
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        if (shell.isDash()) {
            return plain(shell, arguments);
        }
        boolean newline = true;
        boolean escapes = shell.option("xpg_echo");
        int at = 1;
        while (at < arguments.size() && arguments.get(at).matches("-[neE]+")) {
            String letters = arguments.get(at++);
            newline = newline && letters.indexOf('n') < 0;
            for (char letter : letters.toCharArray()) {
                escapes = letter == 'e' || letter != 'E' && escapes;
            }
        }
        String text = String.join(" ", arguments.subList(at, arguments.size()));
        if (escapes) {
            AnsiQuote.Result result = AnsiQuote.decode(text, AnsiQuote.Dialect.ECHO);
            shell.process().out().write(result.bytes(), 0, result.bytes().length);
            newline = newline && !result.stopped();
        } else {
            shell.out(text);
        }
        if (newline) {
            shell.out("\n");
        }
        return 0;
    }
}
