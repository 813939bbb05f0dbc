package postroom.labs.debian.postfix.address;

/**
 * A local part, split at recipient_delimiter: {@code carla+news}.
 *
 * @param user what stands before the delimiter
 * @param extension what stands behind it; null if there is none
 * @param delimiter the character; 0 if there is none
 */
public record Extension(String user, String extension, char delimiter) {
    /** Splits; names of the system such as {@code postmaster} and {@code owner-list} are left whole. */
    public static Extension split(String local, String delimiters) {
        if (delimiters.isEmpty() || isReserved(local, delimiters)) {
            return new Extension(local, null, (char) 0);
        }
        for (int i = 1; i < local.length(); i++) {
            if (delimiters.indexOf(local.charAt(i)) >= 0) {
                return new Extension(local.substring(0, i), local.substring(i + 1), local.charAt(i));
            }
        }
        return new Extension(local, null, (char) 0);
    }

    private static boolean isReserved(String local, String delimiters) {
        String lower = local.toLowerCase(java.util.Locale.ROOT);
        if (lower.equals("postmaster") || lower.equals("mailer-daemon") || lower.equals("double-bounce")) {
            return true;
        }
        return delimiters.indexOf('-') >= 0 && (lower.startsWith("owner-") || lower.endsWith("-request"));
    }
}
