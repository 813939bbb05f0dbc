package postroom.server.pop3;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.james.protocols.api.BaseRequest;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandDispatcher;
import org.apache.james.protocols.api.handler.CommandHandler;

/** Takes a command line to its verb. */
final class Pop3Dispatcher extends CommandDispatcher<Pop3Session> {

    @Override
    public Response onLine(Pop3Session session, byte[] line) {
        session.framer().pause();
        if (session.takesSaslAnswer()) {
            session.saslAnswer(new String(line, StandardCharsets.UTF_8));
            return null;
        }
        return super.onLine(session, line);
    }

    @Override
    protected Request parseRequest(Pop3Session session, byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);
        int blank = text.indexOf(' ');
        String name = blank < 0 ? text : text.substring(0, blank);
        return new BaseRequest(name.toUpperCase(Locale.ROOT), blank < 0 ? "" : text.substring(blank + 1));
    }

    @Override
    protected Response dispatchCommandHandlers(Pop3Session session, Request request) {
        List<CommandHandler<Pop3Session>> handlers = getCommandHandlers(request.getCommand(), session);
        if (handlers == null || handlers.isEmpty() || handlers.get(0) == AuthorizationVerbs.NOTHING) {
            session.unknown(request.getCommand());
        } else {
            session.known();
            handlers.get(0).onCommand(session, request);
        }
        return null;
    }

    @Override
    protected List<CommandHandler<Pop3Session>> getCommandHandlers(String command, ProtocolSession session) {
        boolean in = ((Pop3Session) session).maildrop().isPresent();
        String key = in ? Pop3Verb.after(command) : Pop3Verb.before(command);
        return super.getCommandHandlers(key.toUpperCase(Locale.ROOT), session);
    }

    @Override
    protected String getUnknownCommandHandlerIdentifier() {
        return Pop3Verb.before("NOTHING").toUpperCase(Locale.ROOT);
    }
}
