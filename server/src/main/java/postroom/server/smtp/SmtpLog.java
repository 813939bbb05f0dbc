package postroom.server.smtp;

/**
 * Is told what Postfix's smtpd would log of a session. Called on an event loop, in order; it must not block. The facts
 * come from here, the lines are the lab's.
 */
@FunctionalInterface
public interface SmtpLog {

    void on(SmtpEvent event);

    /** Nobody listens. */
    SmtpLog NONE = event -> {};
}
