package postroom.labs.debian.dovecot.storage;

import java.util.Locale;
import java.util.Optional;
import postroom.labs.shell.pattern.Pattern;

/**
 * A rule of a quota: {@code *:storage=1G:messages=1000}, {@code Trash:storage=+10%}, {@code Spam:ignore}.
 *
 * @param mailbox the mailboxes that it is for; {@code *} for the limits of all together
 * @param bytes a limit in bytes as {@link #apply} reads it; empty for none
 */
public record QuotaRule(String mailbox, String bytes, String messages, boolean ignores) {
    private static final String UNITS = "bkmgt";

    /** Reads a rule; nothing if it is none. */
    static Optional<QuotaRule> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String bytes = "";
        String messages = "";
        boolean ignores = false;
        for (String limit : text.substring(colon + 1).split(":")) {
            int equals = limit.indexOf('=');
            String what =
                    (equals < 0 ? limit : limit.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
            String value = equals < 0 ? "" : limit.substring(equals + 1).strip();
            switch (what) {
                case "storage" -> bytes = value.matches("[+-]?[0-9]+") ? value + "k" : value;
                case "bytes" -> bytes = value;
                case "messages" -> messages = value;
                case "ignore" -> ignores = true;
                default -> {
                    // Dovecot complains when the user is set up; what is left of the rule counts
                }
            }
        }
        return Optional.of(new QuotaRule(text.substring(0, colon), bytes, messages, ignores));
    }

    /** Whether it is for a mailbox. */
    boolean isFor(String name) {
        return Pattern.compile(mailbox).matches(name);
    }

    /** What a value makes of a limit: {@code 10M} takes its place, {@code +10M} and {@code +10%} are added. */
    static long apply(String value, long limit) {
        String text = value.toLowerCase(Locale.ROOT).replaceFirst("%%$", "%");
        boolean adds = text.startsWith("+");
        boolean takes = text.startsWith("-");
        String number = adds || takes ? text.substring(1) : text;
        if (!number.matches("[0-9]{1,12}[bkmgt%]?")) {
            return limit;
        }
        char last = number.charAt(number.length() - 1);
        boolean plain = Character.isDigit(last);
        long amount = Long.parseLong(plain ? number : number.substring(0, number.length() - 1));
        long absolute = last == '%' ? limit * amount / 100 : amount << (10 * Math.max(0, UNITS.indexOf(last)));
        if (adds) {
            return limit + absolute;
        }
        return takes ? Math.max(0, limit - absolute) : absolute;
    }
}
