package postroom.labs.terminal;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/**
 * Makes keys of bytes: UTF-8, escape sequences (ECMA-48 control sequences, SS3, ESC as Meta), bracketed pastes.
 *
 * <p>Bytes may come in any pieces. ESC waits for what follows, without a time limit, as in readline's emacs mode.
 * Sequences are at most {@value #LONGEST} bytes, a paste at most {@value #PASTE_LIMIT}; what goes beyond is dropped.
 */
final class KeyDecoder {
    private static final int LONGEST = 32;
    private static final int PASTE_LIMIT = 3 * EditLine.LIMIT;
    private static final String PASTE_START = "\u001b[200~";
    private static final String PASTE_END = "\u001b[201~";

    private final StringBuilder sequence = new StringBuilder(8);
    private final byte[] character = new byte[4];
    private int have;
    private int need;
    private ByteArrayOutputStream paste;
    private int pasteLength;
    private int endMatched;
    private boolean literal;

    /** Takes one byte; the keys that are complete with it go to {@code keys}. */
    void feed(byte octet, Consumer<Key> keys) {
        if (paste != null) {
            pasted(octet, keys);
        } else if (need > 0) {
            continueCharacter(octet, keys);
        } else if (sequence.length() > 0) {
            continueSequence((char) (octet & 0xFF), keys);
        } else if (octet == 0x1B && !literal) {
            sequence.append((char) octet);
        } else {
            beginCharacter(octet, keys);
        }
    }

    /** The next byte or character is text, whatever it is. */
    void nextIsLiteral() {
        literal = true;
    }

    /** Forgets what is incomplete. */
    void reset() {
        sequence.setLength(0);
        have = 0;
        need = 0;
        paste = null;
        literal = false;
    }

    /** True if {@code octet} will begin a printable character, now. */
    boolean beginsText(byte octet) {
        return paste == null && need == 0 && sequence.length() == 0 && (octet < 0 || octet >= 0x20 && octet != 0x7F);
    }

    /** True if further bytes of a character are to come. */
    boolean isWithinCharacter() {
        return need > 0;
    }

    private void beginCharacter(byte octet, Consumer<Key> keys) {
        int length = Utf8.length(octet);
        if (length > 1) {
            character[0] = octet;
            have = 1;
            need = length;
        } else if (octet < 0) {
            literal = false;
            keys.accept(Key.text(String.valueOf(Utf8.stray(octet))));
        } else {
            boolean text = literal || octet >= 0x20 && octet != 0x7F;
            literal = false;
            String value = String.valueOf((char) octet);
            keys.accept(text ? Key.text(value) : Key.control(value));
        }
    }

    private void continueCharacter(byte octet, Consumer<Key> keys) {
        boolean broken = !Utf8.isContinuation(octet);
        if (!broken) {
            character[have++] = octet;
        }
        if (!broken && have < need) {
            return;
        }
        String text = Utf8.decode(character, 0, have);
        need = 0;
        have = 0;
        literal = false;
        if (broken || text.codePointCount(0, text.length()) != 1) {
            text.chars().forEach(stray -> keys.accept(Key.text(String.valueOf((char) stray))));
        } else {
            keys.accept(Key.text(text));
        }
        if (broken) {
            feed(octet, keys);
        }
    }

    private void continueSequence(char c, Consumer<Key> keys) {
        sequence.append(c);
        if (sequence.length() > LONGEST) {
            sequence.setLength(0);
        } else if (complete(c)) {
            String whole = sequence.toString();
            sequence.setLength(0);
            if (whole.equals(PASTE_START)) {
                paste = new ByteArrayOutputStream();
                pasteLength = 0;
                endMatched = 0;
            } else {
                keys.accept(Key.control(whole));
            }
        }
    }

    /** Whether {@code c}, now the last of the sequence, ends it. */
    private boolean complete(char c) {
        int start = sequence.length() > 2 && sequence.charAt(0) == 0x1B && sequence.charAt(1) == 0x1B ? 1 : 0;
        char first = sequence.charAt(0);
        if (first == 0x18) {
            return sequence.length() > 1;
        }
        int length = sequence.length() - start;
        char second = sequence.charAt(start + 1);
        if (length == 2) {
            return c != '[' && c != 'O' && (c != 0x1B || start == 1);
        }
        return second != '[' || length == 3 && c != '[' && isFinal(c) || length > 3 && isFinal(c);
    }

    private static boolean isFinal(char c) {
        return c >= 0x40 && c <= 0x7E || c < 0x20;
    }

    /** ^X begins a sequence of two. */
    void beginTwoKeySequence() {
        sequence.append((char) 0x18);
    }

    private void pasted(byte octet, Consumer<Key> keys) {
        pasteLength++;
        if (paste.size() < PASTE_LIMIT) {
            paste.write(octet);
        }
        if (octet == PASTE_END.charAt(endMatched)) {
            endMatched++;
        } else {
            endMatched = octet == 0x1B ? 1 : 0;
        }
        if (endMatched == PASTE_END.length()) {
            byte[] bytes = paste.toByteArray();
            paste = null;
            String text = Utf8.decode(bytes, 0, Math.min(bytes.length, pasteLength - PASTE_END.length()));
            keys.accept(new Key(Key.Kind.PASTE, text.replace('\r', '\n')));
        }
    }
}
