package postroom.labs.lab.view;

import java.util.ArrayList;
import java.util.List;

/** Takes an mbox file apart: a {@code From } line behind an empty one begins a message. Chars are bytes. */
final class MboxText {
    private MboxText() {}

    /** The messages, oldest first, as they lie in the file, without their {@code From } lines. */
    static List<String> of(String file) {
        List<String> all = new ArrayList<>();
        int begin = -1;
        boolean afterEmpty = true;
        for (int at = 0; at < file.length(); ) {
            int end = file.indexOf('\n', at);
            int next = end < 0 ? file.length() : end + 1;
            if (afterEmpty && file.startsWith("From ", at)) {
                if (begin >= 0) {
                    all.add(file.substring(begin, at));
                }
                begin = next;
            }
            afterEmpty = end == at;
            at = next;
        }
        if (begin >= 0) {
            all.add(file.substring(begin));
        }
        return all;
    }
}
