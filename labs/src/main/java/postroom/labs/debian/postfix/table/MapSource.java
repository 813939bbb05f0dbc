package postroom.labs.debian.postfix.table;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import postroom.labs.debian.postfix.config.LogicalLines;
import postroom.labs.debian.postfix.config.Msg;

/** Reads the text of a table in postmap(1)'s form: {@code key whitespace value}. */
public final class MapSource {
    private MapSource() {}

    /** The entries; keys in lower case. A line that is none is warned of and skipped; of two equal keys the first stays. */
    public static Map<String, String> parse(String path, String text, Msg msg) {
        Map<String, String> entries = new LinkedHashMap<>();
        LogicalLines lines = new LogicalLines(text);
        while (lines.hasNext()) {
            LogicalLines.Line line = lines.next();
            String where = path + ", line " + line.last() + ": ";
            if (line.startsBlank()) {
                msg.warning(path + ": logical line must not start with whitespace: \"" + shortened(line.text()) + "\"");
                continue;
            }
            int end = keyEnd(line.text());
            String key = line.text().substring(0, end).toLowerCase(Locale.ROOT);
            String value = line.text().substring(end).strip();
            if (value.isEmpty()) {
                msg.warning(where + "expected format: key whitespace value");
                continue;
            }
            if (key.endsWith(":")) {
                msg.warning(where + "record is in \"key: value\" format; is this an alias file?");
            }
            if (entries.putIfAbsent(key, value) != null) {
                msg.warning(path + ".db: duplicate entry: \"" + key + "\"");
            }
        }
        return entries;
    }

    private static String shortened(String text) {
        return text.length() > 30 ? text.substring(0, 30) + "..." : text;
    }

    /** White space within a quoted part belongs to the key. */
    private static int keyEnd(String line) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\') {
                i++;
            } else if (!quoted && Character.isWhitespace(c)) {
                return i;
            }
        }
        return line.length();
    }
}
