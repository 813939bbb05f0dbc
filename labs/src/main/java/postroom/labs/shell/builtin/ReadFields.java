package postroom.labs.shell.builtin;

import java.util.ArrayList;
import java.util.List;

/** Cuts a line at IFS as {@code read} does: the last name takes the rest, separators included. */
final class ReadFields {
    private final String text;
    private final boolean[] isProtected;
    private final String ifs;
    private int at;

    ReadFields(String text, boolean[] isProtected, String ifs) {
        this.text = text;
        this.isProtected = isProtected;
        this.ifs = ifs;
    }

    List<String> all() {
        List<String> fields = new ArrayList<>();
        skipBlanks();
        while (at < text.length()) {
            fields.add(field());
        }
        return fields;
    }

    List<String> upTo(int count) {
        List<String> fields = new ArrayList<>();
        skipBlanks();
        while (fields.size() < count - 1 && at < text.length()) {
            fields.add(field());
        }
        if (fields.size() == count - 1) {
            fields.add(rest());
        }
        return fields;
    }

    private boolean isSeparator(int index) {
        return !isProtected[index] && ifs.indexOf(text.charAt(index)) >= 0;
    }

    private boolean isBlank(int index) {
        char c = text.charAt(index);
        return isSeparator(index) && (c == ' ' || c == '\t' || c == '\n');
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(at)) {
            at++;
        }
    }

    private String field() {
        int start = at;
        while (at < text.length() && !isSeparator(at)) {
            at++;
        }
        String field = text.substring(start, at);
        skipBlanks();
        if (at < text.length() && isSeparator(at) && (at == start + field.length() || !isBlank(at))) {
            if (!isBlank(at)) {
                at++;
            }
            skipBlanks();
        }
        return field;
    }

    private String rest() {
        int end = text.length();
        while (end > at && isBlank(end - 1)) {
            end--;
        }
        int mark = at;
        if (mark < end) {
            // one separator at the very end belongs to the field before it, if that is the only one
            int saved = at;
            String single = field();
            if (at >= text.length() && !single.isEmpty()) {
                return single;
            }
            at = saved;
        }
        return text.substring(mark, end);
    }
}
