package postroom.labs.debian.coreutils;

import java.io.ByteArrayOutputStream;
import java.util.function.IntPredicate;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.Text;

/** The sets of {@code tr(1)}: ranges, escapes, {@code [:class:]}, {@code [=c=]} and {@code [c*n]}, as bytes. */
final class TrSet {
    private final byte[] spec;
    private final int wanted;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int at;
    private int fillAt = -1;
    private int fill;

    private TrSet(String spec, int wanted) {
        this.spec = Text.bytes(spec);
        this.wanted = wanted;
    }

    /** The bytes of a set; {@code [c*]} fills it up to {@code wanted}. */
    static byte[] parse(String spec, int wanted) {
        return new TrSet(spec, wanted).parse();
    }

    static byte[] complement(byte[] set) {
        boolean[] in = new boolean[256];
        for (byte b : set) {
            in[b & 0xFF] = true;
        }
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        for (int i = 0; i < 256; i++) {
            if (!in[i]) {
                rest.write(i);
            }
        }
        return rest.toByteArray();
    }

    private byte[] parse() {
        while (at < spec.length) {
            if (spec[at] == '[' && bracket()) {
                continue;
            }
            int first = next();
            if (at + 1 < spec.length && spec[at] == '-') {
                at++;
                int last = next();
                if (last < first) {
                    throw Failure.of(
                            1,
                            "range-endpoints of '" + (char) first + "-" + (char) last
                                    + "' are in reverse collating sequence order");
                }
                for (int b = first; b <= last; b++) {
                    out.write(b);
                }
            } else {
                out.write(first);
            }
        }
        return filled();
    }

    private byte[] filled() {
        byte[] set = out.toByteArray();
        if (fillAt < 0 || set.length >= wanted) {
            return set;
        }
        byte[] all = new byte[wanted];
        int more = wanted - set.length;
        System.arraycopy(set, 0, all, 0, fillAt);
        java.util.Arrays.fill(all, fillAt, fillAt + more, (byte) fill);
        System.arraycopy(set, fillAt, all, fillAt + more, set.length - fillAt);
        return all;
    }

    private boolean bracket() {
        String rest = new String(spec, at, spec.length - at, java.nio.charset.StandardCharsets.ISO_8859_1);
        if (rest.startsWith("[:") && rest.indexOf(":]", 2) > 0) {
            String name = rest.substring(2, rest.indexOf(":]", 2));
            IntPredicate test = classOf(name);
            for (int b = 0; b < 256; b++) {
                if (test.test(b)) {
                    out.write(b);
                }
            }
            at += name.length() + 4;
            return true;
        }
        if (rest.startsWith("[=") && rest.startsWith("=]", 3)) {
            out.write(rest.charAt(2));
            at += 5;
            return true;
        }
        return repeat(rest);
    }

    private boolean repeat(String rest) {
        if (!rest.matches("(?s)\\[.\\*[0-9]{0,9}\\].*")) {
            return false;
        }
        int end = rest.indexOf(']', 2);
        String digits = rest.substring(3, end);
        int count = digits.isEmpty() ? 0 : Integer.parseInt(digits, digits.startsWith("0") ? 8 : 10);
        if (count == 0) {
            fillAt = out.size();
            fill = rest.charAt(1);
        }
        for (int i = 0; i < Math.min(count, 256); i++) {
            out.write(rest.charAt(1));
        }
        at += end + 1;
        return true;
    }

    private int next() {
        int b = spec[at++] & 0xFF;
        if (b != '\\' || at == spec.length) {
            return b;
        }
        int c = spec[at++] & 0xFF;
        if (c >= '0' && c <= '7') {
            int value = c - '0';
            for (int i = 0; i < 2 && at < spec.length && spec[at] >= '0' && spec[at] <= '7'; i++) {
                value = value * 8 + spec[at++] - '0';
            }
            return value & 0xFF;
        }
        int known = "abfnrtv".indexOf(c);
        return known < 0 ? c : "\u0007\b\f\n\r\t\u000b".charAt(known);
    }

    private static IntPredicate classOf(String name) {
        switch (name) {
            case "alpha":
                return b -> Character.isLetter(b) && b < 128;
            case "digit":
                return b -> b >= '0' && b <= '9';
            case "alnum":
                return b -> Character.isLetterOrDigit(b) && b < 128;
            case "lower":
                return b -> b >= 'a' && b <= 'z';
            case "upper":
                return b -> b >= 'A' && b <= 'Z';
            case "space":
                return b -> b == ' ' || b >= 9 && b <= 13;
            case "blank":
                return b -> b == ' ' || b == '\t';
            case "punct":
                return b -> b > 32 && b < 127 && !Character.isLetterOrDigit(b);
            case "print":
                return b -> b >= 32 && b < 127;
            case "graph":
                return b -> b > 32 && b < 127;
            case "cntrl":
                return b -> b < 32 || b == 127;
            case "xdigit":
                return b -> Character.digit(b, 16) >= 0 && b < 128;
            default:
                throw Failure.of(1, "invalid character class " + Quoting.locale(name));
        }
    }
}
