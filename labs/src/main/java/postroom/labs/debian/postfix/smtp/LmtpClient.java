package postroom.labs.debian.postfix.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.openssl.tls.TlsClient;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.delivery.Report;
import postroom.labs.debian.postfix.delivery.Request;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.io.Descriptor;

/**
 * The client's side of one LMTP session (RFC 2033): like SMTP, but it begins with LHLO, and after the message there is a
 * reply for each recipient that was accepted.
 */
final class LmtpClient implements ServerLink.Client {
    private final Request request;
    private final Report report;
    private final ServerLink link;
    private final Peer peer;
    private final Optional<Security> security;
    private final Extensions extensions = new Extensions();
    private final Runnable done;
    private final List<QueuedRecipient> accepted = new ArrayList<>();
    private State state = State.GREETING;
    private int next;
    private boolean reported;

    private enum State {
        GREETING("receiving the initial server greeting"),
        LHLO("performing the LHLO handshake"),
        STARTTLS("performing the LHLO handshake"),
        MAIL("sending MAIL FROM"),
        RCPT("sending RCPT TO"),
        DATA("sending DATA command"),
        END("sending end of data -- message may be sent more than once"),
        RSET("sending RSET"),
        QUIT("sending QUIT");

        private final String doing;

        State(String doing) {
            this.doing = doing;
        }
    }

    LmtpClient(
            Request request,
            Report report,
            Descriptor connection,
            Peer peer,
            Optional<Security> security,
            Runnable done) {
        this.security = security;
        this.request = request;
        this.report = report;
        this.peer = peer;
        this.done = done;
        this.link = new ServerLink(report.service(), connection, "lmtp_lhlo_timeout", this);
    }

    void start() {
        link.start();
    }

    @Override
    public void line(String line) {
        if (state == State.LHLO && line.length() > 4) {
            extensions.add(line.substring(4));
        }
    }

    @Override
    public void silent() {
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
        boolean good = code / 100 == 2;
        switch (state) {
            case GREETING -> {
                if (good) {
                    hello();
                } else {
                    allFail(code, text, "");
                }
            }
            case LHLO -> {
                if (good) {
                    secure();
                } else {
                    allFail(code, text, "LHLO");
                }
            }
            case STARTTLS -> {
                Optional<String> why = good ? Optional.empty() : security.flatMap(it -> it.refused(text));
                if (good) {
                    startTls();
                } else if (why.isPresent()) {
                    giveUp(Peer.dsn(text, code / 100 + ".0.0"), why.get());
                } else {
                    mail();
                }
            }
            case MAIL -> {
                if (good) {
                    recipient();
                } else {
                    allFail(code, text, "MAIL FROM");
                }
            }
            case RCPT -> {
                QueuedRecipient recipient = request.recipients().get(next++);
                if (good) {
                    accepted.add(recipient);
                } else {
                    fail(recipient, code, text, "RCPT TO");
                }
                recipient();
            }
            case DATA -> {
                if (code == 354) {
                    content();
                } else {
                    accepted.forEach(each -> fail(each, code, text, "DATA"));
                    quit();
                }
            }
            case END -> delivered(code, text);
            case RSET -> send(State.QUIT, "QUIT");
            case QUIT -> close();
        }
    }

    private void hello() throws IOException {
        extensions.clear();
        send(State.LHLO, "LHLO " + report.service().parameters().get("lmtp_lhlo_name"));
    }

    private void mail() throws IOException {
        send(State.MAIL, "MAIL FROM:<" + Address.external(request.message().sender()) + ">");
    }

    private void secure() throws IOException {
        if (security.isEmpty()) {
            mail();
            return;
        }
        Security.Decision decision = security.get().decide(extensions.has("STARTTLS"));
        switch (decision.step()) {
            case GO_ON -> mail();
            case START -> send(State.STARTTLS, "STARTTLS");
            case GIVE_UP -> giveUp(decision.dsn(), decision.why());
        }
    }

    private void startTls() throws IOException {
        if (!security.orElseThrow().start(link)) {
            finish("4.7.5", Security.NO_HANDSHAKE);
        }
    }

    @Override
    public void secured(TlsClient session) throws IOException {
        if (security.orElseThrow().established(session)) {
            hello();
        } else {
            giveUp("4.7.5", Security.NOT_VERIFIED);
        }
    }

    @Override
    public void insecure(TlsClient session) {
        security.ifPresent(it -> it.failed(session));
        finish("4.7.5", Security.NO_HANDSHAKE);
    }

    /** This server will not do, for any recipient. */
    private void giveUp(String dsn, String why) throws IOException {
        request.recipients().forEach(each -> report.deferred(each, Report.Fate.of(peer.relay(), dsn, why)));
        report.siteFailed(why);
        next = request.recipients().size();
        quit();
    }

    /** The reply for the first recipient that still waits for one. */
    private void delivered(int code, String text) throws IOException {
        QueuedRecipient recipient = accepted.remove(0);
        if (code / 100 == 2) {
            report.sent(recipient, peer.accepted(text));
        } else {
            fail(recipient, code, text, "end of DATA");
        }
        if (accepted.isEmpty()) {
            quit();
        }
    }

    private void recipient() throws IOException {
        if (next < request.recipients().size()) {
            String address = request.recipients().get(next).address();
            send(State.RCPT, "RCPT TO:<" + Address.external(address) + ">");
        } else if (accepted.isEmpty()) {
            reported = true;
            send(State.RSET, "RSET");
        } else {
            send(State.DATA, "DATA");
        }
    }

    private void content() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        request.message().content(line -> {
            if (line.startsWith(".")) {
                out.write('.');
            }
            out.write(Text.bytes(line));
            out.write('\r');
            out.write('\n');
        });
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

    private void allFail(int code, String text, String where) throws IOException {
        request.recipients().forEach(each -> fail(each, code, text, where));
        quit();
    }

    /** @param where the command; empty if the greeting itself was a refusal */
    private void fail(QueuedRecipient recipient, int code, String text, String where) {
        Report.Fate fate = peer.refused(code, text, where);
        if (code >= 500) {
            report.bounced(recipient, fate);
        } else {
            report.deferred(recipient, fate);
        }
    }

    private void finish(String dsn, String why) {
        if (!reported) {
            List<QueuedRecipient> left = new ArrayList<>(accepted);
            left.addAll(request.recipients().subList(next, request.recipients().size()));
            left.forEach(each -> report.deferred(each, Report.Fate.of(peer.relay(), dsn, why)));
            report.siteFailed(why);
        }
        close();
    }

    private void close() {
        link.close();
        done.run();
    }
}
