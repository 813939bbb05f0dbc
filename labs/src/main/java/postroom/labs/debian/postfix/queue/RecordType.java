package postroom.labs.debian.postfix.queue;

/** The types of records in a queue file: one character each, as Postfix 3.7 writes them. */
public final class RecordType {
    /** Message size, content offset, recipients, flags: {@link SizeRecord}. */
    public static final char SIZE = 'C';
    /** Arrival time, seconds and microseconds. */
    public static final char TIME = 'T';
    /** The sender's full name. */
    public static final char FULL = 'F';
    /** The envelope sender. */
    public static final char FROM = 'S';
    /** {@code name=value}. */
    public static final char ATTR = 'A';
    /** The recipient as it was before rewriting; stands before {@link #RCPT}. */
    public static final char ORIGINAL_RCPT = 'O';
    /** A recipient. */
    public static final char RCPT = 'R';
    /** A recipient to whom nothing more is to be done. */
    public static final char DONE = 'D';
    /** Begins the message. */
    public static final char MESSAGE = 'M';
    /** A line. */
    public static final char NORM = 'N';
    /** A piece of a line that the next record goes on with. */
    public static final char CONT = 'L';
    /** Begins what was extracted from the message's header. */
    public static final char EXTRA = 'X';
    /** The last record. */
    public static final char END = 'E';
    /** The transport and next hop that content_filter or a FILTER action wants. */
    public static final char FILTER = 'L';
    /** Where to send the message instead: a REDIRECT action. */
    public static final char REDIRECT = '>';
    /** When to warn of a delay. */
    public static final char WARN = 'W';

    private RecordType() {}
}
