package postroom.server.imap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postroom.server.Endpoints;
import postroom.server.Listener;
import postroom.server.MailEngine;
import postroom.server.Peer;
import postroom.server.mailbox.MailStore;
import postroom.server.tls.TlsContext;
import postroom.server.wire.WireTap;

class ImapServerTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final MailEngine engine = new MailEngine();
    private final MemoryStore store = new MemoryStore(it -> {
        if (!thread.isShutdown()) {
            thread.execute(it);
        }
    });
    private final List<String> ends = new CopyOnWriteArrayList<>();
    private Listener listener;
    private Socket socket;
    private BufferedReader in;

    @BeforeEach
    void connect() throws Exception {
        Peer local = new Peer(InetAddress.getLoopbackAddress(), 143);
        listener = engine.listen(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        remote -> Optional.of(new Endpoints(local, local)),
                        10,
                        new ImapServer((client, server) -> new Policy(), WireTap.NONE, CLOCK, false))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        socket = new Socket(InetAddress.getLoopbackAddress(), listener.realPort());
        socket.setSoTimeout(10_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        assertThat(in.readLine()).endsWith("AUTH=PLAIN] ready");
    }

    @AfterEach
    void close() throws Exception {
        socket.close();
        engine.close();
        thread.shutdownNow();
    }

    private final class Policy implements ImapPolicy {
        @Override
        public String greeting() {
            return "ready";
        }

        @Override
        public boolean offersTls() {
            return false;
        }

        @Override
        public void handshakeFailed(String why) {
            ends.add(why);
        }

        @Override
        public CompletionStage<Optional<TlsContext>> tls() {
            return CompletableFuture.completedFuture(Optional.empty());
        }

        @Override
        public boolean allowsPlaintext(boolean encrypted) {
            return true;
        }

        @Override
        public String mechanisms() {
            return "PLAIN";
        }

        @Override
        public CompletionStage<Login> login(String user, String password, String mechanism, boolean encrypted) {
            Login login = password.equals("secret") ? Login.accepted(new Somebody()) : Login.refused("no");
            return CompletableFuture.supplyAsync(() -> login, thread);
        }

        @Override
        public void attempted() {
            ends.add("attempted");
        }

        @Override
        public void ended(String why, boolean encrypted) {
            ends.add(why);
        }
    }

    private final class Somebody implements ImapUser {
        @Override
        public MailStore store() {
            return store;
        }

        @Override
        public Clock clock() {
            return CLOCK;
        }

        @Override
        public void attached(Runnable shutDown) {}

        @Override
        public void ended(String why) {
            ends.add(why);
        }
    }

    private void type(String text) throws Exception {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    /** Types a line and reads up to the tagged answer, whose time is cut off. */
    private String say(String line) throws Exception {
        type(line + "\r\n");
        return until(line.substring(0, line.indexOf(' ') + 1));
    }

    private String until(String beginning) throws Exception {
        StringBuilder all = new StringBuilder();
        while (true) {
            String read = in.readLine();
            if (read == null) {
                return all.append("(closed)").toString();
            }
            all.append(read.replaceFirst(" \\([0-9. +]+ secs\\)", ""));
            if (read.startsWith(beginning)) {
                return all.toString();
            }
            all.append('\n');
        }
    }

    private void logIn() throws Exception {
        assertThat(say("a LOGIN carla secret")).endsWith("Logged in");
    }

    @Test
    void aMessageIsReadMarkedAndRemoved() throws Exception {
        store.deliver("Subject: hi\r\n\r\nbody\r\n");
        logIn();
        assertThat(say("b SELECT INBOX")).contains("* 1 EXISTS", "* 1 RECENT", "b OK [READ-WRITE]");
        assertThat(say("c FETCH 1 (UID BODY[TEXT])"))
                .isEqualTo("* 1 FETCH (UID 1 FLAGS (\\Seen \\Recent) BODY[TEXT] {6}\nbody\n)\nc OK Fetch completed.");
        assertThat(say("d STORE 1 +FLAGS (\\Deleted)"))
                .isEqualTo("* 1 FETCH (FLAGS (\\Deleted \\Seen \\Recent))\nd OK Store completed.");
        assertThat(say("e EXPUNGE")).isEqualTo("* 1 EXPUNGE\n* 0 RECENT\ne OK Expunge completed.");
        assertThat(say("f LOGOUT")).isEqualTo("* BYE Logging out\nf OK Logout completed.");
        assertThat(in.readLine()).isNull();
    }

    @Test
    void pipelinedCommandsAreAnsweredInTheirOrder() throws Exception {
        store.deliver("Subject: hi\r\n\r\nbody\r\n");
        type("a LOGIN carla secret\r\nb SELECT INBOX\r\nc FETCH 1 FLAGS\r\nd NOOP\r\ne LOGOUT\r\n");
        assertThat(until("e ").lines().filter(it -> it.matches("[a-e] .*")).map(it -> it.substring(0, 4)))
                .containsExactly("a OK", "b OK", "c OK", "d OK", "e OK");
    }

    @Test
    void whoWaitsInIdleIsToldOfADeliveryAtOnce() throws Exception {
        logIn();
        say("b SELECT INBOX");
        type("c IDLE\r\n");
        until("+ idling");
        store.deliver("Subject: hi\r\n\r\nbody\r\n");
        assertThat(until("* 1 RECENT")).isEqualTo("* 1 EXISTS\n* 1 RECENT");
        type("DONE\r\n");
        assertThat(until("c ")).isEqualTo("c OK Idle completed.");
    }

    @Test
    void anAppendedMessageMayHoldWhatLooksLikeACommand() throws Exception {
        logIn();
        String text = "Subject: x\r\n\r\nz LOGOUT\r\n";
        type("b APPEND INBOX (\\Seen) {" + text.length() + "}\r\n");
        assertThat(until("+")).isEqualTo("+ OK");
        type(text + "\r\n");
        assertThat(until("b ")).isEqualTo("b OK [APPENDUID 7 1] Append completed.");
        assertThat(say("c STATUS INBOX (MESSAGES UNSEEN)"))
                .isEqualTo("* STATUS INBOX (MESSAGES 1 UNSEEN 0)\nc OK Status completed.");
    }

    @Test
    void beforeTheLogInALiteralIsSmall() throws Exception {
        type("a LOGIN {20000000}\r\n");
        assertThat(until("* BYE")).isEqualTo("* BYE Literal size too large");
        assertThat(in.readLine()).isNull();
    }

    @Test
    void aLineWithoutEndBeforeTheLogInEndsTheSession() throws Exception {
        type("a LOGIN " + "x".repeat(9000));
        assertThat(until("* BYE")).isEqualTo("* BYE Input buffer full, aborting");
    }

    @Test
    void whoTypesNonsenseThriceIsSentAway() throws Exception {
        assertThat(say("a FOO")).isEqualTo("a BAD Error in IMAP command received by server.");
        say("a FOO");
        assertThat(say("a FOO")).isEqualTo("* BYE Too many invalid IMAP commands.\n(closed)");
    }

    @Test
    void aSessionWhoseClientIsGoneTellsTheLogWhatItDid() throws Exception {
        logIn();
        say("b NOOP");
        socket.close();
        for (int i = 0; i < 500 && ends.isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(ends.get(0)).matches("Connection closed \\(NOOP finished .* secs ago\\) in=8 out=\\d+ deleted=0 .*");
    }

    @Test
    void aSearchIsKeptUpToDateUntilItIsCancelled() throws Exception {
        store.deliver("Subject: one\r\n\r\nbody\r\n");
        logIn();
        say("b SELECT INBOX");
        assertThat(say("c SEARCH RETURN (UPDATE COUNT) UNSEEN"))
                .isEqualTo("* ESEARCH (TAG \"c\") COUNT 1\nc OK Search completed.");
        store.deliver("Subject: two\r\n\r\nbody\r\n");
        assertThat(say("d NOOP")).contains("* 2 EXISTS", "* ESEARCH (TAG \"c\") ADDTO (0 2)");
        assertThat(say("e STORE 1 +FLAGS (\\Seen \\Deleted)")).contains("* ESEARCH (TAG \"c\") REMOVEFROM (0 1)");
        assertThat(say("f CANCELUPDATE \"c\"")).isEqualTo("f OK Updates cancelled.");
        assertThat(say("g STORE 1 -FLAGS (\\Seen)")).doesNotContain("ESEARCH");
        assertThat(say("h CANCELUPDATE \"c\"")).isEqualTo("h NO Unknown tag.");
    }

    @Test
    void aMessageIsPutTogetherOfAnother() throws Exception {
        store.deliver("Subject: one\r\n\r\nbody\r\n");
        logIn();
        say("b SELECT INBOX");
        type("c APPEND INBOX CATENATE (URL \"/INBOX/;UID=1/;SECTION=HEADER\" TEXT {5+}\r\nhallo)\r\n");
        assertThat(until("c ")).contains("* 2 EXISTS", "c OK [APPENDUID ");
        assertThat(say("d FETCH 2 BODY.PEEK[TEXT]")).contains("BODY[TEXT] {5}\nhallo)");
        assertThat(say("e APPEND INBOX CATENATE (URL \"/INBOX/;UID=9\")"))
                .isEqualTo("e NO [BADURL /INBOX/;UID=9] Message not found.");
        assertThat(say("f APPEND INBOX CATENATE (URL \"imap://x/INBOX/;UID=1\")"))
                .isEqualTo("f NO [BADURL imap://x/INBOX/;UID=1] Invalid IMAP URL: Relative URL required.");
    }

    @Test
    void whoAskedForItIsToldOfADeliveryBetweenCommands() throws Exception {
        logIn();
        say("b SELECT INBOX");
        assertThat(say("c NOTIFY SET (selected (MessageNew (UID) MessageExpunge))"))
                .endsWith("c OK NOTIFY completed.");
        store.deliver("Subject: one\r\n\r\nbody\r\n");
        assertThat(until("* 1 FETCH")).isEqualTo("* 1 EXISTS\n* 1 RECENT\n* 1 FETCH (UID 1)");
        assertThat(say("d NOTIFY SET (personal (Nonsense))"))
                .isEqualTo("d BAD Error in IMAP command NOTIFY: Invalid arguments.");
        assertThat(say("e NOTIFY SET (personal (AnnotationChange))"))
                .isEqualTo("e NO [BADEVENT AnnotationChange] Unsupported NOTIFY events.");
    }

    @Test
    void threadsAndPartsAreFound() throws Exception {
        store.deliver("Message-ID: <1@x>\r\nSubject: one\r\n\r\nbody\r\n");
        store.deliver("Message-ID: <2@x>\r\nReferences: <1@x>\r\nSubject: Re: one\r\n\r\nanswer\r\n");
        store.deliver("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
                + "Content-Type: image/png\r\nContent-Disposition: attachment; filename=x.png\r\n\r\nA\r\n--b--\r\n");
        logIn();
        say("b SELECT INBOX");
        assertThat(say("c SEARCH INTHREAD REFERENCES BODY answer")).startsWith("* SEARCH 1 2\n");
        assertThat(say("d SEARCH MIMEPART (CHILD (FILENAME ENDS png) TYPE multipart)"))
                .startsWith("* SEARCH 3\n");
        assertThat(say("e SEARCH MIMEPART NONSENSE")).contains("Unknown MIMEPART key NONSENSE");
    }

    @Test
    void manyWhoHaveNotLoggedInAreNotHeldInMemory() throws Exception {
        byte[] flood = new byte[1 << 20];
        java.util.Arrays.fill(flood, (byte) 'x');
        for (int i = 0; i < 9; i++) {
            try (Socket other = new Socket(InetAddress.getLoopbackAddress(), listener.realPort())) {
                other.setSoTimeout(10_000);
                other.getOutputStream().write("a LOGIN {9000000+}\r\n".getBytes(UTF_8));
                assertThat(swallowed(other, flood)).as("bytes that were read").isLessThan(16L << 20);
            }
        }
    }

    /** Sends until the other side has had enough. */
    private static long swallowed(Socket other, byte[] flood) {
        long sent = 0;
        try {
            while (sent < 64L << 20) {
                other.getOutputStream().write(flood);
                sent += flood.length;
            }
        } catch (java.io.IOException refused) {
            return sent;
        }
        return sent;
    }
}
