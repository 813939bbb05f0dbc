package postroom.labs.debian.cron;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.host.Accounts;

/**
 * What a crontab says.
 *
 * @param entries in the order in which cron starts those that are due in the same minute: the last line first
 */
record Crontab(List<Entry> entries) {
    /** More lines are refused. */
    static final int MAX_LINES = 10_000;

    private static final int MAX_SETTING = 998;

    /** Why a crontab is refused. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        /** What is wrong with it. */
        enum Reason {
            SYNTAX,
            TOO_LONG,
            NO_LINE_FEED
        }

        private final Reason reason;
        private final int line;

        private Refused(Reason reason, String message, int line) {
            super(message, null, false, false);
            this.reason = reason;
            this.line = line;
        }

        Reason reason() {
            return reason;
        }

        /** The line in which it was noticed, by cron's count. */
        int line() {
            return line;
        }
    }

    /**
     * Reads a crontab up to the first fault.
     *
     * @param owner null for a system crontab
     * @param firstLine the number of the first line
     */
    static Crontab parse(byte[] bytes, int firstLine, Accounts.User owner, Accounts accounts) throws Refused {
        TabReader in = new TabReader(bytes, firstLine);
        EntryParser parser = new EntryParser(in, accounts);
        Map<String, String> environment = new LinkedHashMap<>();
        List<Entry> entries = new ArrayList<>();
        while (in.line() < MAX_LINES + 2) {
            TabReader.Mark mark = in.mark();
            in.skipComments();
            TabReader.Word line = in.until("\n", MAX_SETTING);
            if (line.end() == TabReader.END) {
                if (!line.text().isEmpty()) {
                    throw new Refused(Refused.Reason.NO_LINE_FEED, "missing newline before EOF", in.line());
                }
                return new Crontab(List.copyOf(entries));
            }
            Optional<Setting> setting = Setting.parse(line.text());
            if (setting.isPresent()) {
                environment.put(setting.get().name(), setting.get().value());
                continue;
            }
            in.reset(mark);
            try {
                parser.next(owner, environment).ifPresent(it -> entries.add(0, it));
            } catch (BadEntry bad) {
                throw new Refused(Refused.Reason.SYNTAX, bad.getMessage(), in.line());
            }
        }
        throw new Refused(Refused.Reason.TOO_LONG, "too long", in.line());
    }
}
