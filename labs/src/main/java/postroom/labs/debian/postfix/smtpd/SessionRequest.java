package postroom.labs.debian.postfix.smtpd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.verify.AddressVerifier;
import postroom.labs.debian.postfix.verify.Verification;
import postroom.server.smtp.SmtpSession;

/**
 * One request of a session, while it is decided. What is to be logged and done is kept back until the decision is there:
 * it may have to be made again.
 */
final class SessionRequest implements Request {
    private final Service service;
    private final SmtpSession session;
    private final Client client;
    private final SmtpdSession.RequestText text;
    private final Waits waits;
    private final AddressVerifier verifier;
    private final Actions actions;
    private final Actions own = new Actions();
    private final List<Runnable> lines = new ArrayList<>();
    private boolean hungUp;

    SessionRequest(
            Service service,
            SmtpSession session,
            Client client,
            SmtpdSession.RequestText text,
            Waits waits,
            AddressVerifier verifier,
            Actions actions) {
        this.service = service;
        this.session = session;
        this.client = client;
        this.text = text;
        this.waits = waits;
        this.verifier = verifier;
        this.actions = actions;
    }

    /** The decision is there: logs what was said, and notes what is to be done. */
    void say() {
        lines.forEach(Runnable::run);
        lines.clear();
        actions.addAll(own);
        own.clear();
    }

    boolean isHungUp() {
        return hungUp;
    }

    @Override
    public Client client() {
        return client;
    }

    @Override
    public String helo() {
        return text.helo();
    }

    @Override
    public String sender() {
        return text.sender();
    }

    @Override
    public String recipient() {
        return text.recipient();
    }

    @Override
    public String etrnDomain() {
        return text.etrnDomain();
    }

    @Override
    public String where() {
        return text.where();
    }

    @Override
    public boolean encrypted() {
        return session.tls().isPresent();
    }

    @Override
    public boolean improperPipelining() {
        return session.improperPipelining();
    }

    @Override
    public Optional<String> login() {
        return session.sasl().map(login -> Text.fromUnicode(login.user()));
    }

    @Override
    public int recipientCount() {
        return session.recipientCount();
    }

    @Override
    public Msg msg() {
        return (severity, line) -> lines.add(() -> service.msg().report(severity, line));
    }

    @Override
    public void log(String what, String why) {
        String id = session.queueId().orElse("NOQUEUE");
        msg().info(id + ": " + what + ": " + text.where() + " from " + client + ": " + why + ";" + whatsup());
    }

    private String whatsup() {
        return (sender() == null ? "" : " from=<" + Address.external(sender()) + ">")
                + (recipient() == null ? "" : " to=<" + Address.external(recipient()) + ">")
                + " proto=" + session.protocol()
                + (helo() == null ? "" : " helo=<" + helo() + ">");
    }

    @Override
    public void action(String action, String argument) {
        own.add(action, argument);
    }

    @Override
    public boolean held() {
        return own.has("HOLD") || actions.has("HOLD");
    }

    @Override
    public Verification verify(String address) {
        Verification known = verifier.query(address);
        if (known.status() == Verification.Status.IN_PROGRESS) {
            long most = service.parameters().number("address_verify_poll_count", 1);
            long between = service.parameters().seconds("address_verify_poll_delay", 1);
            waits.poll(address, most, Duration.ofSeconds(between));
        }
        return known;
    }

    @Override
    public void sleep(int seconds) {
        if (seconds > 0) {
            waits.sleep(Duration.ofSeconds(seconds));
        }
    }

    @Override
    public void hangUp() {
        hungUp = true;
    }
}
