package postroom.labs.debian.coreutils;

import java.util.Optional;

/** A mode as {@code chmod(1)} takes it: octal or {@code u+x,go-w}. */
record FileMode(String text, int octal) {
    /** Bits of set-uid and set-gid, which octal modes of three digits leave alone on folders. */
    private static final int SPECIAL = 06000;

    static Optional<FileMode> parse(String text) {
        if (text.matches("[0-7]{1,5}")) {
            int octal = Integer.parseInt(text, 8);
            return octal > 07777 ? Optional.empty() : Optional.of(new FileMode(text, octal));
        }
        String clause = "[ugoa]*([-+=]([rwxXst]*|[ugo]))+";
        return text.matches(clause + "(," + clause + ")*") ? Optional.of(new FileMode(text, -1)) : Optional.empty();
    }

    /** The bits that a file with bits {@code old} gets. */
    int apply(int old, boolean directory, int umask) {
        if (octal >= 0) {
            return directory && text.length() < 5 ? octal | old & SPECIAL : octal;
        }
        int mode = old;
        for (String clause : text.split(",")) {
            int i = 0;
            while ("ugoa".indexOf(clause.charAt(i)) >= 0) {
                i++;
            }
            mode = clause(mode, clause.substring(0, i), clause.substring(i), directory, umask);
        }
        return mode;
    }

    private static int clause(int old, String who, String actions, boolean directory, int umask) {
        int mode = old;
        int affected = who.isEmpty() || who.contains("a") ? 07777 : 0;
        affected |= who.contains("u") ? 04700 : 0;
        affected |= who.contains("g") ? 02070 : 0;
        affected |= who.contains("o") ? 00007 : 0;
        affected |= who.contains("o") || affected != 0 ? 01000 : 0;
        int allowed = who.isEmpty() ? affected & ~umask : affected;
        int i = 0;
        while (i < actions.length()) {
            char operator = actions.charAt(i++);
            int start = i;
            while (i < actions.length() && "-+=".indexOf(actions.charAt(i)) < 0) {
                i++;
            }
            int bits = bits(mode, actions.substring(start, i), directory) & allowed;
            switch (operator) {
                case '+' -> mode |= bits;
                case '-' -> mode &= ~bits;
                default -> mode = mode & ~(affected & (directory ? ~SPECIAL : ~0)) | bits;
            }
        }
        return mode;
    }

    private static int bits(int mode, String permissions, boolean directory) {
        int bits = 0;
        for (char c : permissions.toCharArray()) {
            switch (c) {
                case 'r' -> bits |= 0444;
                case 'w' -> bits |= 0222;
                case 'x' -> bits |= 0111;
                case 'X' -> bits |= directory || (mode & 0111) != 0 ? 0111 : 0;
                case 's' -> bits |= 06000;
                case 't' -> bits |= 01000;
                case 'u' -> bits |= (mode >> 6 & 7) * 0111;
                case 'g' -> bits |= (mode >> 3 & 7) * 0111;
                default -> bits |= (mode & 7) * 0111;
            }
        }
        return bits;
    }

    /** The nine letters of {@code ls -l} for bits. */
    static String letters(int mode) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            out.append((mode & 0400 >> i) != 0 ? "rwxrwxrwx".charAt(i) : '-');
        }
        special(out, 2, mode & 04000, 's');
        special(out, 5, mode & 02000, 's');
        special(out, 8, mode & 01000, 't');
        return out.toString();
    }

    private static void special(StringBuilder out, int at, int bit, char letter) {
        if (bit != 0) {
            out.setCharAt(at, out.charAt(at) == 'x' ? letter : Character.toUpperCase(letter));
        }
    }
}
