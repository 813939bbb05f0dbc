package postroom.labs.debian.dovecot.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import postroom.labs.debian.mbox.FromLine;

/** Takes the text of an mbox file apart: at lines {@code From } behind an empty one, or where {@code Content-Length} says. */
final class MboxText {
    private final String text;
    private int at;

    private MboxText(String text) {
        this.text = text;
    }

    /** Its messages; none if it is no mbox. */
    static List<MboxMessage> parse(String text) {
        MboxText mbox = new MboxText(text);
        List<MboxMessage> messages = new ArrayList<>();
        while (mbox.at < text.length() && FromLine.parse(mbox.line(mbox.at)).isPresent()) {
            messages.add(mbox.next());
        }
        return messages;
    }

    private String line(int from) {
        int end = text.indexOf('\n', from);
        return text.substring(from, end < 0 ? text.length() : end);
    }

    private MboxMessage next() {
        String separator = line(at);
        int start = Math.min(text.length(), at + separator.length() + 1);
        int bodyStart = start;
        List<String> fields = new ArrayList<>();
        int length = -1;
        while (bodyStart < text.length()) {
            String line = line(bodyStart);
            bodyStart = Math.min(text.length(), bodyStart + line.length() + 1);
            if (line.isEmpty()) {
                break;
            }
            boolean goesOn = (line.charAt(0) == ' ' || line.charAt(0) == '\t') && !fields.isEmpty();
            if (goesOn) {
                fields.set(fields.size() - 1, fields.get(fields.size() - 1) + "\n" + line);
            } else {
                fields.add(line);
            }
            if (line.matches("(?i)content-length: *[0-9]{1,8} *")) {
                length = Integer.parseInt(line.replaceAll("[^0-9]", ""));
            }
        }
        int end = length >= 0 && isEnd(bodyStart + length) ? bodyStart + length : end(bodyStart);
        String body = text.substring(bodyStart, end);
        at = end < text.length() && text.charAt(end) == '\n' ? end + 1 : end;
        return new MboxMessage(separator, fields, body);
    }

    private boolean isEnd(int place) {
        if (place < 0 || place > text.length()) {
            return false;
        }
        boolean last = place == text.length() || place == text.length() - 1 && text.charAt(place) == '\n';
        return last
                || text.startsWith("\nFrom ", place)
                        && FromLine.parse(line(place + 1)).isPresent();
    }

    private int end(int bodyStart) {
        int from =
                text.startsWith("From ", bodyStart) ? bodyStart : text.indexOf("\nFrom ", Math.max(0, bodyStart - 1));
        while (from >= 0) {
            int lineStart = text.charAt(from) == '\n' ? from + 1 : from;
            boolean afterEmpty = lineStart < 2 || text.charAt(lineStart - 2) == '\n';
            if (afterEmpty && FromLine.parse(line(lineStart)).isPresent()) {
                return Math.max(bodyStart, lineStart - 1);
            }
            from = text.indexOf("\nFrom ", lineStart);
        }
        boolean emptyLine = text.endsWith("\n\n") && text.length() - 1 >= bodyStart;
        return emptyLine ? text.length() - 1 : text.length();
    }

    /** The fields of a header in which folded lines are together. */
    static List<String> fields(String header) {
        return header.isEmpty() ? List.of() : Arrays.asList(header.split("\n(?![ \t])"));
    }
}
