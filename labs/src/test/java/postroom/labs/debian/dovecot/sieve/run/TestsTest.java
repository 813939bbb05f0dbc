package postroom.labs.debian.dovecot.sieve.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postroom.labs.debian.dovecot.delivery.Letter;
import postroom.labs.debian.dovecot.sieve.script.Script;
import postroom.labs.debian.dovecot.sieve.syntax.Complaints;

/** Tests over one message: which of them hold has been asked of the real interpreter. */
class TestsTest {
    private static final String MESSAGE = """
            From: "Bob \\"B\\" X" <bob@example.org>, Ann <ann+det@sub.example.org>
            To: undisclosed: ;
            Subject: =?utf-8?q?h=C3=A4llo?= w
            Date: Mon, 5 Jan 2026 10:00:00 +0100
            X-N: 12
             X-cont
            Received: from a; Mon, 5 Jan 2026 11:00:00 +0000
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            Hello text
            --b
            Content-Type: text/html

            <p>html</p>
            --b--
            """;
    private static final String REQUIRE = "require [\"fileinto\",\"variables\",\"relational\",\"regex\",\"subaddress\","
            + "\"envelope\",\"body\",\"date\",\"comparator-i;ascii-numeric\",\"imap4flags\",\"mailbox\"];\n";

    static Stream<String> tests() throws IOException {
        try (InputStream in = TestsTest.class.getResourceAsStream("/sieve/tests.txt")) {
            return new String(in.readAllBytes(), UTF_8).lines().filter(it -> !it.startsWith("#")).toList().stream();
        }
    }

    private static Result run(String text) throws RunException {
        Optional<Script> script = Script.compile("x", REQUIRE + text, new Complaints());
        Letter letter = new Letter(MESSAGE.getBytes(UTF_8), "foo@bar.org", true, "rec@here.org", "orig@here.org");
        Subject subject = new Subject(letter, "INBOX"::equals, Instant.parse("2026-03-01T12:00:00Z"), "x");
        Result result = new Result();
        Interpreter.run(script.orElseThrow(), subject, result);
        return result;
    }

    @ParameterizedTest
    @MethodSource("tests")
    void aTestHoldsWhereItReallyDoes(String line) throws RunException {
        Result result = run("if " + line.substring(2) + " { discard; }");

        assertThat(!result.actions().isEmpty()).isEqualTo(line.startsWith("1"));
    }

    @Test
    void onlyTheFirstBranchThatFitsIsTaken() throws RunException {
        Result result =
                run("if false { discard; } elsif true { redirect \"a@b.c\"; } elsif true { stop; } else { keep; }");

        assertThat(result.actions()).containsExactly(new Action.Redirect(2, "a@b.c", false));
        assertThat(result.implicitKeep()).isFalse();
    }

    @Test
    void stopEndsAScriptAndLeavesTheKeep() throws RunException {
        assertThat(run("stop; discard;").keeps()).isTrue();
    }

    @Test
    void keepAndFileintoTheSameMailboxStoreOnce() throws RunException {
        assertThat(run("fileinto \"inbox\"; keep; keep;").actions())
                .containsExactly(new Action.Store(2, "INBOX", false, false, false, java.util.List.of()));
    }
}
