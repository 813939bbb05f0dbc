package postroom.labs.debian.dovecot.storage;

import postroom.server.mailbox.MailboxException;
import postroom.server.mailbox.MailboxException.Reason;

/** Which names a mailbox may have. */
final class MailboxNames {
    private static final int LONGEST = 240;

    private MailboxNames() {}

    /** A name as it is kept: INBOX in capitals, also as the first part. */
    static String canonical(String name, char separator) {
        int end = name.indexOf(separator);
        String first = end < 0 ? name : name.substring(0, end);
        return first.equalsIgnoreCase("INBOX") ? "INBOX" + name.substring(first.length()) : name;
    }

    /** Refuses what cannot be a name. */
    static void require(String name, char separator) throws MailboxException {
        String why = null;
        if (name.isEmpty()) {
            why = "Name is empty";
        } else if (name.charAt(0) == separator) {
            why = "Begins with hierarchy separator";
        } else if (name.charAt(name.length() - 1) == separator) {
            why = "Ends with hierarchy separator";
        } else if (name.contains("" + separator + separator)) {
            why = "Has adjacent hierarchy separators";
        } else if (separator != '/' && name.indexOf('/') >= 0) {
            why = "Name must not have '/' characters";
        } else if (name.charAt(0) == '~') {
            why = "Begins with '~'";
        } else if (name.length() > LONGEST) {
            why = "Name is too long";
        }
        if (why != null) {
            throw new MailboxException(Reason.CANNOT, "Invalid mailbox name: " + why);
        }
    }
}
