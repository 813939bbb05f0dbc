package postroom.server.pop3;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.james.protocols.api.ProtocolSessionImpl;
import postroom.server.pop3.Maildrop.Message;
import postroom.server.stream.Encryption;
import postroom.server.stream.NoConfiguration;
import postroom.server.stream.OnLoop;
import postroom.server.stream.SessionHandler;
import postroom.server.stream.StreamFramer;
import postroom.server.wire.WireRecorder;

/**
 * One POP3 session: before the log-in what Dovecot's pop3-login does, after it what its pop3 does. Made of callbacks on
 * one event loop.
 */
final class Pop3Session extends ProtocolSessionImpl
        implements StreamFramer.Reader, SessionHandler.Life, Encryption.Owner {
    private static final int BAD_BEFORE = 3;
    private static final int BAD_AFTER = 20;
    private static final Duration IDLE_BEFORE = Duration.ofMinutes(3);
    private static final Duration IDLE_AFTER = Duration.ofMinutes(10);
    private static final String INTERNAL =
            "-ERR [SYS/TEMP] Internal error occurred. Refer to server log for more information.";

    private final Pop3Service service;
    private final Pop3Transport transport;
    private final StreamFramer framer;
    private final WireRecorder wire;
    private final OnLoop onLoop;
    private final Encryption encryption;
    private final LineMode lines = new LineMode(this);
    private final boolean tlsFirst;
    private final Set<Integer> deleted = new TreeSet<>();
    private final Set<Integer> read = new TreeSet<>();

    private Pop3Policy policy;
    private Maildrop maildrop;
    private String user;
    private String mechanism;
    private boolean ended;
    private int bad;
    private int tops;
    private long topBytes;
    private int retrieved;
    private long retrievedBytes;

    Pop3Session(
            Pop3Service service, Pop3Transport transport, StreamFramer framer, WireRecorder wire, boolean tlsFirst) {
        super(transport, NoConfiguration.INSTANCE);
        this.service = service;
        this.transport = transport;
        this.framer = framer;
        this.wire = wire;
        this.tlsFirst = tlsFirst;
        this.onLoop = new OnLoop(transport.channel());
        this.encryption = new Encryption(this, transport, framer, wire, onLoop);
    }

    // --- beginning and end

    @Override
    public void open() {
        wire.opened("pop3", transport.ends());
        policy = service.opened(transport.ends().client(), transport.ends().server());
        transport.watchIdle(IDLE_BEFORE);
        if (!tlsFirst) {
            greet();
            return;
        }
        encryption.fromTheStart(policy::tls, this::greet);
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }

    /** Ends a session whose handshake has failed. */
    @Override
    public void failed(String why) {
        if (!ended) {
            ended = true;
            framer.stop();
            transport.closeBelowTls();
            policy.handshakeFailed(why);
        }
    }

    @Override
    public void drop() {
        if (!ended) {
            ended = true;
            framer.stop();
            transport.finish();
        }
    }

    private void greet() {
        answer("+OK " + policy.greeting());
    }

    /** Says goodbye to nobody in particular: what has been queued is sent, then the connection closes. */
    void end(String why) {
        if (ended) {
            return;
        }
        ended = true;
        framer.stop();
        transport.finish();
        if (maildrop != null) {
            maildrop.ended(why, statistics());
        } else if (policy != null) {
            policy.ended(why, encryption.isOn());
        }
    }

    @Override
    public void connectionGone() {
        if (!ended) {
            end("Connection closed");
        }
        wire.closed();
    }

    @Override
    public void idle() {
        say("-ERR Disconnected for inactivity.");
        end(maildrop == null ? "Inactivity" : "Disconnected for inactivity.");
    }

    @Override
    public void inputEnded() {
        if (encryption.isBeginning()) {
            failed("Connection closed");
        }
        // A client that has sent all it has to say still gets its answers
    }

    @Override
    public void lost() {
        end("Connection closed");
    }

    void lineTooLong() {
        say(maildrop == null ? "-ERR Input buffer full, aborting" : "-ERR Input line too long.");
        end(maildrop == null ? "Input buffer full" : "Input line too long");
    }

    /** Ends the session from outside; on any thread. */
    private void shutDown() {
        transport.channel().eventLoop().execute(() -> {
            say("-ERR [SYS/TEMP] Server shutting down.");
            end("Server shutting down.");
        });
    }

    // --- what the verbs use

    StreamFramer framer() {
        return framer;
    }

    WireRecorder wire() {
        return wire;
    }

    Pop3Policy policy() {
        return policy;
    }

    Optional<Maildrop> maildrop() {
        return Optional.ofNullable(maildrop);
    }

    /** A line of an answer. */
    void say(String line) {
        if (!ended) {
            transport.send(line);
        }
    }

    /** The last line of an answer: the next command may come. */
    void answer(String line) {
        say(line);
        proceed();
    }

    private void proceed() {
        if (!ended) {
            framer.read(lines);
        }
    }

    void known() {
        bad = 0;
    }

    void unknown(String command) {
        bad++;
        if (maildrop == null) {
            say("-ERR Unknown command.");
            if (bad >= BAD_BEFORE) {
                say("-ERR Too many invalid bad commands.");
                end("Disconnected: Too many bad commands");
                return;
            }
        } else {
            say(command.isEmpty() ? "-ERR Unknown command." : "-ERR Unknown command: " + command);
            if (bad > BAD_AFTER) {
                say("-ERR Too many bad commands.");
                end("Too many bad commands.");
                return;
            }
        }
        proceed();
    }

    void capabilities() {
        for (String each : "+OK CAPA TOP UIDL RESP-CODES PIPELINING AUTH-RESP-CODE".split(" ")) {
            say(each);
        }
        if (maildrop != null) {
            answer(".");
            return;
        }
        if (!encryption.isOn() && policy.offersTls()) {
            say("STLS");
        }
        if (policy.allowsPlaintext(encryption.isOn())) {
            say("USER");
        }
        String mechanisms = policy.allowsPlaintext(encryption.isOn()) ? policy.mechanisms() : "";
        say(("SASL " + mechanisms).strip());
        answer(".");
    }

    void startTls() {
        if (encryption.isOn()) {
            answer("-ERR TLS is already active.");
            return;
        }
        if (!policy.offersTls()) {
            answer("-ERR TLS support isn't enabled.");
            return;
        }
        say("+OK Begin TLS negotiation now.");
        onLoop.then(policy::tls, (context, failure) -> {
            if (failure != null || context.isEmpty()) {
                say("-ERR [SYS/TEMP] TLS initialization failed.");
                end("TLS initialization failed.");
                return;
            }
            encryption.behindCommand(context.get(), () -> {
                user = null;
                proceed();
            });
        });
    }

    // --- logging in

    String user() {
        return user;
    }

    void user(String name) {
        user = name;
    }

    /** Whether a password may come now; if not, that has been answered. */
    boolean mayUsePlaintext() {
        if (policy.allowsPlaintext(encryption.isOn())) {
            return true;
        }
        answer("-ERR [AUTH] Plaintext authentication disallowed on non-secure (SSL/TLS) connections.");
        return false;
    }

    void logIn(String name, String password, String how) {
        user = null;
        onLoop.then(() -> policy.login(name, password, how, encryption.isOn()), (login, failure) -> {
            if (ended) {
                return;
            }
            if (failure != null) {
                answer("-ERR [SYS/TEMP] Temporary authentication failure.");
            } else if (login.maildrop().isEmpty()) {
                answer("-ERR " + login.refusal());
            } else {
                maildrop = login.maildrop().get();
                bad = 0;
                transport.watchIdle(IDLE_AFTER);
                maildrop.attached(this::shutDown);
                answer("+OK Logged in.");
            }
        });
    }

    void authenticate(String name, String initial) {
        String upper = name.toUpperCase(java.util.Locale.ROOT);
        boolean offered = (" " + policy.mechanisms() + " ").contains(" " + upper + " ");
        if (!offered || !upper.equals("PLAIN") && !upper.equals("LOGIN")) {
            answer("-ERR [AUTH] Unsupported authentication mechanism.");
            return;
        }
        mechanism = upper;
        wire.secretLines(true);
        if (initial != null) {
            saslAnswer(initial);
        } else {
            answer(upper.equals("PLAIN") ? "+ " : "+ VXNlcm5hbWU6");
        }
    }

    boolean takesSaslAnswer() {
        return mechanism != null;
    }

    void saslAnswer(String line) {
        if (line.equals("*")) {
            endSasl();
            answer("-ERR Authentication aborted by client.");
            return;
        }
        String text;
        try {
            text = new String(Base64.getDecoder().decode(line.equals("=") ? "" : line), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            endSasl();
            answer("-ERR [AUTH] Invalid base64 in response");
            return;
        }
        if (mechanism.equals("LOGIN")) {
            if (user == null) {
                user = text;
                answer("+ UGFzc3dvcmQ6");
            } else {
                endSasl();
                logIn(user, text, "LOGIN");
            }
            return;
        }
        endSasl();
        String[] part = text.split("\0", -1);
        logIn(part.length == 3 ? part[1] : "", part.length == 3 ? part[2] : "", "PLAIN");
    }

    private void endSasl() {
        mechanism = null;
        wire.secretLines(false);
    }

    // --- the mailbox

    int count() {
        return maildrop.messages().size();
    }

    Message message(int index) {
        return maildrop.messages().get(index);
    }

    boolean isDeleted(int index) {
        return deleted.contains(index);
    }

    int left() {
        return count() - deleted.size();
    }

    long octets() {
        long sum = 0;
        for (int i = 0; i < count(); i++) {
            sum += isDeleted(i) ? 0 : message(i).size();
        }
        return sum;
    }

    void delete(int index) {
        deleted.add(index);
    }

    void reset() {
        deleted.clear();
        read.clear();
    }

    void retrieve(int index) {
        send(index, "+OK " + message(index).size() + " octets", Integer.MAX_VALUE);
    }

    void top(int index, int bodyLines) {
        send(index, "+OK", bodyLines);
    }

    private void send(int index, String first, int bodyLines) {
        onLoop.then(() -> maildrop.read(index), (text, failure) -> {
            if (failure != null) {
                answer(INTERNAL);
                return;
            }
            byte[] stuffed = Stuffing.stuffed(text, bodyLines);
            int bytes = first.length() + 2 + stuffed.length;
            if (bodyLines == Integer.MAX_VALUE) {
                read.add(index);
                retrieved++;
                retrievedBytes += bytes;
            } else {
                tops++;
                topBytes += bytes;
            }
            say(first);
            transport.send(stuffed);
            answer(".");
        });
    }

    void quit() {
        // in the order of their numbers, as who looks on can see
        SortedSet<Integer> gone = new TreeSet<>(deleted);
        onLoop.then(() -> maildrop.update(gone, Set.copyOf(read)), (done, failure) -> {
            if (failure != null) {
                say(INTERNAL);
            } else {
                say(deleted.isEmpty() ? "+OK Logging out." : "+OK Logging out, messages deleted.");
            }
            end("Logged out");
        });
    }

    private Maildrop.Statistics statistics() {
        long size = 0;
        for (Message each : maildrop.messages()) {
            size += each.size();
        }
        return new Maildrop.Statistics(tops, topBytes, retrieved, retrievedBytes, deleted.size(), count(), size);
    }
}
