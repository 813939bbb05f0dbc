package postroom.web.study;

import java.util.List;
import java.util.Locale;
import postroom.server.wire.Cause;

/**
 * A wire event as the page gets it.
 *
 * @param kind {@code open, client, server, skipped, tls, cipher, close}
 * @param session a small number for the reader, counted by the page's connection
 * @param at milliseconds since 1970, by the lab's clock
 * @param protocol of the session, where it begins: {@code smtp, lmtp, imap, pop3}
 * @param peer the session's ends, where it begins; of {@code cipher} who sent it: {@code client, server}
 * @param text what was said; of {@code cipher} the first bytes in hexadecimal; of {@code skipped} a number of bytes
 * @param lead how many characters stand before the verb or the reply's code, an IMAP command's tag
 * @param head where the verb or the code ends; 0 in a message's text
 * @param masked the part of the text that stands for a secret
 * @param encrypted whether a wiretap would not have read it
 * @param bytes the length of what {@code cipher} tells of
 * @param cause the rule of the server's configuration that a refusal comes from; null if there was none
 */
record WireMessage(
        String kind,
        int session,
        long at,
        String protocol,
        String peer,
        String text,
        int lead,
        int head,
        String masked,
        boolean encrypted,
        int bytes,
        Why cause) {

    /** A setting: its name, its value, and {@code default, set, service}. */
    record Setting(String name, String value, String origin) {
        static Setting of(Cause.Setting setting) {
            return new Setting(
                    setting.name(), setting.value(), setting.origin().name().toLowerCase(Locale.ROOT));
        }
    }

    /** A {@link Cause}. @param asked null if there is none */
    record Why(String rule, List<String> within, Setting setting, String entry, Setting asked) {
        static Why of(Cause cause) {
            return new Why(
                    cause.rule(),
                    cause.within(),
                    Setting.of(cause.setting()),
                    cause.entry(),
                    cause.asked().map(Setting::of).orElse(null));
        }
    }
}
