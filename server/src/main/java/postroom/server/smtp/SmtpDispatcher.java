package postroom.server.smtp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandDispatcher;
import org.apache.james.protocols.api.handler.CommandHandler;
import postroom.server.smtp.syntax.HeaderLabel;
import postroom.server.smtp.syntax.Printing;

/** Takes a command line to its verb, past everything that smtpd(8) minds before it looks at the verb. */
final class SmtpDispatcher extends CommandDispatcher<Conversation> {

    private static final Reply BAD_UTF8 = Reply.of(500, "5.5.2", "Error: bad UTF-8 syntax");
    private static final Reply BAD_SYNTAX = Reply.of(500, "5.5.2", "Error: bad syntax");
    private static final Reply NOT_RECOGNIZED = Reply.of(500, "5.5.2", "Error: command not recognized");
    private static final Reply OK = Reply.of(250, "2.0.0", "Ok");
    private static final Reply GOODBYE = Reply.of(221, "2.7.0", "Error: I can break rules, too. Goodbye.");
    private static final Reply STARTTLS_FIRST = Reply.of(530, "5.7.0", "Must issue a STARTTLS command first");
    private static final int LOGGED = 100;

    @Override
    public Response onLine(Conversation c, byte[] line) {
        c.framer().pause();
        return super.onLine(c, line);
    }

    /** @return null when the line is no command and was answered */
    @Override
    protected Request parseRequest(Conversation c, byte[] line) {
        SmtpRequest request = SmtpRequest.of(LineMode.text(line));
        if (c.rejectsBareNewline()) {
            c.refuseBareNewline();
            return null;
        }
        if (c.config().smtpUtf8() && !wellFormed(line)) {
            c.complain(request, BAD_UTF8);
            return null;
        }
        if (request.count() == 0) {
            c.complain(request, BAD_SYNTAX);
            return null;
        }
        return request;
    }

    @Override
    protected Response dispatchCommandHandlers(Conversation c, Request request) {
        SmtpRequest typed = (SmtpRequest) request;
        if (c.config().noopCommands().contains(typed.word(0).toLowerCase(Locale.ROOT))) {
            c.junk(typed, OK);
            return null;
        }
        Verb verb = Verb.named(typed.word(0));
        c.counts().came(verb);
        if (verb == Verb.UNKNOWN) {
            c.at("UNKNOWN");
            if (HeaderLabel.begins(typed.word(0))
                    || c.config().forbiddenCommands().test(typed.word(0))) {
                c.log(new SmtpEvent.NonSmtpCommand(Printing.first(LOGGED, Printing.escape(typed.line()))));
                c.hangUp(typed, GOODBYE);
                return null;
            }
        }
        if (c.accessDenied() && verb != Verb.QUIT) {
            c.complain(
                    typed,
                    Reply.of(
                            503,
                            "5.7.0",
                            "Error: access denied for " + c.config().clientName()));
        } else if (verb == Verb.UNKNOWN) {
            c.complain(typed, NOT_RECOGNIZED);
        } else if (c.mustEncrypt() && !verb.beforeTls) {
            c.complain(typed, c.because("smtpd_tls_security_level", STARTTLS_FIRST));
        } else {
            c.at(verb.name());
            return super.dispatchCommandHandlers(c, request);
        }
        return null;
    }

    @Override
    protected List<CommandHandler<Conversation>> getCommandHandlers(String command, ProtocolSession session) {
        return super.getCommandHandlers(command.toUpperCase(Locale.ROOT), session);
    }

    private static boolean wellFormed(byte[] line) {
        for (byte b : line) {
            if (b < 0) {
                return decodes(line);
            }
        }
        return true;
    }

    private static boolean decodes(byte[] line) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
