package postroom.web.study;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.server.wire.Cause;
import postroom.server.wire.Secrets;
import postroom.server.wire.WireEvent;

/** Gives sessions their numbers, and tells a message's text from commands. One for each connection of a page. */
final class WireWriter {
    private static final int MOST_SESSIONS = 4_000;

    /** Where the word is that an explanation belongs to: its group 1 is what stands before it, group 2 is it. */
    private enum Syntax {
        SMTP("(\\s*)(MAIL FROM:|RCPT TO:|[A-Za-z]{3,10}(?=\\s|$))", "()(\\d{3}(?:[ -]|$))", "354"),
        POP3("(\\s*)([A-Za-z]{3,4}(?=\\s|$))", "()(\\+OK|-ERR|\\+(?= |$))", "+ "),
        IMAP(
                "([^\\s*+]\\S*\\s+)((?:UID\\s+)?[A-Za-z]{2,16}(?=\\s|$))",
                "(\\S+\\s+(?:\\d+\\s+)?)([A-Z]{2,16}(?=\\s|$))",
                "+ ");

        private final Pattern command;
        private final Pattern reply;
        private final String goAhead;

        Syntax(String command, String reply, String goAhead) {
            this.command = Pattern.compile(command, Pattern.CASE_INSENSITIVE);
            this.reply = Pattern.compile(reply);
            this.goAhead = goAhead;
        }

        static Syntax of(String protocol) {
            return switch (protocol) {
                case "imap" -> IMAP;
                case "pop3" -> POP3;
                default -> SMTP;
            };
        }
    }

    /** A session as it goes on. */
    private static final class Session {
        private final int number;
        private Syntax syntax = Syntax.SMTP;
        private boolean inMessage;
        private Optional<Cause> cause = Optional.empty();

        private Session(int number) {
            this.number = number;
        }
    }

    private final Map<String, Session> sessions = new HashMap<>();
    private int last;

    /** Empty for events that the pane does not show. */
    Optional<WireMessage> write(WireEvent event) {
        Session session = session(event.session());
        if (event instanceof WireEvent.Opened opened) {
            session.syntax = Syntax.of(opened.protocol());
            String ends = opened.client() + " → " + opened.server();
            return Optional.of(message("open", session, event, opened.protocol(), ends, "", false, 0));
        }
        if (event instanceof WireEvent.Line line) {
            return Optional.of(line(session, line));
        }
        if (event instanceof WireEvent.Caused caused) {
            session.cause = Optional.of(caused.cause());
            return Optional.empty();
        }
        if (event instanceof WireEvent.CipherBytes cipher) {
            String side = cipher.side() == WireEvent.Side.CLIENT ? "client" : "server";
            return Optional.of(message("cipher", session, event, "", side, cipher.head(), true, cipher.bytes()));
        }
        if (event instanceof WireEvent.Skipped skipped) {
            String bytes = String.valueOf(skipped.bytes());
            return Optional.of(message("skipped", session, event, "", "", bytes, skipped.encrypted(), 0));
        }
        if (event instanceof WireEvent.TlsStarted tls) {
            return Optional.of(message("tls", session, event, "", "", tls.summary(), false, 0));
        }
        if (event instanceof WireEvent.Closed) {
            sessions.remove(event.session());
            return Optional.of(message("close", session, event, "", "", "", false, 0));
        }
        return Optional.empty();
    }

    private Session session(String name) {
        if (sessions.size() >= MOST_SESSIONS) {
            sessions.clear();
        }
        return sessions.computeIfAbsent(name, unknown -> new Session(++last));
    }

    private WireMessage line(Session session, WireEvent.Line line) {
        String text = line.text();
        boolean client = line.side() == WireEvent.Side.CLIENT;
        Matcher matcher = (client ? session.syntax.command : session.syntax.reply).matcher(text);
        boolean found = !(client && session.inMessage) && matcher.lookingAt();
        if (!client) {
            session.inMessage = text.startsWith(session.syntax.goAhead);
        }
        Optional<Cause> cause = client ? Optional.empty() : session.cause;
        session.cause = client ? session.cause : Optional.empty();
        return new WireMessage(
                client ? "client" : "server",
                session.number,
                line.time().toEpochMilli(),
                "",
                "",
                text,
                found ? matcher.end(1) : 0,
                found ? matcher.end(2) : 0,
                client && text.contains(Secrets.MASK) ? Secrets.MASK : "",
                line.encrypted(),
                0,
                cause.map(WireMessage.Why::of).orElse(null));
    }

    private static WireMessage message(
            String kind,
            Session session,
            WireEvent event,
            String protocol,
            String peer,
            String text,
            boolean encrypted,
            int bytes) {
        long at = event.time().toEpochMilli();
        return new WireMessage(kind, session.number, at, protocol, peer, text, 0, 0, "", encrypted, bytes, null);
    }
}
