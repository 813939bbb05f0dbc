package postroom.labs.debian.cron;

import java.nio.charset.StandardCharsets;

/** The bytes of a crontab one after the other, with cron's count of lines, which a byte that is put back takes back. */
final class TabReader {
    /** What {@link #get} gives behind the last byte. */
    static final int END = -1;

    private final byte[] bytes;
    private int position;
    private int line;

    /**
     * Reads a crontab.
     *
     * @param firstLine the number of its first line
     */
    TabReader(byte[] bytes, int firstLine) {
        this.bytes = bytes;
        this.line = firstLine;
    }

    int line() {
        return line;
    }

    int get() {
        if (position >= bytes.length) {
            return END;
        }
        int c = bytes[position++] & 0xFF;
        if (c == '\n') {
            line++;
        }
        return c;
    }

    void unget(int c) {
        if (c == END) {
            return;
        }
        position--;
        if (c == '\n') {
            line--;
        }
    }

    /** Where it stands, to come back to. */
    Mark mark() {
        return new Mark(position, line);
    }

    void reset(Mark mark) {
        position = mark.position;
        line = mark.line;
    }

    record Mark(int position, int line) {}

    /** Text up to one of some bytes. */
    record Word(String text, int end) {}

    /** Reads up to one of {@code ends}, or the end; what is longer than {@code max} bytes is cut. */
    Word until(String ends, int max) {
        StringBuilder text = new StringBuilder();
        int c = get();
        while (c != END && ends.indexOf(c) < 0) {
            if (text.length() < max) {
                text.append((char) c);
            }
            c = get();
        }
        byte[] raw = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        return new Word(new String(raw, StandardCharsets.UTF_8), c);
    }

    /** Skips empty lines and remarks, and the blanks before what comes then. */
    void skipComments() {
        int c = get();
        while (c != END) {
            while (c == ' ' || c == '\t') {
                c = get();
            }
            if (c != '\n' && c != '#') {
                break;
            }
            while (c != '\n' && c != END) {
                c = get();
            }
            c = c == END ? END : get();
        }
        unget(c);
    }
}
