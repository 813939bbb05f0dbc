package postroom.server.imap;

import java.util.List;
import org.apache.james.protocols.api.Protocol;
import org.apache.james.protocols.api.ProtocolImpl;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.api.ProtocolTransport;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.LineHandler;
import org.apache.james.protocols.api.handler.ProtocolHandlerChainImpl;
import org.apache.james.protocols.api.handler.WiringException;
import postroom.server.stream.NoConfiguration;

/** The one handler chain of every IMAP session. What James calls a line is a command with the literals in it. */
final class ImapChain {
    static final Protocol PROTOCOL = protocol();

    private ImapChain() {}

    private static final class CommandHandler implements LineHandler<ImapSession> {
        @Override
        public Response onLine(ImapSession session, byte[] line) {
            session.command(line);
            return null;
        }
    }

    private static Protocol protocol() {
        ProtocolHandlerChainImpl chain = new ProtocolHandlerChainImpl();
        chain.addAll(List.of(new CommandHandler()));
        try {
            chain.wireExtensibleHandlers();
        } catch (WiringException broken) {
            throw new IllegalStateException("the IMAP chain is put together wrongly", broken);
        }
        return new ProtocolImpl(chain, NoConfiguration.INSTANCE) {
            @Override
            public String getName() {
                return "IMAP";
            }

            @Override
            public ProtocolSession newSession(ProtocolTransport transport) {
                throw new UnsupportedOperationException("a session is made by its ImapServer");
            }
        };
    }
}
