package postroom.labs.debian.coreutils;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Text;

/** The questions of {@code rm -i}, {@code cp -i} and {@code mv -i}. */
final class Ask {
    private Ask() {}

    /** Asks on standard error and reads a line; yes if it begins with y. */
    static boolean yes(Call call, String question) throws IOException {
        call.out().flush();
        call.process().err().write(Text.bytes(call.name() + ": " + question));
        StringBuilder answer = new StringBuilder();
        byte[] one = new byte[1];
        while (call.process().read(0, one, 0, 1) > 0 && one[0] != '\n' && answer.length() < 1000) {
            answer.append((char) one[0]);
        }
        return answer.length() > 0 && Character.toLowerCase(answer.charAt(0)) == 'y';
    }
}
