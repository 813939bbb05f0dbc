package postroom.labs.course.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.course.check.Exchange;
import postroom.labs.course.check.Session;
import postroom.server.Endpoints;
import postroom.server.wire.WireEvent;

/**
 * The SMTP sessions of a lab as exercises see them, made from its wire events. Keeps the last {@value #MOST_SESSIONS}
 * sessions and of each the last {@value #MOST_EXCHANGES} exchanges. Confined to {@link CourseLab#looks}.
 */
final class SessionLog {
    private static final int MOST_SESSIONS = 64;
    private static final int MOST_EXCHANGES = 200;
    private static final Pattern ENHANCED = Pattern.compile("([245]\\.\\d{1,3}\\.\\d{1,3})(?: |$)");

    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private long number;

    /** Takes an event in; true when it is one that an exercise may wait for. */
    boolean add(WireEvent event) {
        if (event instanceof WireEvent.Opened opened && opened.protocol().equals("smtp")) {
            open(opened);
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
        if (event instanceof WireEvent.Closed) {
            put(session.then(session.exchanges(), whoHungUp(session), ++number));
            return true;
        }
        return false;
    }

    private void open(WireEvent.Opened opened) {
        Endpoints ends = opened.ends();
        put(new Session(opened.session(), ends.client(), ends.server(), List.of(), Session.End.NOT_YET, ++number));
        if (sessions.size() > MOST_SESSIONS) {
            sessions.remove(sessions.keySet().iterator().next());
        }
    }

    private boolean add(Session session, Exchange exchange) {
        List<Exchange> all = new ArrayList<>(session.exchanges());
        all.add(exchange);
        List<Exchange> kept = all.size() > MOST_EXCHANGES ? all.subList(1, all.size()) : all;
        put(session.then(kept, session.end(), exchange.number()));
        return true;
    }

    private Exchange exchange(WireEvent.Command command) {
        String first = command.reply().isEmpty() ? "" : command.reply().get(0);
        Matcher enhanced = ENHANCED.matcher(first);
        return new Exchange(
                ++number,
                command.time(),
                command.verb(),
                command.line(),
                command.code(),
                enhanced.lookingAt() ? enhanced.group(1) : "",
                String.join("\n", command.reply()));
    }

    private Exchange message(WireEvent.MessageAccepted accepted) {
        String reply = "2.0.0 Ok: queued as " + accepted.queueId();
        return new Exchange(++number, accepted.time(), Exchange.MESSAGE, "", 250, "2.0.0", reply);
    }

    /** After 221 and 421 the server hangs up; otherwise it was the client. */
    private static Session.End whoHungUp(Session session) {
        Exchange last = last(session);
        return last != null && (last.code() == 221 || last.code() == 421)
                ? Session.End.BY_SERVER
                : Session.End.BY_CLIENT;
    }

    private static boolean endsInMessage(Session session) {
        return last(session) != null && last(session).verb().equals(Exchange.MESSAGE);
    }

    private static Exchange last(Session session) {
        List<Exchange> all = session.exchanges();
        return all.isEmpty() ? null : all.get(all.size() - 1);
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
