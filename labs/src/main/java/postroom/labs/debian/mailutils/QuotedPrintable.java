package postroom.labs.debian.mailutils;

/** Encodes as quoted-printable (RFC 2045 §6.7). */
final class QuotedPrintable {
    private static final int LONGEST = 75;

    private QuotedPrintable() {}

    static String encode(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (int i = 0; i < bytes.length; i++) {
            int c = bytes[i] & 0xFF;
            boolean atEnd = i + 1 == bytes.length || bytes[i + 1] == '\n';
            boolean plain = c > ' ' && c < 127 && c != '=' || (c == ' ' || c == '\t') && !atEnd;
            String unit = c == '\n' ? "\n" : plain ? String.valueOf((char) c) : String.format("=%02X", c);
            if (c != '\n' && column + unit.length() > LONGEST) {
                out.append("=\n");
                column = 0;
            }
            out.append(unit);
            column = c == '\n' ? 0 : column + unit.length();
        }
        return out.toString();
    }
}
