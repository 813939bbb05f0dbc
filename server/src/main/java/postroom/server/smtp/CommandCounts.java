package postroom.server.smtp;

import java.util.Locale;

/**
 * How often each command came and how often it succeeded, printed as Postfix ends its {@code disconnect from} lines:
 * {@code helo=2/3 mail=1/3 unknown=0/2 commands=7/13}. Not thread-safe; a finished session's counts do not change.
 */
public final class CommandCounts {

    private final int[] good = new int[Verb.values().length];
    private final int[] total = new int[Verb.values().length];

    void came(Verb verb) {
        total[verb.ordinal()]++;
    }

    void succeeded(Verb verb) {
        good[verb.ordinal()]++;
    }

    public int good(Verb verb) {
        return good[verb.ordinal()];
    }

    public int total(Verb verb) {
        return total[verb.ordinal()];
    }

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        int allGood = 0;
        int all = 0;
        for (Verb verb : Verb.values()) {
            int came = total(verb);
            if (came > 0) {
                line.append(verb.name().toLowerCase(Locale.ROOT)).append('=').append(ratio(good(verb), came));
                line.append(' ');
            }
            allGood += good(verb);
            all += came;
        }
        return line.append("commands=")
                .append(all == 0 ? "0/0" : ratio(allGood, all))
                .toString();
    }

    private static String ratio(int good, int total) {
        return good == total ? Integer.toString(good) : good + "/" + total;
    }
}
