package postroom.labs.debian.postfix.table;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import postroom.labs.debian.postfix.config.LogicalLines;
import postroom.labs.debian.postfix.config.Msg;

/** Reads the text of aliases(5): {@code name: value, value}. */
public final class AliasSource {
    private AliasSource() {}

    /** The entries; names in lower case. A line that is none is warned of and skipped; the first of two equal names stays. */
    public static Map<String, String> parse(String path, String text, Msg msg) {
        Map<String, String> entries = new LinkedHashMap<>();
        LogicalLines lines = new LogicalLines(text);
        while (lines.hasNext()) {
            LogicalLines.Line line = lines.next();
            if (line.startsBlank()) {
                msg.warning(path + ", line " + line.last() + ": logical line must not start with whitespace");
                continue;
            }
            int colon = colon(line.text());
            String name =
                    colon < 0 ? "" : unquoted(line.text().substring(0, colon).strip());
            String value = colon < 0 ? "" : value(line.text().substring(colon + 1));
            if (name.isEmpty() || value.isEmpty()) {
                msg.warning(path + ", line " + line.last() + ": need name:value pair");
            } else if (entries.putIfAbsent(name.toLowerCase(Locale.ROOT), value) != null) {
                msg.warning(path + ".db: duplicate entry: \"" + name.toLowerCase(Locale.ROOT) + "\"");
            }
        }
        return entries;
    }

    /** As it is kept: a blank where there were several, none behind {@code :include:}. */
    private static String value(String text) {
        return text.strip().replaceAll("\\s{2,}", " ").replaceAll("(?i)(:include:) ", "$1");
    }

    private static int colon(String line) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '"') {
                quoted = !quoted;
            } else if (line.charAt(i) == ':' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private static String unquoted(String name) {
        return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1)
                : name;
    }
}
