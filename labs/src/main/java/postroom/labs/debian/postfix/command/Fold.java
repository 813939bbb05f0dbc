package postroom.labs.debian.postfix.command;

/** Breaks long lines as {@code postconf -f} does. */
final class Fold {
    private static final int WIDTH = 80;

    private Fold() {}

    static String line(String text) {
        StringBuilder out = new StringBuilder();
        int length = 0;
        for (String word : text.split(" +")) {
            if (length > 0 && length + 1 + word.length() > WIDTH) {
                out.append("\n    ");
                length = 4;
            } else if (length > 0) {
                out.append(' ');
                length++;
            }
            out.append(word);
            length += word.length();
        }
        return out.toString();
    }
}
