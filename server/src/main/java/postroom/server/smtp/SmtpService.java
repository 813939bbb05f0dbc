package postroom.server.smtp;

import java.util.concurrent.CompletionStage;

/**
 * Who stands behind an SMTP port: asked once for every connection that was accepted, before the greeting. In a lab this
 * is Postfix's smtpd(8), which logs {@code connect from} here.
 */
@FunctionalInterface
public interface SmtpService {

    /**
     * @param session the new session; helo, sender and the like are still empty
     * @return how this session is to be served. Completing exceptionally closes the connection without a greeting.
     */
    CompletionStage<Handling> opened(SmtpSession session);

    /**
     * One session's configuration and partners. One object may well play all three parts.
     *
     * @param config the settings that hold for this session, a reload notwithstanding
     * @param policy what decides about requests
     * @param sink what takes messages
     * @param log what is told of the session's events
     */
    record Handling(SmtpConfig config, SmtpPolicy policy, MessageSink sink, SmtpLog log) {}
}
