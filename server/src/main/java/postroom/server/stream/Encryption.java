package postroom.server.stream;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import postroom.server.tls.OpensslErrors;
import postroom.server.tls.TlsContext;
import postroom.server.tls.TlsFacts;
import postroom.server.wire.WireRecorder;

/**
 * How a mailbox session comes to TLS, from its first byte on or behind a command; a handshake that takes longer than
 * {@value #HANDSHAKE_SECONDS} seconds has failed. Confined to the session's event loop.
 */
public final class Encryption {
    private static final long HANDSHAKE_SECONDS = 30;

    /** The session whose bytes are to be encrypted. */
    public interface Owner {
        /** True once the session is over: then nothing is begun any more, and nothing told. */
        boolean hasEnded();

        /** There is no certificate to begin with: it ends without a word. */
        void drop();

        /** The handshake has failed. */
        void failed(String why);
    }

    private final Owner owner;
    private final SessionTransport transport;
    private final StreamFramer framer;
    private final WireRecorder wire;
    private final OnLoop onLoop;
    private boolean begun;
    private boolean done;

    /** @param onLoop the session's own, on whose event loop all this happens */
    public Encryption(Owner owner, SessionTransport transport, StreamFramer framer, WireRecorder wire, OnLoop onLoop) {
        this.owner = owner;
        this.transport = transport;
        this.framer = framer;
        this.wire = wire;
        this.onLoop = onLoop;
    }

    /** True after the handshake. */
    public boolean isOn() {
        return done;
    }

    /** True from the handshake's beginning to its end. */
    public boolean isBeginning() {
        return begun;
    }

    /**
     * Encrypts all there is.
     *
     * @param then what comes after the handshake
     */
    public void fromTheStart(Supplier<CompletionStage<Optional<TlsContext>>> context, Runnable then) {
        onLoop.then(context, (loaded, failure) -> {
            if (failure != null || loaded.isEmpty() || owner.hasEnded()) {
                owner.drop();
            } else {
                begin(() -> transport.encryptFromTheStart(framer, loaded.get(), HANDSHAKE_SECONDS), then);
            }
        });
    }

    /** Encrypts from the next byte on; what came in clear after the command is thrown away. */
    public void behindCommand(TlsContext context, Runnable then) {
        begin(() -> transport.encryptBehindCommand(framer, context, HANDSHAKE_SECONDS), then);
    }

    private void begin(Supplier<CompletionStage<TlsFacts>> handshake, Runnable then) {
        begun = true;
        onLoop.then(handshake, (facts, broken) -> {
            begun = false;
            if (owner.hasEnded()) {
                return;
            }
            if (broken == null) {
                done = true;
                wire.tlsStarted(facts);
                then.run();
            } else {
                owner.failed(OpensslErrors.brief(broken));
            }
        });
    }
}
