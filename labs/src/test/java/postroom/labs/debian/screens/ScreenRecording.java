package postroom.labs.debian.screens;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What a real host's terminal showed after each of some keys. In the file {@code $} is a line that is typed, {@code >} keys
 * ({@code \e} is Escape, {@code ^X} a control key), {@code @} another window size, {@code =} the cursor, {@code |} a row.
 *
 * @param size columns and rows, {@code 80x24}
 */
record ScreenRecording(String size, String base, List<Step> steps) {
    record Step(String typed, String cursor, List<String> rows) {
        byte[] keys() {
            String text = typed.substring(2);
            return typed.charAt(0) == '$' ? (text + "\r").getBytes(UTF_8) : bytes(text);
        }

        boolean isResize() {
            return typed.charAt(0) == '@';
        }
    }

    static ScreenRecording read(String text) {
        String size = "80x24";
        String base = "bare";
        List<Step> steps = new ArrayList<>();
        String typed = null;
        String cursor = "";
        List<String> rows = new ArrayList<>();
        for (String line : text.lines().toList()) {
            char kind = line.isEmpty() ? ' ' : line.charAt(0);
            if (line.startsWith("# size: ")) {
                size = line.substring(8);
            } else if (line.startsWith("# base: ")) {
                base = line.substring(8);
            } else if (kind == '|') {
                rows.add(line.length() > 2 ? line.substring(2) : "");
            } else if (kind == '=') {
                cursor = line.substring(2);
            } else if (kind == '$' || kind == '>' || kind == '@') {
                if (typed != null) {
                    steps.add(new Step(typed, cursor, rows));
                }
                typed = line;
                rows = new ArrayList<>();
            }
        }
        steps.add(new Step(typed, cursor, rows));
        return new ScreenRecording(size, base, steps);
    }

    private static byte[] bytes(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (point == '\\') {
                char c = text.charAt(i++);
                switch (c) {
                    case 'e' -> out.write(27);
                    case 'r' -> out.write('\r');
                    case 'n' -> out.write('\n');
                    case 't' -> out.write('\t');
                    case 's' -> out.write(' ');
                    default -> out.write(c);
                }
            } else if (point == '^'
                    && i < text.length()
                    && text.substring(i, i + 1).matches("[A-Za-z@\\[\\\\\\]^_?]")) {
                char c = text.charAt(i++);
                out.write(c == '?' ? 127 : Character.toUpperCase(c) & 31);
            } else {
                out.writeBytes(Character.toString(point).getBytes(UTF_8));
            }
        }
        return out.toByteArray();
    }
}
