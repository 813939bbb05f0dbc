package postroom.labs.debian.utillinux;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.io.ErrnoException;

/** {@code look(1)}: the lines of a sorted file that begin with a string. */
final class Look extends GnuProgram {
    private static final String WORDS = "/usr/share/dict/words";

    Look() {
        super(
                Suite.UTIL_LINUX,
                1,
                "adft:hV",
                "alternative",
                "a",
                "alphanum",
                "d",
                "ignore-case",
                "f",
                "terminate=",
                "t");
    }

    @Override
    protected int run(Call call) throws IOException {
        if (call.operands().isEmpty() || call.operands().size() > 2) {
            throw Failure.usage("bad usage");
        }
        boolean words = call.operands().size() == 1;
        boolean folded = call.has("f") || words;
        boolean alphanumeric = call.has("d") || words;
        String wanted = call.operands().get(0);
        String end = call.value("t", "");
        int at = end.isEmpty() ? -1 : wanted.indexOf(end.charAt(0));
        String key = key(at < 0 ? wanted : wanted.substring(0, at + 1), folded, alphanumeric);
        String file = words ? WORDS : call.operands().get(1);
        boolean found = false;
        try (Input in = Input.open(call.process(), file)) {
            for (String line = in.text(); line != null; line = in.text()) {
                if (key(line, folded, alphanumeric).startsWith(key)) {
                    call.print(line + "\n");
                    found = true;
                }
            }
        } catch (ErrnoException e) {
            throw Failure.of(1, file + ": " + e.getMessage());
        }
        return found ? 0 : 1;
    }

    private static String key(String text, boolean folded, boolean alphanumeric) {
        String key = alphanumeric ? text.replaceAll("[^\\p{Alnum}]", "") : text;
        return folded ? key.toLowerCase(java.util.Locale.ROOT) : key;
    }
}
