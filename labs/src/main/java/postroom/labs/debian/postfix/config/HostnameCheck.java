package postroom.labs.debian.postfix.config;

/** Tells whether a text can be a host name, and if not, why ({@code valid_hostname(3)}). */
public final class HostnameCheck {
    private static final int MAX_NAME = 255;
    private static final int MAX_LABEL = 63;

    private HostnameCheck() {}

    /** What is wrong, as Postfix logs it behind {@code valid_hostname: }; empty if nothing is. */
    public static java.util.Optional<String> complaint(String name) {
        if (name.isEmpty()) {
            return java.util.Optional.of("empty hostname");
        }
        boolean numeric = true;
        int label = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < 128 && (Character.isLetterOrDigit(c) || c == '_')) {
                label++;
                numeric &= Character.isDigit(c);
                if (label > MAX_LABEL) {
                    return java.util.Optional.of("hostname label too long: " + name);
                }
            } else if (c == '.') {
                if (label == 0 || i + 1 == name.length()) {
                    return java.util.Optional.of("misplaced delimiter: " + name);
                }
                label = 0;
            } else if (c == '-') {
                label++;
                if (label == 1 || i + 1 == name.length() || name.charAt(i + 1) == '.') {
                    return java.util.Optional.of("misplaced hyphen: " + name);
                }
                numeric = false;
            } else {
                return java.util.Optional.of("invalid character " + (int) c + "(decimal): " + name);
            }
        }
        if (numeric) {
            return java.util.Optional.of("numeric hostname: " + name);
        }
        return name.length() > MAX_NAME
                ? java.util.Optional.of("bad length " + name.length())
                : java.util.Optional.empty();
    }

    /** True if nothing is wrong with it. */
    public static boolean valid(String name) {
        return complaint(name).isEmpty();
    }
}
