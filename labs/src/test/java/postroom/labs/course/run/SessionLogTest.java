package postroom.labs.course.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import postroom.labs.course.check.Exchange;
import postroom.labs.course.check.Protocol;
import postroom.labs.course.check.Session;
import postroom.server.Endpoints;
import postroom.server.Peer;
import postroom.server.wire.WireEvent;
import postroom.server.wire.WireEvent.Side;

/** What exercises see of IMAP and POP3 sessions, made from the lines on the wire. */
class SessionLogTest {
    private final SessionLog log = new SessionLog();
    private boolean encrypted;

    private void open(String protocol) {
        Peer here = new Peer(InetAddress.getLoopbackAddress(), 143);
        log.add(new WireEvent.Opened("s", Instant.EPOCH, protocol, new Endpoints(here, here)));
    }

    private boolean client(String line) {
        return log.add(new WireEvent.Line("s", Instant.EPOCH, Side.CLIENT, line, encrypted));
    }

    private boolean server(String line) {
        return log.add(new WireEvent.Line("s", Instant.EPOCH, Side.SERVER, line, encrypted));
    }

    private void close() {
        log.add(new WireEvent.Closed("s", Instant.EPOCH));
    }

    private Session session() {
        return log.since(0).get(0);
    }

    private List<Exchange> exchanges() {
        return session().exchanges();
    }

    @Test
    void imapAnswersEndWithTheirTag() {
        open("imap");
        server("* OK [CAPABILITY IMAP4rev1] Dovecot (Debian) ready.");
        client("a1 login carla ********");
        assertThat(server("a1 OK [CAPABILITY IMAP4rev1 IDLE] Logged in")).isTrue();
        client("a2 UID FETCH 1 BODY[TEXT]");
        assertThat(server("* 1 FETCH (UID 1 BODY[TEXT] {7}")).isFalse();
        server("hello");
        server(")");
        server("a2 OK Fetch completed (0.001 + 0.000 secs).");

        assertThat(session().protocol()).isEqualTo(Protocol.IMAP);
        assertThat(exchanges()).extracting(Exchange::verb).containsExactly("LOGIN", "FETCH");
        assertThat(exchanges()).extracting(Exchange::status).containsExactly("OK", "OK");
        assertThat(exchanges().get(1).text()).isEqualTo("""
                * 1 FETCH (UID 1 BODY[TEXT] {7}
                hello
                )
                OK Fetch completed (0.001 + 0.000 secs).""");
    }

    @Test
    void mailIsSeenWhileIdleGoesOn() {
        open("imap");
        client("a1 IDLE");
        server("+ idling");
        assertThat(server("* 2 EXISTS")).isTrue();
        assertThat(exchanges()).extracting(Exchange::status).containsExactly("");
        assertThat(exchanges().get(0).text()).contains("* 2 EXISTS");

        client("DONE");
        server("a1 OK Idle completed (3.2 + 3.1 secs).");
        assertThat(exchanges()).extracting(Exchange::status).containsExactly("OK");
    }

    @Test
    void linesWithoutATagAreAnsweredWithoutOne() {
        open("imap");
        client("LOGIN");
        server("LOGIN BAD Error in IMAP command received by server.");
        client("");
        server("* BAD Error in IMAP command received by server.");
        client("a3 LOGOUT");
        server("* BYE Logging out");
        server("a3 OK Logout completed.");
        close();

        assertThat(exchanges()).extracting(Exchange::status).containsExactly("BAD", "BAD", "OK");
        assertThat(session().end()).isEqualTo(Session.End.BY_SERVER);
    }

    @Test
    void pop3AnswersWithTextEndWithADot() {
        open("pop3");
        server("+OK Dovecot (Debian) ready.");
        client("USER carla");
        server("+OK");
        client("PASS ********");
        server("-ERR [AUTH] Authentication failed.");
        client("LIST");
        server("+OK 1 messages:");
        server("1 460");
        assertThat(exchanges()).hasSize(2);
        server(".");
        client("LIST 1");
        server("+OK 1 460");

        assertThat(exchanges()).extracting(Exchange::verb).containsExactly("USER", "PASS", "LIST", "LIST");
        assertThat(exchanges()).extracting(Exchange::status).containsExactly("OK", "ERR", "OK", "OK");
    }

    @Test
    void tellsWhoHungUpAndWhatWasEncrypted() {
        open("pop3");
        client("STLS");
        server("+OK Begin TLS negotiation now.");
        encrypted = true;
        client("CAPA");
        close();

        assertThat(exchanges()).extracting(Exchange::encrypted).containsExactly(false, true);
        assertThat(exchanges().get(1).status()).isEmpty();
        assertThat(session().end()).isEqualTo(Session.End.BY_CLIENT);
    }

    @Test
    void ofALongSessionTheLastAnswersAreKept() {
        open("imap");
        String thousand = "x".repeat(1000);
        for (int i = 0; i < 500; i++) {
            client("a" + i + " FETCH 1 BODY[]");
            for (int line = 0; line < 6; line++) {
                server(thousand);
            }
            server("a" + i + " OK Fetch completed.");
        }
        assertThat(exchanges()).hasSizeBetween(5, 20);
        assertThat(exchanges().stream().mapToInt(each -> each.text().length()).sum())
                .isLessThan(70_000);
    }
}
