package postroom.server.smtp;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import postroom.server.Endpoints;
import postroom.server.Listener;
import postroom.server.MailEngine;
import postroom.server.Peer;
import postroom.server.tls.TestKeys;
import postroom.server.wire.WireLog;

/**
 * The recorded host as far as a session sees it: {@code myserver.mydomain.net}, its users, mail from everywhere to
 * everywhere. Policy and sink answer from a thread of their own, as a lab does.
 */
final class TestHost implements AutoCloseable {

    /** A message that came in. */
    record Message(Envelope envelope, String text) {}

    private static final Set<String> USERS = Set.of("student", "carla", "root", "postmaster");
    private static final Set<String> LOCAL = Set.of("myserver.mydomain.net", "localhost", "localhost.mydomain.net");

    final SmtpConfig.Builder config = SmtpConfig.builder();
    final List<Message> messages = new CopyOnWriteArrayList<>();
    final List<SmtpEvent> events = new CopyOnWriteArrayList<>();
    final List<String> log = new CopyOnWriteArrayList<>();
    final AtomicInteger sessions = new AtomicInteger();
    final AtomicInteger aborted = new AtomicInteger();
    final WireLog wire = new WireLog(1 << 20);
    int most = 10;
    volatile boolean broken;
    volatile Optional<Sasl.Offer> encryptedOffer = Optional.empty();
    volatile Optional<Reply> clientRefusal = Optional.empty();
    volatile Optional<Reply> endOfDataRefusal = Optional.empty();

    private final MailEngine engine;
    private final boolean ownEngine;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final AtomicInteger nextId = new AtomicInteger(0xA1);
    private volatile Listener listener;

    TestHost() {
        this(new MailEngine(), true);
    }

    /** A host that shares an engine with others. */
    TestHost(MailEngine engine) {
        this(engine, false);
    }

    private TestHost(MailEngine engine, boolean ownEngine) {
        config.tls = Optional.of(TestKeys.ready("rsa.crt", "rsa-pkcs8.key"));
        this.engine = engine;
        this.ownEngine = ownEngine;
        config.myhostname = "myserver.mydomain.net";
        config.banner = "myserver.mydomain.net ESMTP Postfix (Ubuntu)";
        config.clientName = "localhost[127.0.0.1]";
        config.bareNewline = SmtpConfig.BareNewline.ALLOW;
        config.tlsLevel = SmtpConfig.TlsLevel.MAY;
    }

    int start() throws Exception {
        Clock clock = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
        SmtpServer server = new SmtpServer(this::opened, wire, clock);
        Endpoints ends = new Endpoints(peer("127.0.0.1", 40001), peer("127.0.0.1", 25));
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        listener = engine.listen(anyPort, remote -> Optional.of(ends), most, server)
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        return listener.realPort();
    }

    Listener listener() {
        return listener;
    }

    SmtpClient connect() throws Exception {
        return new SmtpClient(listener.realPort());
    }

    Executor thread() {
        return thread;
    }

    /** Waits until everything that sessions have told so far is known here. */
    <T extends SmtpEvent> T await(Class<T> kind) throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            Optional<T> found =
                    events.stream().filter(kind::isInstance).map(kind::cast).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new AssertionError("no " + kind.getSimpleName() + " in " + events);
    }

    private void happened(SmtpEvent event) {
        log.add(PostfixLines.of(event));
        events.add(event);
    }

    private static Peer peer(String address, int port) throws UnknownHostException {
        return new Peer(InetAddress.getByName(address), port);
    }

    private CompletionStage<SmtpService.Handling> opened(SmtpSession session) {
        Part part = new Part();
        sessions.incrementAndGet();
        return later(() -> new SmtpService.Handling(config.build(), part, part, this::happened));
    }

    private <T> CompletionStage<T> later(java.util.function.Supplier<T> value) {
        return CompletableFuture.supplyAsync(value, thread);
    }

    @Override
    public void close() {
        if (ownEngine) {
            engine.close();
        }
        thread.shutdownNow();
    }

    /** One session's policy and sink. */
    private final class Part implements SmtpPolicy, MessageSink {

        @Override
        public CompletionStage<Verdict> client() {
            return later(() -> clientRefusal.map(Verdict::refuse).orElse(Verdict.ACCEPT));
        }

        @Override
        public CompletionStage<Optional<Sasl.Offer>> encrypted() {
            return later(() -> encryptedOffer);
        }

        @Override
        public Sasl.Exchange authenticate(String mechanism) {
            return new Password();
        }

        @Override
        public CompletionStage<Verdict> recipient(Recipient recipient) {
            return later(() -> check(recipient.address()));
        }

        @Override
        public CompletionStage<Verdict> verify(String address) {
            return later(() -> check(address));
        }

        @Override
        public CompletionStage<Verdict> endOfData(long bytes) {
            return later(() -> endOfDataRefusal.map(Verdict::refuse).orElse(Verdict.ACCEPT));
        }

        @Override
        public CompletionStage<Reply> etrn(String domain) {
            return later(() -> Reply.plain(459, "<" + domain + ">: service unavailable"));
        }

        private Verdict check(String address) {
            if (broken) {
                throw new IllegalStateException("no such table");
            }
            int at = address.lastIndexOf('@');
            boolean local = at < 0 || LOCAL.contains(address.substring(at + 1));
            String user = at < 0 ? address : address.substring(0, at);
            return !local || USERS.contains(user)
                    ? Verdict.ACCEPT
                    : Verdict.refuse(Reply.of(
                            550,
                            "5.1.1",
                            "<" + address + ">: Recipient address rejected: User unknown in local recipient table"));
        }

        @Override
        public CompletionStage<MessageSink.Transaction> begin(Envelope envelope) {
            return later(() -> {
                String id = "4F" + Integer.toHexString(nextId.getAndIncrement());
                log.add(id + ": client=localhost[127.0.0.1]");
                return new Incoming(id);
            });
        }
    }

    /** Asks for a word; {@code c2VzYW1l} is right. */
    private final class Password implements Sasl.Exchange {
        @Override
        public CompletionStage<Sasl.Step> begin(Optional<String> initial) {
            return initial.map(this::next).orElseGet(() -> later(() -> new Sasl.Challenge("UGFzc3dvcmQ6")));
        }

        @Override
        public CompletionStage<Sasl.Step> next(String line) {
            return later(() -> line.equals("c2VzYW1l")
                    ? new Sasl.Accepted(new Sasl.Login("carla", "PLAIN"))
                    : new Sasl.Refused(Reply.of(535, "5.7.8", "Error: authentication failed")));
        }

        @Override
        public void aborted() {
            log.add("authentication aborted");
        }
    }

    private final class Incoming implements MessageSink.Transaction {

        private final String queueId;
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private volatile Envelope complete;

        Incoming(String queueId) {
            this.queueId = queueId;
        }

        @Override
        public String queueId() {
            return queueId;
        }

        @Override
        public CompletionStage<Void> content(Envelope envelope) {
            complete = envelope;
            return later(() -> null);
        }

        @Override
        public CompletionStage<Void> write(byte[] piece) {
            return later(() -> {
                text.writeBytes(piece);
                return null;
            });
        }

        @Override
        public CompletionStage<MessageSink.Outcome> commit() {
            return later(() -> {
                messages.add(new Message(complete, text.toString(StandardCharsets.UTF_8)));
                return new MessageSink.Outcome.Queued(queueId);
            });
        }

        @Override
        public void abort() {
            aborted.incrementAndGet();
        }
    }
}
