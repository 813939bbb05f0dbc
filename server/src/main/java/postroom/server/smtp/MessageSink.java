package postroom.server.smtp;

import java.util.concurrent.CompletionStage;

/**
 * Takes messages: Postfix's cleanup(8), as smtpd sees it. All methods may answer from any thread and must not block the
 * caller, which is an event loop.
 */
public interface MessageSink {

    /**
     * Opens a queue file, when the first recipient of a message was accepted ({@code smtpd_delay_open_until_valid_rcpt}).
     *
     * @param envelope what is known now: the sender and the first recipient
     */
    CompletionStage<Transaction> begin(Envelope envelope);

    /** One message on its way in. Exactly one of {@link #commit} and {@link #abort} ends it. */
    interface Transaction {

        /** The queue id, as it is logged and told to the client. */
        String queueId();

        /**
         * DATA or the first BDAT passed: the envelope is complete, content follows.
         *
         * @param envelope sender, all accepted recipients, and everything that a Received header wants to know
         */
        CompletionStage<Void> content(Envelope envelope);

        /**
         * A piece of the message: dots unstuffed, every line ended by a single LF. Pieces hold whole lines, except that
         * lines of more than 64 KB, and chunks of BDAT, may be cut anywhere. The next piece comes when the answer is
         * there, so a slow writer slows the client down.
         *
         * @param piece up to about 64 KB; the receiver's to keep
         */
        CompletionStage<Void> write(byte[] piece);

        /** The message is whole: make it durable, then answer. */
        CompletionStage<Outcome> commit();

        /** Forget it: RSET, QUIT, a lost connection, a message too big. Nothing is answered. */
        void abort();
    }

    /** What became of a committed message. */
    sealed interface Outcome {

        /** It is in the queue; the client is told {@code 250 2.0.0 Ok: queued as} and the id. */
        record Queued(String queueId) implements Outcome {}

        /** It was refused on its content or for want of space. */
        record Refused(Reply reply) implements Outcome {}
    }
}
