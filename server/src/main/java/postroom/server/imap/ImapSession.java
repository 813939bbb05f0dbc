package postroom.server.imap;

import java.time.Duration;
import org.apache.james.protocols.api.ProtocolSessionImpl;
import postroom.server.stream.Encryption;
import postroom.server.stream.NoConfiguration;
import postroom.server.stream.OnLoop;
import postroom.server.stream.SessionHandler;
import postroom.server.stream.StreamFramer;
import postroom.server.tls.TlsContext;
import postroom.server.wire.WireRecorder;

/**
 * One IMAP session: {@link LoginDialogue} until somebody is in, {@link UserDialogue} afterwards. Made of callbacks on one
 * event loop; one command at a time, so that pipelined ones are answered in their order.
 */
final class ImapSession extends ProtocolSessionImpl
        implements StreamFramer.Reader, SessionHandler.Life, Encryption.Owner, CommandMode.Listener {
    private static final Duration IDLE_BEFORE = Duration.ofMinutes(3);
    private static final Duration IDLE_AFTER = Duration.ofMinutes(30);

    private final ImapService service;
    private final ImapTransport transport;
    private final StreamFramer framer;
    private final WireRecorder wire;
    private final OnLoop onLoop;
    private final Encryption encryption;
    private final CommandMode commands;
    private final boolean tlsFirst;

    private ImapPolicy policy;
    private LoginDialogue login;
    private UserDialogue user;
    private boolean ended;
    private boolean inputEnded;

    ImapSession(
            ImapService service, ImapTransport transport, StreamFramer framer, WireRecorder wire, boolean tlsFirst) {
        super(transport, NoConfiguration.INSTANCE);
        this.service = service;
        this.transport = transport;
        this.framer = framer;
        this.wire = wire;
        this.tlsFirst = tlsFirst;
        this.onLoop = new OnLoop(transport.channel());
        this.encryption = new Encryption(this, transport, framer, wire, onLoop);
        this.commands = new CommandMode(this, wire);
    }

    // --- beginning and end

    @Override
    public void open() {
        wire.opened("imap", transport.ends());
        policy = service.opened(transport.ends().client(), transport.ends().server());
        login = new LoginDialogue(this, policy);
        transport.watchIdle(IDLE_BEFORE);
        if (!tlsFirst) {
            login.greet();
            return;
        }
        encryption.fromTheStart(policy::tls, login::greet);
    }

    /** Encrypts from the next byte on; what came in clear after the command is thrown away. */
    void encrypt(TlsContext context, Runnable then) {
        encryption.behindCommand(context, then);
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

    /** What has been queued is sent, then the connection closes. */
    void end(String why) {
        if (ended) {
            return;
        }
        ended = true;
        framer.stop();
        transport.finish();
        if (user != null) {
            user.ended(why);
        } else if (policy != null) {
            policy.ended(why, encryption.isOn());
        }
    }

    @Override
    public void connectionGone() {
        end(user == null ? "Connection closed" : user.gone());
        wire.closed();
    }

    @Override
    public void idle() {
        say("* BYE Disconnected for inactivity.");
        end("Inactivity");
    }

    @Override
    public void inputEnded() {
        if (encryption.isBeginning()) {
            failed("Connection closed");
        }
        inputEnded = true; // a client that has sent all it has to say still gets its answers
    }

    /** Whether the client will send no more. */
    boolean inputHasEnded() {
        return inputEnded;
    }

    @Override
    public void lost() {
        end(user == null ? "Connection closed" : user.gone());
    }

    /** Ends the session from outside; on any thread. */
    private void shutDown() {
        transport.channel().eventLoop().execute(() -> {
            say("* BYE Server shutting down.");
            end("Server shutting down.");
        });
    }

    // --- what the dialogues use

    OnLoop onLoop() {
        return onLoop;
    }

    ImapTransport transport() {
        return transport;
    }

    WireRecorder wire() {
        return wire;
    }

    boolean isEncrypted() {
        return encryption.isOn();
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

    /** The next command may come. */
    void proceed() {
        if (!ended) {
            framer.read(commands);
        }
    }

    /** Somebody is in. */
    void enter(ImapUser who) {
        user = new UserDialogue(this, who);
        transport.watchIdle(IDLE_AFTER);
        who.attached(this::shutDown);
    }

    // --- what comes from the client

    /** A whole command, from James' chain. */
    void command(byte[] bytes) {
        framer.pause();
        if (user == null) {
            login.command(bytes);
        } else {
            user.command(bytes);
        }
    }

    @Override
    public void complete(byte[] bytes) {
        framer.deliver(bytes);
    }

    @Override
    public int lineLimit() {
        return user == null ? LoginDialogue.LINE_LIMIT : UserDialogue.LINE_LIMIT;
    }

    @Override
    public void lineTooLong(byte[] soFar) {
        if (user == null) {
            say("* BYE Input buffer full, aborting");
            end("Input buffer full");
        } else {
            commands.skipLine();
            framer.pause();
            user.lineTooLong(soFar);
        }
    }

    @Override
    public void literal(byte[] soFar, long size, boolean waits) {
        framer.pause();
        if (user == null) {
            login.literal(soFar, size, waits);
        } else {
            user.literal(soFar, size, waits);
        }
    }

    /** The literal that was announced may come. */
    void accept(long size, boolean waits) {
        if (ended) {
            return;
        }
        if (waits) {
            say("+ OK");
            transport.flush();
        }
        commands.accept(size);
        proceed();
    }

    /** The command with the literal that was announced is answered already. */
    void reject(String answer) {
        commands.reject();
        answer(answer);
    }
}
