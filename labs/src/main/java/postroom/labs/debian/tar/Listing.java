package postroom.labs.debian.tar;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.StrfTime;

/** How {@code -v} and {@code -t} show members: by name, or as {@code ls -l} does. */
final class Listing {
    private static final int FIRST_WIDTH = 19;

    private final Call call;
    private final boolean toError;
    private int width = FIRST_WIDTH;

    Listing(Call call, boolean toError) {
        this.call = call;
        this.toError = toError;
    }

    void name(String name) throws IOException {
        line(name);
    }

    void full(Member m) throws IOException {
        boolean numeric = call.has("numeric");
        String owner = (numeric || m.user().isEmpty() ? String.valueOf(m.uid()) : m.user())
                + "/"
                + (numeric || m.group().isEmpty() ? String.valueOf(m.gid()) : m.group());
        String size = m.type() == '3' ? "0,0" : Integer.toString(m.content().length);
        width = Math.max(width, owner.length() + 1 + size.length());
        String time = StrfTime.format(call.has("full-time") ? "%Y-%m-%d %H:%M:%S" : "%Y-%m-%d %H:%M", m.mtime());
        String link = m.type() == '2' ? " -> " + m.target() : m.type() == '1' ? " link to " + m.target() : "";
        line(letter(m) + permissions(m.mode()) + " " + owner + " ".repeat(width - owner.length() - size.length()) + size
                + " " + time + " " + m.name() + link);
    }

    private static char letter(Member m) {
        int at = "0123456".indexOf(m.type());
        return at < 0 ? '-' : "-hlcbdp".charAt(at);
    }

    private static String permissions(int mode) {
        char[] out = "rwxrwxrwx".toCharArray();
        for (int i = 0; i < 9; i++) {
            out[i] = (mode & (0400 >> i)) != 0 ? out[i] : '-';
        }
        for (int i = 0; i < 3; i++) {
            if ((mode & (04000 >> i)) != 0) {
                int at = 3 * i + 2;
                char set = i == 2 ? 't' : 's';
                out[at] = out[at] == 'x' ? set : Character.toUpperCase(set);
            }
        }
        return new String(out);
    }

    private void line(String text) throws IOException {
        if (toError) {
            call.process().err().println(text);
        } else {
            call.print(text + "\n");
        }
    }
}
