package postroom.labs.host;

import java.time.Instant;
import java.util.Optional;

/**
 * An entry of the {@link Journal}.
 *
 * @param priority 0 to 7, as in {@code syslog(3)}
 * @param facility its number
 * @param identifier the name before the message
 * @param pid of who said it; 0 if nobody knows
 * @param uid of who said it; -1 if nobody knows
 * @param unit the service that it belongs to, or, for what the service manager says, is about; may be empty
 */
public record JournalEntry(
        Instant time, int priority, int facility, String identifier, int pid, int uid, String unit, String message) {

    private static final int FIELDS = 8;

    /** Whether the service manager said it. */
    public boolean isManagers() {
        return pid == 1 && identifier.equals("systemd");
    }

    /** Microseconds since 1970. */
    public long micros() {
        return time.getEpochSecond() * 1_000_000L + time.getNano() / 1000;
    }

    /** As a line of the journal's file. */
    String line() {
        return micros() + "\t" + priority + "\t" + facility + "\t" + escaped(identifier) + "\t" + pid + "\t" + uid
                + "\t" + escaped(unit) + "\t" + escaped(message);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t");
    }

    private static String plain(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char next = text.charAt(++i);
                out.append(next == 'n' ? '\n' : next == 't' ? '\t' : next);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** From a line of the file; none if somebody has spoilt it. */
    public static Optional<JournalEntry> parse(String line) {
        String[] field = line.split("\t", -1);
        if (field.length != FIELDS) {
            return Optional.empty();
        }
        try {
            long micros = Long.parseLong(field[0]);
            Instant time =
                    Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
            return Optional.of(new JournalEntry(
                    time,
                    Integer.parseInt(field[1]) & 7,
                    Integer.parseInt(field[2]),
                    plain(field[3]),
                    Integer.parseInt(field[4]),
                    Integer.parseInt(field[5]),
                    plain(field[6]),
                    plain(field[7])));
        } catch (NumberFormatException spoilt) {
            return Optional.empty();
        }
    }
}
