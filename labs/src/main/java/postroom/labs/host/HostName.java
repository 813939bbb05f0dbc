package postroom.labs.host;

/** Which names are looked up as hosts at all ({@code res_hnok(3)}); others are unknown without a question. */
final class HostName {
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST = 253;

    private HostName() {}

    /** Letters, digits, {@code -} and {@code _} in labels of 1 to 63, the name not beginning with {@code -}. */
    static boolean legal(String name) {
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (bare.isEmpty()) {
            return true;
        }
        if (bare.length() > LONGEST || bare.startsWith("-")) {
            return false;
        }
        for (String label : bare.split("\\.", -1)) {
            if (label.isEmpty()
                    || label.length() > LONGEST_LABEL
                    || !label.chars().allMatch(HostName::allowed)) {
                return false;
            }
        }
        return true;
    }

    private static boolean allowed(int c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_';
    }
}
