package postroom.server.imap.user;

/** A pattern of mailbox names: {@code *} stands for anything, {@code %} for anything within one level. */
record Pattern(String text, char separator) {

    /** Whether a name, in modified UTF-7, fits. INBOX fits in any case. */
    boolean matches(String name) {
        if (name.equals("INBOX") && fits(text.toUpperCase(java.util.Locale.ROOT), name)) {
            return true;
        }
        return fits(text, name);
    }

    /** Goes through the pattern once for each character of the name, keeping all places where it may be. */
    private boolean fits(String pattern, String name) {
        boolean[] at = new boolean[pattern.length() + 1];
        at[0] = true;
        skip(pattern, at);
        for (char c : name.toCharArray()) {
            boolean[] next = new boolean[pattern.length() + 1];
            for (int i = 0; i < pattern.length(); i++) {
                char p = pattern.charAt(i);
                if (at[i] && (p == '*' || p == '%' && c != separator)) {
                    next[i] = true;
                } else if (at[i] && p == c) {
                    next[i + 1] = true;
                }
            }
            skip(pattern, next);
            at = next;
        }
        return at[pattern.length()];
    }

    private static void skip(String pattern, boolean[] at) {
        for (int i = 0; i < pattern.length(); i++) {
            if (at[i] && (pattern.charAt(i) == '*' || pattern.charAt(i) == '%')) {
                at[i + 1] = true;
            }
        }
    }
}
