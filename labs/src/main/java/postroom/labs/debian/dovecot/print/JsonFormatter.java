package postroom.labs.debian.dovecot.print;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An array of objects, whose values are all texts. */
final class JsonFormatter implements Formatter {
    private final Rows.Sink out;
    private final List<String> keys = new ArrayList<>();
    private int at;
    private boolean begun;

    JsonFormatter(Rows.Sink out) {
        this.out = out;
    }

    @Override
    public void header(Column column) {
        keys.add(column.key());
    }

    @Override
    public void value(String value) throws IOException {
        String before = at > 0 ? "," : begun ? ",{" : "[{";
        begun = true;
        out.write(before + quoted(keys.get(at)) + ":" + quoted(value));
        at = (at + 1) % keys.size();
        if (at == 0) {
            out.write("}");
        }
    }

    @Override
    public void text(String value) throws IOException {
        value(value);
    }

    @Override
    public void flush() throws IOException {
        out.write(begun ? "]" : "[]");
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                default -> quoted.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }
}
