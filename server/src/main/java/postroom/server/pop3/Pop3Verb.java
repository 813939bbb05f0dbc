package postroom.server.pop3;

import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;

/** One command, in one of the two states in which Dovecot has commands: before and after the log-in. */
final class Pop3Verb implements CommandHandler<Pop3Session> {
    private final String name;
    private final BiConsumer<Pop3Session, String> act;

    private Pop3Verb(String name, BiConsumer<Pop3Session, String> act) {
        this.name = name;
        this.act = act;
    }

    /** The key of a command before the log-in. */
    static String before(String name) {
        return "before " + name;
    }

    /** The key of a command after it. */
    static String after(String name) {
        return "after " + name;
    }

    /** A command that is done by {@code act}, which gets what stands behind the command's name. */
    static Pop3Verb of(String key, BiConsumer<Pop3Session, String> act) {
        return new Pop3Verb(key, act);
    }

    @Override
    public Response onCommand(Pop3Session session, Request request) {
        act.accept(session, request.getArgument());
        return null;
    }

    @Override
    public Collection<String> getImplCommands() {
        return List.of(name.toUpperCase(java.util.Locale.ROOT));
    }
}
