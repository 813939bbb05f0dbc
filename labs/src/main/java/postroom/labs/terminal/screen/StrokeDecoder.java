package postroom.labs.terminal.screen;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import postroom.labs.terminal.Utf8;

/**
 * Makes strokes of the bytes of an xterm's keyboard: UTF-8, control characters, {@code CSI} and {@code SS3} sequences, Meta
 * as a leading ESC, bracketed pastes.
 *
 * <p>A source of bytes says whether another comes at once; an ESC that stands alone is the key Escape. Sequences are at
 * most {@value #LONGEST} bytes, a paste at most {@value #PASTE_LIMIT}; the rest is dropped.
 */
final class StrokeDecoder {
    private static final int LONGEST = 32;
    private static final int PASTE_LIMIT = 1 << 20;
    private static final int ESC = 27;
    private static final Map<Character, String> LETTERS = Map.ofEntries(
            Map.entry('A', "Up"),
            Map.entry('B', "Down"),
            Map.entry('C', "Right"),
            Map.entry('D', "Left"),
            Map.entry('H', "Home"),
            Map.entry('F', "End"),
            Map.entry('P', "F1"),
            Map.entry('Q', "F2"),
            Map.entry('R', "F3"),
            Map.entry('S', "F4"),
            Map.entry('M', "^M"),
            Map.entry('Z', "S-Tab"));
    private static final Map<Integer, String> NUMBERS = Map.ofEntries(
            Map.entry(1, "Home"),
            Map.entry(2, "Insert"),
            Map.entry(3, "Delete"),
            Map.entry(4, "End"),
            Map.entry(5, "PageUp"),
            Map.entry(6, "PageDown"),
            Map.entry(7, "Home"),
            Map.entry(8, "End"),
            Map.entry(11, "F1"),
            Map.entry(12, "F2"),
            Map.entry(13, "F3"),
            Map.entry(14, "F4"),
            Map.entry(15, "F5"),
            Map.entry(17, "F6"),
            Map.entry(18, "F7"),
            Map.entry(19, "F8"),
            Map.entry(20, "F9"),
            Map.entry(21, "F10"),
            Map.entry(23, "F11"),
            Map.entry(24, "F12"));

    /** Where bytes come from. */
    interface Source {
        /** The next byte, waiting for it; -1 if none will come. */
        int next();

        /** The next byte if it comes with the one before; -1 if not. */
        int soon();
    }

    private final Source source;

    StrokeDecoder(Source source) {
        this.source = source;
    }

    /** The next stroke. */
    Stroke read() {
        int first = source.next();
        return first < 0 ? Stroke.of(Stroke.HANGUP) : first == ESC ? escape() : plain(first);
    }

    private Stroke plain(int first) {
        if (first == 0) {
            return Stroke.of("^@");
        }
        if (first < ' ') {
            return Stroke.of("^" + (char) (first + '@'));
        }
        if (first == 0x7F) {
            return Stroke.of("^?");
        }
        if (first < 0x80) {
            return Stroke.of(String.valueOf((char) first));
        }
        int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
        byte[] bytes = new byte[length];
        bytes[0] = (byte) first;
        for (int i = 1; i < length; i++) {
            int next = source.soon();
            if (next < 0) {
                return Stroke.of(Stroke.UNKNOWN);
            }
            bytes[i] = (byte) next;
        }
        String text = Utf8.decode(bytes, 0, length);
        return text.codePointCount(0, text.length()) == 1 ? Stroke.of(text) : Stroke.of(Stroke.UNKNOWN);
    }

    private Stroke escape() {
        int second = source.soon();
        if (second < 0) {
            return Stroke.of(Stroke.ESCAPE);
        }
        if (second == '[' || second == 'O') {
            return sequence(second);
        }
        if (second == ESC) {
            return Stroke.of(Stroke.ESCAPE);
        }
        Stroke meant = plain(second);
        return Stroke.of(meant.is(Stroke.UNKNOWN) ? Stroke.UNKNOWN : "M-" + meant.name());
    }

    private Stroke sequence(int introducer) {
        StringBuilder parameters = new StringBuilder();
        int c = source.soon();
        if (c < 0) {
            return Stroke.of("M-" + (char) introducer);
        }
        while (c >= 0 && c < '@' && parameters.length() < LONGEST) {
            parameters.append((char) c);
            c = source.soon();
        }
        if (c < 0) {
            return Stroke.of(Stroke.UNKNOWN);
        }
        String[] numbers = parameters.toString().split(";");
        int number = number(numbers[0]);
        if (c == '~' && number == 200) {
            return paste();
        }
        String name = c == '~' ? NUMBERS.get(number) : LETTERS.get((char) c);
        int held = numbers.length > 1 ? number(numbers[1]) - 1 : 0;
        return Stroke.of(name == null ? Stroke.UNKNOWN : held(held) + name);
    }

    private static String held(int bits) {
        return bits <= 0
                ? ""
                : ((bits & 1) != 0 ? "S-" : "") + ((bits & 2) != 0 ? "M-" : "") + ((bits & 4) != 0 ? "C-" : "");
    }

    private static int number(String digits) {
        return digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : 0;
    }

    private Stroke paste() {
        byte[] end = {ESC, '[', '2', '0', '1', '~'};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < end.length) {
            int next = source.next();
            if (next < 0) {
                return Stroke.of(Stroke.HANGUP);
            }
            if (next == end[matched]) {
                matched++;
            } else {
                for (int i = 0; i < matched && bytes.size() < PASTE_LIMIT; i++) {
                    bytes.write(end[i]);
                }
                matched = next == ESC ? 1 : 0;
                if (matched == 0 && bytes.size() < PASTE_LIMIT) {
                    bytes.write(next);
                }
            }
        }
        byte[] all = bytes.toByteArray();
        return new Stroke(Stroke.PASTE, Utf8.decode(all, 0, all.length));
    }
}
