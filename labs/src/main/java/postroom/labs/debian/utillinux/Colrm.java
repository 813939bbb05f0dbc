package postroom.labs.debian.utillinux;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Text;

/** {@code colrm(1)}: takes columns out of the lines of standard input. */
final class Colrm extends GnuProgram {
    private static final int TAB = 8;

    Colrm() {
        super(Suite.UTIL_LINUX, 1, "hV");
    }

    @Override
    protected int run(Call call) throws IOException {
        long first = number(call, 0, "first");
        long last = number(call, 1, "second");
        Input in = Input.standard(call.process());
        for (String line = in.text(); line != null; line = in.text()) {
            StringBuilder out = new StringBuilder();
            int column = 0;
            for (int point : line.codePoints().toArray()) {
                int from = column + 1;
                column = point == '\t'
                        ? (column / TAB + 1) * TAB
                        : point == '\b'
                                ? Math.max(0, column - 1)
                                : column + Text.width(new String(Character.toChars(point)));
                if (first == 0 || column < first || last > 0 && from > last && last >= first) {
                    out.appendCodePoint(point);
                } else if (from < first) {
                    out.append(" ".repeat((int) first - from));
                } else if (last >= first && last > 0 && column > last) {
                    out.append(" ".repeat(column - (int) last));
                }
            }
            call.print(out + (in.newline() ? "\n" : ""));
        }
        return 0;
    }

    private static long number(Call call, int at, String which) {
        if (call.operands().size() <= at) {
            return 0;
        }
        String text = call.operands().get(at);
        if (!text.matches("[0-9]{1,9}")) {
            throw Failure.of(1, which + " argument: '" + text + "'");
        }
        return Long.parseLong(text);
    }
}
