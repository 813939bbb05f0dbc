package postroom.labs.debian.dovecot.storage;

/** Line ends: a message has LF in its file, and CR LF on the network. */
public final class NetworkText {
    private NetworkText() {}

    /** How long a text is once every line ends with CR LF. */
    public static int length(byte[] text) {
        int length = text.length;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) {
                length++;
            }
        }
        return length;
    }

    /** A text with CR LF at line ends. */
    public static byte[] of(byte[] text) {
        byte[] out = new byte[length(text)];
        int at = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) {
                out[at++] = '\r';
            }
            out[at++] = text[i];
        }
        return out;
    }

    /** A text with LF at line ends. */
    public static byte[] toFile(byte[] text) {
        byte[] out = new byte[text.length];
        int at = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] != '\r' || i + 1 == text.length || text[i + 1] != '\n') {
                out[at++] = text[i];
            }
        }
        return java.util.Arrays.copyOf(out, at);
    }
}
