package postroom.labs.debian.file;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Text;

/** A text's encoding, how its lines end, and what else is to be said of it. */
final class TextShape {
    private static final int LONG_LINE = 300;
    private static final String TEXT_CONTROLS = "\u0007\b\t\n\f\r\u001b";

    private final String name;
    private final String charset;
    private final String text;

    private TextShape(String name, String charset, String text) {
        this.name = name;
        this.charset = charset;
        this.text = text;
    }

    /** Null if the bytes are no text. {@code whole}: they are the whole file, not its beginning. */
    static TextShape of(byte[] head, boolean whole) {
        if (starts(head, 0xFF, 0xFE) && head.length % 2 == 0) {
            String text = new String(head, 2, head.length - 2, StandardCharsets.UTF_16LE);
            return new TextShape("Unicode text, UTF-16, little-endian", "utf-16le", text);
        }
        if (starts(head, 0xFE, 0xFF) && head.length % 2 == 0) {
            String text = new String(head, 2, head.length - 2, StandardCharsets.UTF_16BE);
            return new TextShape("Unicode text, UTF-16, big-endian", "utf-16be", text);
        }
        boolean high = false;
        boolean upperControls = false;
        for (byte b : head) {
            if (b >= 0 && b < 32 && TEXT_CONTROLS.indexOf(b) < 0 || b == 127) {
                return null;
            }
            high |= b < 0;
            upperControls |= (b & 0xFF) >= 0x80 && (b & 0xFF) < 0xA0 && (b & 0xFF) != 0x85;
        }
        String text = Text.of(head);
        if (!high) {
            return new TextShape("ASCII", "us-ascii", text);
        }
        long odd = text.codePoints().filter(it -> it >= 0xDC80 && it <= 0xDCFF).count();
        if (odd == 0 || !whole && odd < 4) {
            boolean mark = starts(head, 0xEF, 0xBB, 0xBF);
            return new TextShape(
                    "Unicode text, UTF-8" + (mark ? " (with BOM)" : ""), "utf-8", mark ? text.substring(1) : text);
        }
        return upperControls
                ? new TextShape("Non-ISO extended-ASCII", "unknown-8bit", text)
                : new TextShape("ISO-8859", "iso-8859-1", text);
    }

    private static boolean starts(byte[] head, int... bytes) {
        if (head.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    String charset() {
        return charset;
    }

    String text() {
        return text;
    }

    /** The end of the description: {@code ASCII text executable, with CRLF line terminators}. */
    String description(boolean executable) {
        return name + " text" + (executable ? " executable" : "") + lines();
    }

    private String lines() {
        StringBuilder out = new StringBuilder();
        int longest = 0;
        int length = 0;
        int crlf = 0;
        int cr = 0;
        int lf = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (pair) {
                crlf++;
                i++;
            } else if (c == '\r') {
                cr++;
            } else if (c == '\n') {
                lf++;
            }
            length = c == '\r' || c == '\n' ? 0 : length + 1;
            longest = Math.max(longest, length);
        }
        out.append(longest > LONG_LINE ? ", with very long lines (" + longest + ")" : "");
        if (crlf + cr + lf == 0) {
            out.append(", with no line terminators");
        } else if (crlf + cr > 0) {
            List<String> kinds = new ArrayList<>();
            kinds.addAll(crlf > 0 ? List.of("CRLF") : List.of());
            kinds.addAll(cr > 0 ? List.of("CR") : List.of());
            kinds.addAll(lf > 0 ? List.of("LF") : List.of());
            out.append(", with ").append(String.join(", ", kinds)).append(" line terminators");
        }
        out.append(text.indexOf('\u001b') >= 0 ? ", with escape sequences" : "");
        out.append(text.indexOf('\b') >= 0 ? ", with overstriking" : "");
        return out.toString();
    }
}
