package postroom.labs.debian.mailutils;

import java.util.ArrayList;
import java.util.List;

/** What every letter begins with: the header fields and attachments of the command line and of {@code sendheader}. */
final class Drafts {
    private final List<Extra> headers = new ArrayList<>();
    private final List<Attachment> attachments = new ArrayList<>();
    private boolean alternative;
    private boolean skipsEmpty;
    private String encoding;
    private String contentType;

    /**
     * A header field.
     *
     * @param replaces whether it takes the place of one of the same name
     */
    record Extra(String name, String value, boolean replaces) {
        void into(Header header) {
            if (value.isEmpty()) {
                return;
            }
            if (replaces) {
                header.set(name, value);
            } else {
                header.append(name, value);
            }
        }
    }

    List<Extra> headers() {
        return headers;
    }

    List<Attachment> attachments() {
        return attachments;
    }

    boolean isAlternative() {
        return alternative;
    }

    void alternative(boolean on) {
        alternative = on;
    }

    boolean skipsEmpty() {
        return skipsEmpty;
    }

    void skipsEmpty(boolean on) {
        skipsEmpty = on;
    }

    /** How attachments and the text are encoded unless it is said; null if nothing was said at all. */
    String encoding() {
        return encoding;
    }

    void encoding(String name) {
        encoding = name;
    }

    /** What attachments and the text are unless it is said; null if nothing was said at all. */
    String contentType() {
        return contentType;
    }

    void contentType(String type) {
        contentType = type;
    }
}
