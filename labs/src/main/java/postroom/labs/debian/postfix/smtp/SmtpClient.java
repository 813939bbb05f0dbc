package postroom.labs.debian.postfix.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.openssl.tls.TlsClient;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.delivery.Report;
import postroom.labs.debian.postfix.delivery.Request;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;
import postroom.labs.net.Connection;

/**
 * The client's side of one SMTP session (RFC 5321): one command at a time, each step begun by the server's answer to the
 * one before, with TLS where {@link Security} wants it, and a log-in where smtp_sasl_password_maps knows one.
 */
final class SmtpClient implements ServerLink.Client {
    private final Request request;
    private final Report report;
    private final ServerLink link;
    private final Peer peer;
    private final Security security;
    private final Extensions extensions = new Extensions();
    private final Generic generic;
    private final EnvelopeCommands commands;
    private final int port;
    private final Runnable done;
    private final List<QueuedRecipient> accepted = new ArrayList<>();
    private Optional<SaslLogin> login = Optional.empty();
    private State state = State.GREETING;
    private int next;
    private boolean reported;

    private enum State {
        GREETING("receiving the initial server greeting"),
        HELO("performing the EHLO handshake"),
        OLD_HELO("performing the HELO handshake"),
        STARTTLS("performing the EHLO handshake"),
        AUTH("performing the SASL authentication"),
        MAIL("sending MAIL FROM"),
        RCPT("sending RCPT TO"),
        DATA("sending DATA"),
        END("sending end of data -- message may be sent more than once"),
        QUIT("sending QUIT");

        private final String doing;

        State(String doing) {
            this.doing = doing;
        }
    }

    SmtpClient(
            Request request,
            Report report,
            Connection connection,
            Peer peer,
            Security security,
            int port,
            Runnable done) {
        this.request = request;
        this.report = report;
        this.port = port;
        this.peer = peer;
        this.security = security;
        this.generic = new Generic(report.service());
        this.commands = new EnvelopeCommands(extensions, generic);
        this.done = done;
        this.link = new ServerLink(report.service(), connection, "smtp_helo_timeout", this);
    }

    void start() {
        link.start();
        if (security.wraps()) {
            link.run(this::startTls);
        }
    }

    private void startTls() throws IOException {
        if (!security.start(link)) {
            finish("4.7.5", Security.NO_HANDSHAKE);
        }
    }

    private void secure() throws IOException {
        Security.Decision decision = security.decide(extensions.has("STARTTLS"));
        switch (decision.step()) {
            case GO_ON -> logIn();
            case START -> send(State.STARTTLS, "STARTTLS");
            case GIVE_UP -> giveUp(decision.dsn(), decision.why(), "");
        }
    }

    private void ready(int code, String text) throws IOException {
        if (code / 100 == 2) {
            startTls();
            return;
        }
        Optional<String> why = security.refused(text);
        if (why.isPresent()) {
            giveUp(Peer.dsn(text, code / 100 + ".0.0"), why.get(), text);
        } else {
            logIn();
        }
    }

    @Override
    public void secured(TlsClient session) throws IOException {
        if (!security.established(session)) {
            giveUp("4.7.5", Security.NOT_VERIFIED, "");
        } else if (state == State.STARTTLS) {
            hello();
        }
    }

    @Override
    public void insecure(TlsClient session) {
        security.failed(session);
        Optional<Runnable> again = security.plainly(request);
        if (again.isPresent()) {
            report.service().msg().info(request.message().id() + ": " + Security.NO_HANDSHAKE);
            link.close();
            again.get().run();
        } else {
            finish("4.7.5", Security.NO_HANDSHAKE);
        }
    }

    private void hello() throws IOException {
        extensions.clear();
        send(State.HELO, "EHLO " + SmtpAgent.helo(report.service().parameters()));
    }

    @Override
    public void line(String line) {
        if (state == State.HELO && line.length() > 4) {
            extensions.add(line.substring(4));
        }
    }

    @Override
    public void silent() {
        if (security.isShaking()) {
            security.timedOut();
            finish("4.7.5", Security.NO_HANDSHAKE);
            return;
        }
        finish("4.4.2", "conversation with " + peer.name() + " timed out while " + state.doing);
    }

    @Override
    public void lost() {
        finish("4.4.2", "lost connection with " + peer.name() + " while " + state.doing);
    }

    @Override
    public void broken() {
        finish("4.3.0", "unknown mail transport error");
    }

    @Override
    public void reply(int code, String text) throws IOException {
        switch (state) {
            case GREETING -> {
                if (code / 100 == 2) {
                    ownName(text, "greeted me");
                    hello();
                } else {
                    refused(code, text, "");
                }
            }
            case HELO, OLD_HELO -> greeted(code, text);
            case STARTTLS -> ready(code, text);
            case AUTH -> authenticated(code, text);
            case MAIL -> {
                if (code / 100 == 2) {
                    recipient();
                } else {
                    refused(code, text, "MAIL FROM");
                }
            }
            case RCPT -> rcpt(code, text);
            case DATA -> {
                if (code == 354) {
                    content();
                } else {
                    accepted.forEach(each -> fate(each, code, text, "DATA"));
                    quit();
                }
            }
            case END -> {
                accepted.forEach(each -> {
                    if (code / 100 == 2) {
                        report.sent(notifier(each), peer.accepted(text));
                    } else {
                        fate(each, code, text, "end of DATA");
                    }
                });
                quit();
            }
            default -> close();
        }
    }

    /** A server that knows DSN is asked to tell of success itself (RFC 3461 §5.2.2). */
    private QueuedRecipient notifier(QueuedRecipient recipient) {
        return extensions.has("DSN") ? recipient.withoutSuccess() : recipient;
    }

    private void greeted(int code, String text) throws IOException {
        if (code / 100 == 2) {
            if (ownName(text, "replied to HELO/EHLO")) {
                loops();
            } else {
                secure();
            }
        } else if (state == State.HELO && code / 100 == 5) {
            extensions.clear();
            send(State.OLD_HELO, "HELO " + SmtpAgent.helo(report.service().parameters()));
        } else {
            refused(code, text, state == State.HELO ? "EHLO" : "HELO");
        }
    }

    /** SASL_README: a server for which there is a password must take it. */
    private void logIn() throws IOException {
        Service service = report.service();
        if (!extensions.has("AUTH") || !service.parameters().bool("smtp_sasl_auth_enable")) {
            mail();
            return;
        }
        try {
            String words = extensions.value("AUTH");
            List<String> offered = SaslLogin.offered(service, words);
            if (offered.isEmpty()) {
                service.msg()
                        .warning(peer.relay()
                                + (words.isBlank()
                                        ? " offered null AUTH mechanism list"
                                        : " offered no supported AUTH mechanisms: '" + words.strip() + "'"));
            }
            login = SaslLogin.find(service, request.message().sender(), peer.mta(), request.nexthop());
            if (login.isEmpty()) {
                mail();
            } else if (offered.isEmpty()) {
                giveUp(
                        "4.7.0",
                        "SASL authentication failed: server " + peer.name() + " offered no compatible authentication"
                                + " mechanisms for this type of connection security",
                        "");
            } else {
                Optional<String> command =
                        login.get().begin(offered, service.parameters().list(security.saslOptions()));
                if (command.isPresent()) {
                    send(State.AUTH, command.get());
                } else {
                    giveUp(
                            "4.7.0",
                            "SASL authentication failed; cannot authenticate to server " + peer.name()
                                    + ": no mechanism available",
                            "no mechanism available");
                }
            }
        } catch (TableError e) {
            service.msg().warning(request.message().id() + ": smtp_sasl_password_maps lookup error");
            giveUp("4.3.0", "local data error while talking to " + peer.name(), "");
        }
    }

    private void authenticated(int code, String text) throws IOException {
        if (code / 100 == 3) {
            send(State.AUTH, login.orElseThrow().next(text.length() > 4 ? text.substring(4) : ""));
        } else if (code / 100 == 2) {
            mail();
        } else {
            String dsn = Peer.dsn(text, code / 100 + ".0.0");
            boolean soft = report.service().parameters().bool("smtp_sasl_auth_soft_bounce");
            giveUp(
                    soft ? "4" + dsn.substring(1) : dsn,
                    "SASL authentication failed; server " + peer.name() + " said: " + text,
                    text);
        }
    }

    /** This server will not do, for any recipient. */
    private void giveUp(String dsn, String why, String diagnostic) throws IOException {
        Report.Fate fate = new Report.Fate(peer.relay(), dsn, Text.printable(why), diagnostic, peer.mta());
        for (QueuedRecipient each : request.recipients()) {
            if (dsn.startsWith("5")) {
                report.bounced(each, fate);
            } else {
                report.deferred(each, fate);
            }
        }
        if (!dsn.startsWith("5")) {
            report.siteFailed(why);
        }
        next = request.recipients().size();
        quit();
    }

    private void mail() throws IOException {
        send(State.MAIL, commands.mail(request.message()));
    }

    /** Whether the server calls itself by this host's name: then mail for it would come back. */
    private boolean ownName(String text, String how) {
        String[] words = text.split("[ -]", 3);
        String own = report.service().parameters().get("myhostname");
        boolean same = port == SmtpAgent.SMTP_PORT && words.length > 1 && words[1].equalsIgnoreCase(own);
        if (same) {
            report.service().msg().warning("host " + peer.relay() + " " + how + " with my own hostname " + own);
        }
        return same;
    }

    private void loops() throws IOException {
        String nexthop = request.nexthop().replaceFirst(":[a-z0-9]+$", "");
        Report.Fate fate = Report.Fate.of(peer.relay(), "5.4.6", "mail for " + nexthop + " loops back to myself");
        request.recipients().forEach(each -> report.bounced(each, fate));
        next = request.recipients().size();
        quit();
    }

    private void recipient() throws IOException {
        if (next < request.recipients().size()) {
            send(State.RCPT, commands.recipient(request.recipients().get(next)));
        } else if (request.isProbe() || accepted.isEmpty()) {
            quit();
        } else {
            send(State.DATA, "DATA");
        }
    }

    private void rcpt(int code, String text) throws IOException {
        QueuedRecipient recipient = request.recipients().get(next++);
        if (code / 100 == 2 && request.isProbe()) {
            report.sent(recipient, peer.accepted(text));
        } else if (code / 100 == 2) {
            accepted.add(recipient);
        } else {
            fate(recipient, code, text, "RCPT TO");
        }
        recipient();
    }

    private void content() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        ContentFeed feed = new ContentFeed(generic, out);
        request.message().content(feed::line);
        feed.end();
        out.write(new byte[] {'.', '\r', '\n'});
        state = State.END;
        link.send(out.toByteArray());
    }

    private void send(State then, String line) throws IOException {
        state = then;
        link.send(line);
    }

    private void quit() throws IOException {
        reported = true;
        send(State.QUIT, "QUIT");
    }

    private void refused(int code, String text, String where) throws IOException {
        request.recipients().forEach(each -> fate(each, code, text, where));
        quit();
    }

    private void fate(QueuedRecipient recipient, int code, String text, String where) {
        Report.Fate fate = peer.refused(code, text, where);
        if (code >= 500) {
            report.bounced(recipient, fate);
        } else {
            report.deferred(recipient, fate);
        }
    }

    private void finish(String dsn, String text) {
        if (!reported) {
            List<QueuedRecipient> left = new ArrayList<>(accepted);
            left.addAll(request.recipients().subList(next, request.recipients().size()));
            left.forEach(each -> report.deferred(each, Report.Fate.of(peer.relay(), dsn, text)));
            report.siteFailed(text);
        }
        close();
    }

    private void close() {
        link.close();
        done.run();
    }
}
