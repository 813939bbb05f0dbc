package postroom.labs.course.check;

import java.net.InetAddress;
import java.util.Optional;
import postroom.labs.course.yaml.Fields;
import postroom.labs.course.yaml.YamlValue;
import postroom.labs.lab.internet.Internet;

/**
 * Between whom a session has to be: {@code at} a host of the internet instead of the student's own, {@code by} one of them as
 * the client, and at which {@code port} of the server.
 */
public record Parties(Optional<InetAddress> at, Optional<InetAddress> by, Optional<Integer> port) {
    /** Any client, at the student's host. */
    public static final Parties USUAL = new Parties(Optional.empty(), Optional.empty(), Optional.empty());

    boolean fit(Session session) {
        InetAddress server = session.server().address();
        return at.map(server::equals).orElseGet(() -> Internet.isStudents(server))
                && by.map(session.client().address()::equals).orElse(true)
                && port.map(it -> it == session.server().port()).orElse(true);
    }

    /** Whether a map says something of them. */
    static boolean named(Fields fields) {
        return fields.has("at") || fields.has("by") || fields.has("port");
    }

    static Parties read(Fields fields) {
        return new Parties(
                fields.optional("at").flatMap(Parties::host),
                fields.optional("by").flatMap(Parties::host),
                fields.optional("port").flatMap(it -> it.number(1, 65_535)));
    }

    /** What this one says, and the other where this one says nothing. */
    Parties or(Parties other) {
        return new Parties(at.or(other::at), by.or(other::by), port.or(other::port));
    }

    private static Optional<InetAddress> host(YamlValue value) {
        Optional<InetAddress> address = value.text().flatMap(Internet::address);
        if (address.isEmpty()) {
            value.problem("no host of the pretend internet: " + value.text().orElse(""));
        }
        return address;
    }
}
