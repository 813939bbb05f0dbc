package postroom.labs.debian.postfix.cleanup;

/** What became of a message that was handed to cleanup(8). */
public sealed interface Result {
    /** It is in the queue. @param held it waits on hold */
    record Queued(String id, boolean held) implements Result {}

    /**
     * It was not taken.
     *
     * @param code the reply code for SMTP, 552, 554, 451 ...
     * @param dsn the enhanced status code
     * @param text the text of reply, log and bounce
     * @param rule the parameter that it was refused by, and the entry of its table; both empty if there was none
     */
    record Refused(int code, String dsn, String text, String rule, String entry) implements Result {
        /** Not by a rule. */
        public Refused(int code, String dsn, String text) {
            this(code, dsn, text, "", "");
        }

        /** By what a parameter says. */
        public Refused by(String parameter, String entryOfTable) {
            return new Refused(code, dsn, text, parameter, entryOfTable);
        }
    }

    /** There was no room for it: whoever handed it over keeps it, and tries again. */
    record Unwritten() implements Result {
        /** What its sender hears by SMTP. */
        public Refused asReply() {
            return new Refused(451, "4.3.0", "Error: queue file write error");
        }
    }
}
