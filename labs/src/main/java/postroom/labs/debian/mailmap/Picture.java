package postroom.labs.debian.mailmap;

import java.util.List;

/**
 * The mail system of a host at one moment.
 *
 * @param spots its programs
 * @param stale whether Postfix goes by another main.cf or master.cf than the disk has
 * @param mails the messages in the queue, at most {@link #MOST_MAILS}
 * @param more how many messages there are beyond those
 */
public record Picture(List<Spot> spots, boolean stale, List<Mail> mails, int more) {
    /** Messages that are told. */
    public static final int MOST_MAILS = 50;

    /** How a program is. */
    public enum State {
        /** It runs, or is started when it is needed. */
        UP,
        /** It is installed, and does not run. */
        DOWN,
        /** It is not installed, or not configured. */
        ABSENT,
        /** It cannot start; it is tried again after a rest. */
        BROKEN
    }

    /**
     * A program.
     *
     * @param program its name
     * @param note the ports that it listens on, or why it is broken; may be empty
     * @param barred whether messages are stopped before it
     */
    public record Spot(String program, State state, String note, boolean barred) {}

    /**
     * A message in the queue.
     *
     * @param queue where its file is: {@code incoming, active, deferred, hold, corrupt}
     * @param before the program before which it was stopped; empty if it was not
     */
    public record Mail(String id, String queue, String sender, List<String> recipients, long size, String before) {}
}
