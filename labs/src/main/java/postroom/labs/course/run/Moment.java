package postroom.labs.course.run;

import java.util.Map;

/**
 * A moment from which on events count: how far the wire's count was, and how many messages each mailbox held.
 *
 * @param wire the last number of {@link SessionLog}
 * @param mail the number of messages by user
 */
record Moment(long wire, Map<String, Integer> mail) {
    Moment {
        mail = Map.copyOf(mail);
    }

    int mailOf(String user) {
        return mail.getOrDefault(user, 0);
    }
}
