package postroom.server.smtp.syntax;

/** Recognises the beginning of a message header (RFC 5322 §2.2), which betrays a client that is out of step. */
public final class HeaderLabel {

    private HeaderLabel() {}

    /** Whether the word begins with a label and its colon: {@code Subject:}. */
    public static boolean begins(String word) {
        boolean inLabel = false;
        boolean afterLabel = false;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == ':') {
                return inLabel;
            }
            boolean blank = c == ' ' || c == '\t';
            if (blank ? !inLabel : c < ' ' || c >= 0x7f || afterLabel) {
                return false;
            }
            inLabel = true;
            afterLabel |= blank;
        }
        return false;
    }
}
