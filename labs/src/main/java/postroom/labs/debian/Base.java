package postroom.labs.debian;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a host has installed when a lab begins. */
public enum Base {
    /** The tools; no mail server. */
    BARE(List.of("bare")),
    /** Postfix as "Internet Site". */
    POSTFIX(List.of("bare", "postfix")),
    /** Dovecot with IMAP and POP3 besides, as its packages leave it. */
    DOVECOT(List.of("bare", "postfix", "dovecot")),
    /** Mail goes to Maildir, and is read there. */
    MAIL(List.of("bare", "postfix", "dovecot", "mail")),
    /** The same with Dovecot's LMTP server and Sieve besides. */
    LMTP(List.of("bare", "postfix", "dovecot", "mail", "lmtp"));

    private final List<String> layers;

    Base(List<String> layers) {
        this.layers = layers;
    }

    /** The folders of {@code postroom/image/bases} that make it up, lowest first. */
    List<String> layers() {
        return layers;
    }

    /** The base of a name as exercises and the command line use it, in lower case. */
    public static Optional<Base> named(String name) {
        for (Base each : values()) {
            if (each.toString().equals(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
