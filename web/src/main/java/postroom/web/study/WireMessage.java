package postroom.web.study;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.server.wire.Secrets;
import postroom.server.wire.WireEvent;

/**
 * A wire event as the page gets it.
 *
 * @param kind {@code open, client, server, skipped, tls, close}
 * @param session a small number for the reader, counted by the page's connection
 * @param at milliseconds since 1970, by the lab's clock
 * @param head how many characters at the text's beginning are the verb or the reply's code; 0 in a message's text
 * @param masked the part of the text that stands for a secret
 * @param encrypted whether a wiretap would not have read it
 */
record WireMessage(
        String kind,
        int session,
        long at,
        String protocol,
        String peer,
        String text,
        int head,
        String masked,
        boolean encrypted) {

    /** Gives sessions their numbers, and tells a message's text from commands. One for each connection of a page. */
    static final class Writer {
        private static final Pattern REPLY = Pattern.compile("\\d{3}(?:[ -]|$)");
        private static final Pattern VERB =
                Pattern.compile("\\s*(?:MAIL FROM:|RCPT TO:|[A-Za-z]{3,10}(?=\\s|$))", Pattern.CASE_INSENSITIVE);
        private static final int MOST_SESSIONS = 4_000;

        private final Map<String, Integer> numbers = new HashMap<>();
        private final Map<String, Boolean> inMessage = new HashMap<>();
        private int last;

        /** Empty for events that the pane does not show. */
        Optional<WireMessage> write(WireEvent event) {
            if (event instanceof WireEvent.Opened opened) {
                return Optional.of(of(event, "open", opened.protocol(), ends(opened), "", 0, "", false));
            }
            if (event instanceof WireEvent.Line line) {
                return Optional.of(line(line));
            }
            if (event instanceof WireEvent.Skipped skipped) {
                return Optional.of(
                        of(event, "skipped", "", "", String.valueOf(skipped.bytes()), 0, "", skipped.encrypted()));
            }
            if (event instanceof WireEvent.TlsStarted tls) {
                return Optional.of(of(event, "tls", "", "", tls.summary(), 0, "", false));
            }
            if (event instanceof WireEvent.Closed) {
                WireMessage message = of(event, "close", "", "", "", 0, "", false);
                inMessage.remove(event.session());
                return Optional.of(message);
            }
            return Optional.empty();
        }

        private WireMessage line(WireEvent.Line line) {
            String text = line.text();
            boolean client = line.side() == WireEvent.Side.CLIENT;
            int head = 0;
            if (!client) {
                Matcher reply = REPLY.matcher(text);
                head = reply.lookingAt() ? reply.end() : 0;
                inMessage.put(line.session(), text.startsWith("354"));
            } else if (!inMessage.getOrDefault(line.session(), false)) {
                Matcher verb = VERB.matcher(text);
                head = verb.lookingAt() ? verb.end() : 0;
            }
            String masked = client && text.contains(Secrets.MASK) ? Secrets.MASK : "";
            return of(line, client ? "client" : "server", "", "", text, head, masked, line.encrypted());
        }

        private WireMessage of(
                WireEvent event,
                String kind,
                String protocol,
                String peer,
                String text,
                int head,
                String masked,
                boolean encrypted) {
            if (numbers.size() >= MOST_SESSIONS) {
                numbers.clear();
            }
            int number = numbers.computeIfAbsent(event.session(), name -> ++last);
            return new WireMessage(
                    kind, number, event.time().toEpochMilli(), protocol, peer, text, head, masked, encrypted);
        }

        private static String ends(WireEvent.Opened opened) {
            return opened.client() + " → " + opened.server();
        }
    }
}
