package postroom.labs.debian.dovecot.print;

import java.io.IOException;

/** One way to print rows of values. */
interface Formatter {
    /** A column. */
    void header(Column column) throws IOException;

    /** The next value of a row. */
    void value(String value) throws IOException;

    /** The next value of a row, one that may have several lines. */
    void text(String value) throws IOException;

    /** The end of all rows, or an end in the middle of one. */
    void flush() throws IOException;
}
