package postroom.server.smtp;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import postroom.server.wire.Cause;

/**
 * Decides what one session may do; the verbs do protocol state, syntax and parameters, and ask here afterwards. The
 * methods stand in the order of a session's life. While an answer is pending the session reads no further command, so
 * the state of {@link SmtpSession} stands still. An answer may come from any thread; one that fails ends the session with
 * {@code 421 4.3.0 ... Server local data error}.
 *
 * <p>With {@code smtpd_delay_reject = yes} a policy accepts in {@link #client}, {@link #helo} and {@link #mail} and
 * applies those restrictions in {@link #recipient}, where {@link SmtpSession} still knows their arguments.
 */
public interface SmtpPolicy {

    /**
     * The connection itself, before the greeting. A refusal takes the greeting's place; from then on everything but
     * QUIT gets {@code 503 5.7.0 Error: access denied}, unless it was a 421 or 521, which hangs up.
     */
    default CompletionStage<Verdict> client() {
        return Verdict.accepted();
    }

    /** HELO or EHLO. @param name the argument as it was typed, sanitised of what breaks headers and logs */
    default CompletionStage<Verdict> helo(String name) {
        return Verdict.accepted();
    }

    /**
     * A handshake has succeeded.
     *
     * @return what AUTH offers from now on; failing ends the session
     */
    default CompletionStage<Optional<Sasl.Offer>> encrypted() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /**
     * AUTH, where it is offered and in its place.
     *
     * @param mechanism as the client spelled it
     */
    default Sasl.Exchange authenticate(String mechanism) {
        throw new IllegalStateException("a policy that cannot authenticate offers no AUTH");
    }

    /**
     * MAIL FROM, after syntax, parameters and the message size limit.
     *
     * @param sender the address in internal (unquoted) form; empty for the null sender
     */
    default CompletionStage<Verdict> mail(String sender) {
        return Verdict.accepted();
    }

    /** RCPT TO, after syntax and parameters and below the recipient limit. */
    default CompletionStage<Verdict> recipient(Recipient recipient) {
        return Verdict.accepted();
    }

    /** DATA, or the first BDAT of a message; there is at least one recipient. */
    default CompletionStage<Verdict> data() {
        return Verdict.accepted();
    }

    /** The message is here, and not yet handed in. @param bytes its size as Postfix counts it, lines ended by CRLF */
    default CompletionStage<Verdict> endOfData(long bytes) {
        return Verdict.accepted();
    }

    /**
     * VRFY. On acceptance the client reads {@code 252 2.0.0} and what it typed.
     *
     * @param address the address in internal form
     */
    default CompletionStage<Verdict> verify(String address) {
        return Verdict.accepted();
    }

    /**
     * ETRN of a valid domain outside a transaction. Postfix's own words for all outcomes are plain replies without
     * enhanced code: {@code 250 Queuing started}, {@code 459 <x>: service unavailable}, {@code 458 Unable to queue
     * messages}.
     *
     * @return the reply
     */
    CompletionStage<Reply> etrn(String domain);

    /**
     * What to tell watchers of the wire when a setting that the session itself goes by made it refuse. Called on the
     * session's event loop; must be quick.
     *
     * @param parameter its name in {@code postconf(5)}
     */
    default Optional<Cause> because(String parameter) {
        return Optional.empty();
    }
}
