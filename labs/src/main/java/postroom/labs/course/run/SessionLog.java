package postroom.labs.course.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.course.check.Exchange;
import postroom.labs.course.check.Protocol;
import postroom.labs.course.check.Session;
import postroom.server.Endpoints;
import postroom.server.wire.WireEvent;

/**
 * The sessions of mail clients in a lab as exercises see them, made from its wire events. Keeps the last {@value
 * #MOST_SESSIONS} sessions and of each the last {@value #MOST_EXCHANGES} exchanges, with {@value #MOST_TEXT} characters
 * in all. Confined to {@link CourseLab#looks}.
 */
final class SessionLog {
    private static final int MOST_SESSIONS = 64;
    private static final int MOST_EXCHANGES = 200;
    private static final int MOST_TEXT = 64 * 1024;
    private static final Pattern ENHANCED = Pattern.compile("([245]\\.\\d{1,3}\\.\\d{1,3})(?: |$)");

    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Map<String, LineDialogue> dialogues = new HashMap<>();
    private final Set<String> encrypted = new HashSet<>();
    private long number;

    /** Takes an event in; true when it is one that an exercise may wait for. */
    boolean add(WireEvent event) {
        if (event instanceof WireEvent.Opened opened) {
            Protocol.named(opened.protocol()).ifPresent(protocol -> open(opened, protocol));
            return false;
        }
        Session session = sessions.get(event.session());
        if (session == null) {
            return false;
        }
        if (event instanceof WireEvent.Command command) {
            // a message that was accepted has been told with its queue id already
            boolean told = command.verb().equals(Exchange.MESSAGE) && endsInMessage(session);
            return !told && add(session, exchange(command));
        }
        if (event instanceof WireEvent.MessageAccepted accepted) {
            return add(session, message(accepted));
        }
        if (event instanceof WireEvent.Line line) {
            return line(session, line);
        }
        if (event instanceof WireEvent.TlsStarted) {
            encrypted.add(session.id());
            return false;
        }
        if (event instanceof WireEvent.Closed) {
            close(session);
            return true;
        }
        return false;
    }

    private void open(WireEvent.Opened opened, Protocol protocol) {
        String id = opened.session();
        Endpoints ends = opened.ends();
        put(new Session(id, protocol, ends.client(), ends.server(), List.of(), Session.End.NOT_YET, ++number));
        if (protocol != Protocol.SMTP) {
            dialogues.put(id, new LineDialogue(protocol));
        }
        if (sessions.size() > MOST_SESSIONS) {
            String oldest = sessions.keySet().iterator().next();
            sessions.remove(oldest);
            dialogues.remove(oldest);
            encrypted.remove(oldest);
        }
    }

    private void close(Session session) {
        LineDialogue dialogue = dialogues.remove(session.id());
        encrypted.remove(session.id());
        Session last = session;
        if (dialogue != null && dialogue.isOpen()) {
            last = with(last, exchange(dialogue));
        }
        Session.End end = dialogue == null
                ? whoHungUp(session)
                : dialogue.isDismissed() ? Session.End.BY_SERVER : Session.End.BY_CLIENT;
        put(last.then(last.exchanges(), end, ++number));
    }

    private boolean add(Session session, Exchange exchange) {
        put(with(session, exchange));
        return true;
    }

    private static Session with(Session session, Exchange exchange) {
        List<Exchange> all = new ArrayList<>(session.exchanges());
        // one that goes on stands there already, without its end
        if (!all.isEmpty() && all.get(all.size() - 1).status().isEmpty()) {
            all.remove(all.size() - 1);
        }
        all.add(exchange);
        int text = all.stream().mapToInt(each -> each.text().length()).sum();
        int dropped = 0;
        while (all.size() - dropped > MOST_EXCHANGES || text > MOST_TEXT && all.size() - dropped > 1) {
            text -= all.get(dropped++).text().length();
        }
        return session.then(all.subList(dropped, all.size()), session.end(), exchange.number());
    }

    /** A line of IMAP or POP3; of SMTP the wire tells the exchanges themselves. */
    private boolean line(Session session, WireEvent.Line line) {
        LineDialogue dialogue = dialogues.get(session.id());
        LineDialogue.Change change = dialogue == null ? LineDialogue.Change.NONE : dialogue.add(line);
        return change != LineDialogue.Change.NONE && add(session, exchange(dialogue));
    }

    private Exchange exchange(LineDialogue dialogue) {
        WireEvent.Line command = dialogue.command();
        AnswerLines answer = dialogue.answer();
        return new Exchange(
                ++number,
                dialogue.at(),
                answer.verb(),
                command.text(),
                answer.status(),
                "",
                answer.text(),
                command.encrypted());
    }

    private Exchange exchange(WireEvent.Command command) {
        String first = command.reply().isEmpty() ? "" : command.reply().get(0);
        Matcher enhanced = ENHANCED.matcher(first);
        return new Exchange(
                ++number,
                command.time(),
                command.verb(),
                command.line(),
                Integer.toString(command.code()),
                enhanced.lookingAt() ? enhanced.group(1) : "",
                String.join("\n", command.reply()),
                encrypted.contains(command.session()));
    }

    private Exchange message(WireEvent.MessageAccepted accepted) {
        String reply = "2.0.0 Ok: queued as " + accepted.queueId();
        boolean hidden = encrypted.contains(accepted.session());
        return new Exchange(++number, accepted.time(), Exchange.MESSAGE, "", "250", "2.0.0", reply, hidden);
    }

    /** After 221 and 421 the server hangs up; otherwise it was the client. */
    private static Session.End whoHungUp(Session session) {
        Optional<String> last = last(session).map(Exchange::status);
        return last.filter(Set.of("221", "421")::contains).isPresent() ? Session.End.BY_SERVER : Session.End.BY_CLIENT;
    }

    private static boolean endsInMessage(Session session) {
        return last(session)
                .map(Exchange::verb)
                .filter(Exchange.MESSAGE::equals)
                .isPresent();
    }

    private static Optional<Exchange> last(Session session) {
        List<Exchange> all = session.exchanges();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    private void put(Session session) {
        sessions.put(session.id(), session);
    }

    /** The number of the last thing that happened. */
    long now() {
        return number;
    }

    /** The sessions in which something happened after that number. */
    List<Session> since(long then) {
        return sessions.values().stream()
                .filter(session -> session.newest() > then)
                .toList();
    }

    /** The names of all sessions that are kept. */
    Set<String> ids() {
        return Set.copyOf(sessions.keySet());
    }
}
