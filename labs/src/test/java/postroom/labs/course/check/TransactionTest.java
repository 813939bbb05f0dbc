package postroom.labs.course.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import postroom.server.Peer;

/** Envelopes, as a session's commands and replies tell them. */
class TransactionTest {
    private static final Peer HERE = new Peer(InetAddress.getLoopbackAddress(), 25);

    private static List<Transaction> of(String... exchanges) {
        List<Exchange> all = new ArrayList<>();
        for (int i = 0; i < exchanges.length; i += 2) {
            String verb = exchanges[i].split(" ", 2)[0];
            all.add(new Exchange(i, Instant.EPOCH, verb, exchanges[i], exchanges[i + 1], "", "", false));
        }
        return Transaction.of(new Session("s1", Protocol.SMTP, HERE, HERE, all, Session.End.NOT_YET, exchanges.length));
    }

    @Test
    void gathersAcceptedAndRefusedRecipients() {
        assertThat(of(
                        "MAIL FROM:<Student@my.net> SIZE=10", "250",
                        "RCPT TO:<carla@my.net>", "250",
                        "RCPT TO: <nobody@my.net>", "550",
                        "RCPT TO:ada", "250",
                        ".", "250"))
                .containsExactly(new Transaction(
                        "student@my.net", List.of("carla@my.net", "ada"), List.of("nobody@my.net"), 250));
    }

    @Test
    void forgetsWhatResetHasThrownAway() {
        assertThat(of("MAIL FROM:<a@b>", "250", "RCPT TO:<c@d>", "250", "RSET", "250", ".", "250"))
                .isEmpty();
    }

    @Test
    void keepsTwoMessagesOfOneSessionApart() {
        assertThat(of(
                        "MAIL FROM:<>",
                        "250",
                        "RCPT TO:<c@d>",
                        "250",
                        ".",
                        "250",
                        "MAIL FROM:<>",
                        "250",
                        "MAIL FROM:<x@y>",
                        "503",
                        "RCPT TO:<e@f>",
                        "250",
                        ".",
                        "554"))
                .containsExactly(
                        new Transaction("", List.of("c@d"), List.of(), 250),
                        new Transaction("", List.of("e@f"), List.of(), 554));
    }
}
