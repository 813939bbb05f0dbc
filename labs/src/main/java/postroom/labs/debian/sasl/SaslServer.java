package postroom.labs.debian.sasl;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** An authentication server behind a UNIX socket, as Dovecot's {@code auth} is for Postfix. */
public interface SaslServer {

    /** The mechanisms that are on, in capitals. */
    List<String> mechanisms();

    /** Begins to authenticate a client by a mechanism that is on. */
    Exchange begin(String mechanism);

    /** One client's authentication. */
    interface Exchange {
        /**
         * The client's next response.
         *
         * @param response decoded; empty at the beginning if the client has sent none with its command
         */
        CompletionStage<Step> next(Optional<byte[]> response);
    }

    /** What an exchange has come to. */
    sealed interface Step {}

    /** The client is to answer. */
    record Challenge(String text) implements Step {}

    /** The client is this user. */
    record Success(String user) implements Step {}

    /** It is not. @param user the name that was given; empty if it did not come to that */
    record Failure(Optional<String> user) implements Step {}
}
