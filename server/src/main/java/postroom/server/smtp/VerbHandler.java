package postroom.server.smtp;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;

/** One SMTP verb as James' dispatcher finds it. It holds no state; whatever it may have to wait for, it returns. */
abstract class VerbHandler implements CommandHandler<Conversation> {

    private final Collection<String> names;

    VerbHandler(Verb... verbs) {
        names = List.of(verbs).stream().map(Verb::name).toList();
    }

    /** Does what the verb does. Called and completed on the session's event loop. */
    abstract CompletionStage<Answer> run(Conversation c, SmtpRequest request);

    /** @return null: the answer goes out when it is known, and the framer waits until then */
    @Override
    public Response onCommand(Conversation c, Request request) {
        c.answer(Verb.named(request.getCommand()), this, (SmtpRequest) request);
        return null;
    }

    @Override
    public Collection<String> getImplCommands() {
        return names;
    }
}
