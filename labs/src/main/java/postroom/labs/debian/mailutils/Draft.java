package postroom.labs.debian.mailutils;

/** The text of a letter that is being written, and the place where what is typed goes to: the end, almost always. */
final class Draft {
    private final StringBuilder text = new StringBuilder();
    private int position;

    /** Writes at the place, over what stands there. */
    void append(String more) {
        int end = Math.min(text.length(), position + more.length());
        text.replace(position, end, more);
        position += more.length();
    }

    /** The whole; from then on the place is the end. */
    String text() {
        position = text.length();
        return text.toString();
    }

    int length() {
        return text.length();
    }

    /** Puts another text in its stead, as an editor does. */
    void replace(String other) {
        text.setLength(0);
        text.append(other);
        position = text.length();
    }

    /** Puts another text in its stead, as a command does in whose output mailutils then stands at the beginning. */
    void replaceAndRewind(String other) {
        replace(other);
        position = 0;
    }
}
