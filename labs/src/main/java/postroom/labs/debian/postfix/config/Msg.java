package postroom.labs.debian.postfix.config;

/** Where a Postfix program reports what it has to say: standard error, the system log, or both. */
public interface Msg {
    /** Says nothing: for what has been said before. */
    Msg SILENT = (severity, text) -> {};

    /** How bad it is; the name is the word before the message, none for {@link #INFO}. */
    enum Severity {
        INFO,
        WARNING,
        ERROR,
        FATAL,
        PANIC;

        /** {@code warning: } and the like. */
        public String prefix() {
            return this == INFO ? "" : name().toLowerCase(java.util.Locale.ROOT) + ": ";
        }
    }

    /** Reports one line. */
    void report(Severity severity, String text);

    /** Reports a line without a word before it. */
    default void info(String text) {
        report(Severity.INFO, text);
    }

    /** Reports a {@code warning:}. */
    default void warning(String text) {
        report(Severity.WARNING, text);
    }

    /** Reports an {@code error:}. */
    default void error(String text) {
        report(Severity.ERROR, text);
    }
}
