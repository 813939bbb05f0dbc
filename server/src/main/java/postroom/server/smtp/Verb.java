package postroom.server.smtp;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The commands that smtpd(8) knows, in the order in which it counts them, with what it says of each: whether too many
 * of them are junk, whether they may come before STARTTLS where encryption is demanded, and whether a client must wait
 * for their answer even with PIPELINING (RFC 2920 §3.1).
 */
public enum Verb {
    HELO(true, true, true),
    EHLO(true, true, true),
    XCLIENT(false, true, false),
    XFORWARD(false, false, false),
    STARTTLS(false, true, false),
    AUTH(false, false, false),
    MAIL(false, false, false),
    RCPT(false, false, false),
    DATA(false, false, true),
    BDAT(false, false, false),
    RSET(true, false, false),
    NOOP(true, true, true),
    VRFY(true, false, true),
    ETRN(true, false, false),
    QUIT(false, true, false),
    UNKNOWN(false, true, false);

    private static final Map<String, Verb> BY_NAME = Stream.of(values())
            .filter(verb -> verb != UNKNOWN)
            .collect(Collectors.toUnmodifiableMap(Verb::name, Function.identity()));

    final boolean junkable;
    final boolean beforeTls;
    final boolean endsGroup;

    Verb(boolean junkable, boolean beforeTls, boolean endsGroup) {
        this.junkable = junkable;
        this.beforeTls = beforeTls;
        this.endsGroup = endsGroup;
    }

    /** The verb of that name in any case; {@link #UNKNOWN} for everything else. */
    static Verb named(String word) {
        return BY_NAME.getOrDefault(word.toUpperCase(Locale.ROOT), UNKNOWN);
    }
}
