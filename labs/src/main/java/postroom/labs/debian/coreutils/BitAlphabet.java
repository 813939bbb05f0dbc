package postroom.labs.debian.coreutils;

import java.io.ByteArrayOutputStream;

/** The encodings of RFC 4648, and two of bits: so many bits a letter, so many letters a group. */
enum BitAlphabet {
    BASE64("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 6, 4),
    BASE64URL("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", 6, 4),
    BASE32("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 5, 8),
    BASE32HEX("0123456789ABCDEFGHIJKLMNOPQRSTUV", 5, 8),
    BASE16("0123456789ABCDEF", 4, 2),
    BASE2MSBF("01", 1, 8),
    /** The lowest bit of each byte first. */
    BASE2LSBF("01", 1, 8);

    private final String letters;
    private final int bits;
    private final int group;

    BitAlphabet(String letters, int bits, int group) {
        this.letters = letters;
        this.bits = bits;
        this.group = group;
    }

    static BitAlphabet of(String name) {
        return valueOf(name);
    }

    boolean knows(char c) {
        return letters.indexOf(c) >= 0 || c == '=' && group > 2 && bits > 1;
    }

    private int ordered(int b) {
        return this == BASE2LSBF ? Integer.reverse(b) >>> 24 : b;
    }

    String encode(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length * 8 / bits + group);
        long held = 0;
        int count = 0;
        for (byte b : bytes) {
            held = held << 8 | ordered(b & 0xFF);
            count += 8;
            while (count >= bits) {
                count -= bits;
                out.append(letters.charAt((int) (held >> count) & (1 << bits) - 1));
            }
            held &= (1L << count) - 1;
        }
        if (count > 0) {
            out.append(letters.charAt((int) (held << bits - count)));
            while (out.length() % group != 0) {
                out.append('=');
            }
        }
        return out.toString();
    }

    /** Decodes as far as the text is right; false if it is not to its end. */
    boolean decode(CharSequence text, ByteArrayOutputStream out) {
        int i = 0;
        while (i < text.length()) {
            int n = 0;
            long held = 0;
            int padding = 0;
            while (n < group && i + n < text.length()) {
                char c = text.charAt(i + n);
                int value = letters.indexOf(c);
                if (value < 0 && c == '=' && knows(c) && n > 1) {
                    padding++;
                } else if (value < 0 || padding > 0) {
                    break;
                } else {
                    held = held << bits | value;
                }
                n++;
            }
            int useful = (n - padding) * bits;
            for (int at = useful - 8; at >= 0; at -= 8) {
                out.write(ordered((int) (held >> at) & 0xFF));
            }
            boolean whole = n == group && (padding == 0 || useful % 8 < bits && (n - padding) * bits >= 8);
            if (!whole) {
                return false;
            }
            i += n;
        }
        return true;
    }
}
