package postroom.server.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import postroom.server.MailEngine;
import postroom.server.smtp.SmtpEvent.Aborted.Reason;
import postroom.server.wire.WireEvent;

class SmtpServerTest {

    private final TestHost host = new TestHost();

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void aMessageByHandArrivesWithItsEnvelope() throws Exception {
        host.start();
        try (SmtpClient client = host.connect()) {
            assertThat(client.reply()).isEqualTo("220 myserver.mydomain.net ESMTP Postfix (Ubuntu)");
            client.say("EHLO client.example");
            client.say("MAIL FROM:<ann@far.example> RET=HDRS ENVID=ex+2B7 BODY=8BITMIME");
            client.say("RCPT TO:<carla> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;x@y");
            assertThat(client.say("DATA")).isEqualTo("354 End data with <CR><LF>.<CR><LF>");
            client.raw("Subject: hi\r\n\r\n..dotted\r\ncafé\r\n.\r\n");
            assertThat(client.reply()).startsWith("250 2.0.0 Ok: queued as 4F");
            assertThat(client.say("QUIT")).isEqualTo("221 2.0.0 Bye");
            assertThat(client.closed()).isTrue();
        }
        TestHost.Message message = host.messages.get(0);
        assertThat(message.text()).isEqualTo("Subject: hi\n\n.dotted\ncafé\n");
        Envelope envelope = message.envelope();
        assertThat(envelope.sender()).isEqualTo("ann@far.example");
        assertThat(envelope.envelopeId()).contains("ex+7");
        assertThat(envelope.ret()).contains(Envelope.Ret.HDRS);
        assertThat(envelope.body()).isEqualTo(Envelope.Body.EIGHT_BIT_MIME);
        assertThat(envelope.withProtocol()).isEqualTo("ESMTP");
        assertThat(envelope.client().toString()).isEqualTo("127.0.0.1:40001");
        Recipient carla = envelope.recipients().get(0);
        assertThat(carla.originalRecipient()).isEqualTo("rfc822;x@y");
        assertThat(carla.notifyOn().orElseThrow())
                .containsExactlyInAnyOrder(Recipient.Notify.SUCCESS, Recipient.Notify.DELAY);
        assertThat(host.await(SmtpEvent.Disconnected.class).counts())
                .hasToString("ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5");
    }

    @Test
    void pipelinedCommandsAreAnsweredInOrderThoughThePolicyTakesItsTime() throws Exception {
        host.start();
        try (SmtpClient client = host.connect()) {
            client.reply();
            client.say("EHLO client.example");
            client.raw("MAIL FROM:<a@b>\r\nRCPT TO:<carla>\r\nRCPT TO:<nosuch>\r\nRCPT TO:<root>\r\nNOOP\r\n"
                    + "RSET\r\nMAIL FROM:<a@b>\r\nRCPT TO:<carla>\r\nDATA\r\nbody\r\n.\r\nQUIT\r\n");
            assertThat(client.rest())
                    .matches("250 2.1.0 Ok\n250 2.1.5 Ok\n550 5.1.1 .*\n250 2.1.5 Ok\n250 2.0.0 Ok\n"
                            + "250 2.0.0 Ok\n250 2.1.0 Ok\n250 2.1.5 Ok\n354 .*\n250 2.0.0 Ok: queued as .*\n"
                            + "221 2.0.0 Bye\n");
        }
        assertThat(host.messages).hasSize(1);
        assertThat(host.aborted).hasValue(1);
    }

    @Test
    void aClientThatHalfClosesStillGetsAllItsAnswers() throws Exception {
        host.start();
        try (SmtpClient client = host.connect()) {
            client.reply();
            client.raw("HELO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<carla>\r\nDATA\r\n\r\nhi\r\n.\r\n");
            client.socket().shutdownOutput();
            assertThat(client.rest()).contains("250 2.0.0 Ok: queued as ");
        }
        assertThat(host.messages).hasSize(1);
    }

    @Test
    void aClientThatLeavesWithinAMessageLeavesNothingInTheQueue() throws Exception {
        host.start();
        try (SmtpClient client = host.connect()) {
            client.reply();
            client.say("HELO x");
            client.say("MAIL FROM:<a@b>");
            client.say("RCPT TO:<carla>");
            client.say("DATA");
            client.raw("Subject: half\r\n");
            client.socket().shutdownOutput();
            assertThat(client.closed()).isTrue();
        }
        assertThat(host.await(SmtpEvent.Aborted.class).text()).isEqualTo("lost connection after DATA (15 bytes)");
        assertThat(host.aborted).hasValue(1);
        assertThat(host.messages).isEmpty();
    }

    @Test
    void errorsPastTheSoftLimitAreAnsweredLateAndPastTheHardLimitNoMore() throws Exception {
        host.config.softErrorLimit = 2;
        host.config.hardErrorLimit = 4;
        host.config.errorSleepTime = Duration.ofMillis(150);
        host.start();
        try (SmtpClient client = host.connect()) {
            client.reply();
            client.say("FOO");
            client.say("FOO");
            long before = System.nanoTime();
            client.say("FOO");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(100));
            assertThat(client.say("FOO")).isEqualTo("500 5.5.2 Error: command not recognized");
            assertThat(client.reply()).isEqualTo("421 4.7.0 myserver.mydomain.net Error: too many errors");
            assertThat(client.closed()).isTrue();
        }
        SmtpEvent.Aborted end = host.await(SmtpEvent.Aborted.class);
        assertThat(end.reason()).isEqualTo(Reason.TOO_MANY_ERRORS);
        assertThat(end.text()).isEqualTo("too many errors after UNKNOWN");
    }

    @Test
    void tooMuchJunkCountsAsErrors() throws Exception {
        host.config.junkCommandLimit = 2;
        host.config.hardErrorLimit = 2;
        host.config.errorSleepTime = Duration.ZERO;
        host.start();
        try (SmtpClient client = host.connect()) {
            client.reply();
            client.raw("NOOP\r\n".repeat(5));
            assertThat(client.rest())
                    .isEqualTo("250 2.0.0 Ok\n".repeat(5) + "421 4.7.0 myserver.mydomain.net Error: too many errors\n");
        }
    }

    @Test
    void aSilentClientIsTimedOut() throws Exception {
        host.config.timeout = Duration.ofMillis(100);
        host.start();
        try (SmtpClient client = host.connect()) {
            client.reply();
            assertThat(client.reply()).isEqualTo("421 4.4.2 myserver.mydomain.net Error: timeout exceeded");
            assertThat(client.closed()).isTrue();
        }
        assertThat(host.await(SmtpEvent.Aborted.class).text()).isEqualTo("timeout after CONNECT");
    }

    @Test
    void aMessageThatGrowsTooBigIsReadToItsEndAndRefused() throws Exception {
        host.config.messageSizeLimit = 1000;
        host.start();
        try (SmtpClient client = host.connect()) {
            client.reply();
            client.say("HELO x");
            client.say("MAIL FROM:<a@b>");
            client.say("RCPT TO:<carla>");
            client.say("DATA");
            client.raw("0123456789\r\n".repeat(100_000) + ".\r\n");
            assertThat(client.reply()).isEqualTo("552 5.3.4 Error: message file too big");
            assertThat(client.say("NOOP")).isEqualTo("250 2.0.0 Ok");
        }
        assertThat(host.messages).isEmpty();
        assertThat(host.events).hasAtLeastOneElementOfType(SmtpEvent.SizeLimitExceeded.class);
        assertThat(host.aborted).hasValue(1);
    }

    @Test
    void aMessageOfTenMegabytesComesThroughWhole() throws Exception {
        host.start();
        String line = "x".repeat(5000) + "\r\n";
        try (SmtpClient client = host.connect()) {
            client.reply();
            client.say("HELO x");
            client.say("MAIL FROM:<a@b>");
            client.say("RCPT TO:<carla>");
            client.say("DATA");
            client.raw(line.repeat(2000) + ".\r\n");
            assertThat(client.reply()).startsWith("250 2.0.0 Ok");
        }
        assertThat(host.messages.get(0).text()).isEqualTo(line.repeat(2000).replace("\r", ""));
    }

    @Test
    void binaryChunksMayHoldWhatWouldEndAMessage() throws Exception {
        host.start();
        try (SmtpClient client = host.connect()) {
            client.reply();
            client.say("EHLO x");
            client.say("MAIL FROM:<a@b>");
            client.say("RCPT TO:<carla>");
            client.raw("BDAT 7\r\na\r\n.\r\nbBDAT 3 LAST\r\n\0c\r");
            assertThat(client.reply()).isEqualTo("250 2.0.0 Ok: 7 bytes");
            assertThat(client.reply()).startsWith("250 2.0.0 Ok: 12 bytes queued as ");
        }
        assertThat(host.messages.get(0).text()).isEqualTo("a\n.\nb\0c\r\n");
    }

    @Test
    void aRefusedClientMayOnlyQuit() throws Exception {
        host.clientRefusal = Optional.of(Reply.of(554, "5.7.1", "<localhost[127.0.0.1]>: Client host rejected"));
        host.start();
        try (SmtpClient client = host.connect()) {
            assertThat(client.reply()).isEqualTo("554 5.7.1 <localhost[127.0.0.1]>: Client host rejected");
            assertThat(client.say("EHLO x")).isEqualTo("503 5.7.0 Error: access denied for localhost[127.0.0.1]");
            assertThat(client.say("QUIT")).isEqualTo("221 2.0.0 Bye");
        }
    }

    @Test
    void aRefusalAtTheEndOfTheMessageLeavesNothing() throws Exception {
        host.endOfDataRefusal = Optional.of(Reply.of(554, "5.7.1", "<END-OF-MESSAGE>: End-of-data rejected"));
        host.start();
        try (SmtpClient client = host.connect()) {
            client.reply();
            client.raw(
                    "HELO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<carla>\r\nDATA\r\nhi\r\n.\r\nMAIL FROM:<a@b>\r\nQUIT\r\n");
            assertThat(client.rest()).contains("554 5.7.1 <END-OF-MESSAGE>: End-of-data rejected\n250 2.1.0 Ok\n");
        }
        assertThat(host.messages).isEmpty();
        assertThat(host.aborted).hasValue(1);
    }

    @Test
    void aClientThatDoesNotReadItsAnswersIsNotReadEither() throws Exception {
        host.config.junkCommandLimit = Integer.MAX_VALUE;
        host.start();
        try (SmtpClient client = host.connect()) {
            client.reply();
            int count = 300_000;
            Thread typing = new Thread(() -> {
                try {
                    client.raw("NOOP\r\n".repeat(count) + "QUIT\r\n");
                } catch (java.io.IOException closed) {
                    throw new java.io.UncheckedIOException(closed);
                }
            });
            typing.start();
            assertThat(client.rest()).isEqualTo("250 2.0.0 Ok\n".repeat(count) + "221 2.0.0 Bye\n");
            typing.join();
        }
    }

    @Test
    void aPolicyThatBreaksEndsTheSessionWithAnExplanation() throws Exception {
        host.broken = true;
        host.start();
        try (SmtpClient client = host.connect()) {
            client.reply();
            client.say("MAIL FROM:<a@b>");
            assertThat(client.say("RCPT TO:<carla>"))
                    .isEqualTo("421 4.3.0 myserver.mydomain.net Server local data error");
            assertThat(client.closed()).isTrue();
        }
        assertThat(host.await(SmtpEvent.LocalDataError.class).where()).isEqualTo("RCPT");
    }

    @Test
    void twoHostsOnOneEngineDoNotSeeEachOther() throws Exception {
        try (MailEngine engine = new MailEngine();
                TestHost here = new TestHost(engine);
                TestHost there = new TestHost(engine)) {
            here.start();
            there.config.banner = "there";
            there.start();
            try (SmtpClient client = there.connect()) {
                assertThat(client.reply()).isEqualTo("220 there");
                client.raw("HELO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<carla>\r\nDATA\r\nhi\r\n.\r\nQUIT\r\n");
                client.rest();
            }
            assertThat(there.messages).hasSize(1);
            assertThat(here.messages).isEmpty();
            assertThat(here.events).isEmpty();
            assertThat(here.wire.events()).isEmpty();
        }
    }

    @Test
    void aClosedListenerAcceptsNobodyAndAnAbortedOneResetsItsSessions() throws Exception {
        host.start();
        try (SmtpClient client = host.connect()) {
            client.reply();
            host.listener().close().toCompletableFuture().join();
            assertThat(client.say("NOOP")).isEqualTo("250 2.0.0 Ok");
            host.listener().abort().toCompletableFuture().join();
            assertThat(host.listener().connections()).isZero();
        }
        assertThat(host.await(SmtpEvent.Aborted.class).text()).isEqualTo("lost connection after NOOP");
    }

    @Test
    void connectionsBeyondTheLimitAreClosed() throws Exception {
        host.start();
        SmtpClient[] clients = new SmtpClient[10];
        for (int i : IntStream.range(0, clients.length).toArray()) {
            clients[i] = host.connect();
            clients[i].reply();
        }
        try (SmtpClient oneTooMany = host.connect()) {
            assertThat(oneTooMany.closed()).isTrue();
        }
        for (SmtpClient client : clients) {
            client.close();
        }
    }

    @Test
    void theWireTellsLinesCommandsAndMessages() throws Exception {
        host.start();
        try (SmtpClient client = host.connect()) {
            client.reply();
            client.raw(
                    "HELO x\r\nAUTH PLAIN AGFubgBzZWNyZXQ=\r\nMAIL FROM:<a@b>\r\nRCPT TO:<carla>\r\nDATA\r\nhi\r\n.\r\n"
                            + "QUIT\r\n");
            client.rest();
        }
        host.await(SmtpEvent.Disconnected.class);
        assertThat(host.wire.events()).noneMatch(event -> event.toString().contains("AGFubgBzZWNyZXQ"));
        assertThat(host.wire.events().stream()
                        .filter(WireEvent.Command.class::isInstance)
                        .map(WireEvent.Command.class::cast)
                        .map(command -> command.verb() + " " + command.argument() + " " + command.code()))
                .containsExactly(
                        "HELO x 250",
                        "AUTH ******** 503",
                        "MAIL FROM:<a@b> 250",
                        "RCPT TO:<carla> 250",
                        "DATA  354",
                        ".  250",
                        "QUIT  221");
        assertThat(host.wire.events()).hasAtLeastOneElementOfType(WireEvent.MessageAccepted.class);
    }
}
