package postroom.server.smtp;

import java.util.List;
import org.apache.james.protocols.api.handler.ProtocolHandler;
import org.apache.james.protocols.api.handler.ProtocolHandlerChainImpl;
import org.apache.james.protocols.api.handler.WiringException;
import org.apache.james.protocols.smtp.SMTPProtocol;

/** The one handler chain of every SMTP session: its handlers hold no state. */
final class SmtpChain {

    private SmtpChain() {}

    static SMTPProtocol protocol() {
        ProtocolHandlerChainImpl chain = new ProtocolHandlerChainImpl();
        List<ProtocolHandler> handlers = List.of(
                new SmtpDispatcher(),
                new HeloVerb(),
                new EhloVerb(),
                new XclientVerb(),
                new StartTlsVerb(),
                new AuthVerb(),
                new MailVerb(),
                new RcptVerb(),
                new DataVerb(),
                new BdatVerb(),
                new RsetVerb(),
                new NoopVerb(),
                new VrfyVerb(),
                new EtrnVerb(),
                new QuitVerb());
        chain.addAll(handlers);
        try {
            chain.wireExtensibleHandlers();
        } catch (WiringException broken) {
            throw new IllegalStateException("the SMTP chain is put together wrongly", broken);
        }
        return new SMTPProtocol(chain, FixedSmtpConfiguration.INSTANCE);
    }
}
