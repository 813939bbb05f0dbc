package postroom.server.pop3;

import java.util.ArrayList;
import java.util.List;
import org.apache.james.protocols.api.Protocol;
import org.apache.james.protocols.api.ProtocolImpl;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.api.ProtocolTransport;
import org.apache.james.protocols.api.handler.ProtocolHandler;
import org.apache.james.protocols.api.handler.ProtocolHandlerChainImpl;
import org.apache.james.protocols.api.handler.WiringException;
import postroom.server.stream.NoConfiguration;

/** The one handler chain of every POP3 session: its handlers hold no state. */
final class Pop3Chain {
    static final Protocol PROTOCOL = protocol();

    private Pop3Chain() {}

    private static Protocol protocol() {
        ProtocolHandlerChainImpl chain = new ProtocolHandlerChainImpl();
        List<ProtocolHandler> handlers = new ArrayList<>();
        handlers.add(new Pop3Dispatcher());
        handlers.addAll(AuthorizationVerbs.ALL);
        handlers.addAll(TransactionVerbs.ALL);
        chain.addAll(handlers);
        try {
            chain.wireExtensibleHandlers();
        } catch (WiringException broken) {
            throw new IllegalStateException("the POP3 chain is put together wrongly", broken);
        }
        return new ProtocolImpl(chain, NoConfiguration.INSTANCE) {
            @Override
            public String getName() {
                return "POP3";
            }

            @Override
            public ProtocolSession newSession(ProtocolTransport transport) {
                throw new UnsupportedOperationException("a session is made by its Pop3Server");
            }
        };
    }
}
