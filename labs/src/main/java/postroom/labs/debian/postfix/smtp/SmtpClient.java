package postroom.labs.debian.postfix.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.delivery.Report;
import postroom.labs.debian.postfix.delivery.Request;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;
import postroom.labs.host.Timers;
import postroom.labs.io.Descriptor;
import postroom.labs.net.Connection;

/**
 * The client's side of one SMTP session (RFC 5321): one command at a time, each step begun by the server's answer to the
 * one before, with a log-in where smtp_sasl_password_maps knows one. Without TLS.
 */
final class SmtpClient {
    private static final int MAX_REPLY = 8192;

    private final Request request;
    private final Report report;
    private final Connection connection;
    private final String site;
    private final String server;
    private final Extensions extensions = new Extensions();
    private final Generic generic;
    private Optional<SaslLogin> login = Optional.empty();
    private final String host;
    private final int port;
    private final Runnable done;
    private final Runnable wake = this::later;
    private final StringBuilder input = new StringBuilder();
    private final StringBuilder reply = new StringBuilder();
    private final List<QueuedRecipient> accepted = new ArrayList<>();
    private byte[] output = {};
    private int written;
    private State state = State.GREETING;
    private int next;
    private boolean over;
    private Timers.Timer alarm;

    private enum State {
        GREETING,
        HELO,
        OLD_HELO,
        AUTH,
        MAIL,
        RCPT,
        DATA,
        END,
        QUIT
    }

    SmtpClient(
            Request request,
            Report report,
            Connection connection,
            String host,
            String address,
            int port,
            Runnable done) {
        this.request = request;
        this.report = report;
        this.connection = connection;
        this.host = host;
        this.port = port;
        this.server = host + "[" + address + "]";
        this.site = server + ":" + port;
        this.generic = new Generic(report.service());
        this.done = done;
    }

    void start() {
        connection.waiters().add(wake);
        later();
    }

    private void later() {
        report.service().host().serial().execute(this::step);
    }

    private void step() {
        if (over) {
            return;
        }
        try {
            flush();
            read();
        } catch (IOException e) {
            lost();
        } catch (Fatal fatal) {
            report.service().msg().report(Msg.Severity.FATAL, fatal.getMessage());
            finish("4.3.0", "unknown mail transport error", "");
        }
    }

    private void flush() throws IOException {
        while (written < output.length) {
            int n = connection.tryWrite(output, written, output.length - written);
            if (n == Descriptor.NOT_NOW) {
                return;
            }
            written += n;
        }
    }

    private void read() throws IOException {
        byte[] buffer = new byte[1024];
        while (!over) {
            int n = connection.tryRead(buffer, 0, buffer.length);
            if (n == Descriptor.NOT_NOW) {
                patience();
                return;
            }
            if (n == Descriptor.END || input.length() + reply.length() > MAX_REPLY) {
                lost();
                return;
            }
            input.append(new String(buffer, 0, n, java.nio.charset.StandardCharsets.ISO_8859_1));
            lines();
        }
    }

    private void patience() {
        if (alarm != null) {
            alarm.cancel();
        }
        int seconds = report.service().parameters().seconds("smtp_helo_timeout", 1);
        alarm = report.service().host().timers().after(Duration.ofSeconds(seconds), () -> {
            if (!over) {
                finish("4.4.2", "conversation with " + server + " timed out while " + doing(), "");
            }
        });
    }

    private void lines() throws IOException {
        for (int end = input.indexOf("\n"); end >= 0 && !over; end = input.indexOf("\n")) {
            String line = input.substring(0, end).stripTrailing();
            input.delete(0, end + 1);
            reply.append(reply.length() == 0 ? "" : " ").append(line);
            if (state == State.HELO && line.length() > 4) {
                extensions.add(line.substring(4));
            }
            if (line.length() < 4 || line.charAt(3) != '-') {
                String whole = reply.toString();
                reply.setLength(0);
                answer(whole.matches("[2-5][0-9][0-9].*") ? Integer.parseInt(whole.substring(0, 3)) : 500, whole);
            }
        }
    }

    private void answer(int code, String text) throws IOException {
        switch (state) {
            case GREETING -> {
                if (code / 100 == 2) {
                    ownName(text, "greeted me");
                    extensions.clear();
                    send(State.HELO, "EHLO " + SmtpAgent.helo(report.service().parameters()));
                } else {
                    refused(code, text, "connect");
                }
            }
            case HELO, OLD_HELO -> greeted(code, text);
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
                        report.sent(each, new Report.Fate(site, dsn(text, "2.0.0"), Text.printable(text), text, host));
                    } else {
                        fate(each, code, text, "end of DATA");
                    }
                });
                quit();
            }
            default -> close();
        }
    }

    private void greeted(int code, String text) throws IOException {
        if (code / 100 == 2) {
            if (ownName(text, "replied to HELO/EHLO")) {
                loops();
            } else if (mustEncrypt()) {
                giveUp("4.7.4", "TLS is required, but was not offered by host " + server, "");
            } else {
                logIn();
            }
        } else if (state == State.HELO && code / 100 == 5) {
            extensions.clear();
            send(State.OLD_HELO, "HELO " + SmtpAgent.helo(report.service().parameters()));
        } else {
            refused(code, text, state == State.HELO ? "EHLO" : "HELO");
        }
    }

    /** smtp_tls_security_level asks for encryption, and the server has none. */
    private boolean mustEncrypt() {
        String level = report.service().parameters().get("smtp_tls_security_level");
        boolean must = level.matches("encrypt|verify|secure|fingerprint")
                || level.isEmpty() && report.service().parameters().bool("smtp_enforce_tls");
        return must && !extensions.has("STARTTLS");
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
                        .warning(site
                                + (words.isBlank()
                                        ? " offered null AUTH mechanism list"
                                        : " offered no supported AUTH mechanisms: '" + words.strip() + "'"));
            }
            login = SaslLogin.find(service, request.message().sender(), host, request.nexthop());
            if (login.isEmpty()) {
                mail();
            } else if (offered.isEmpty()) {
                giveUp(
                        "4.7.0",
                        "SASL authentication failed: server " + server + " offered no compatible authentication"
                                + " mechanisms for this type of connection security",
                        "");
            } else {
                Optional<String> command =
                        login.get().begin(offered, service.parameters().list("smtp_sasl_security_options"));
                if (command.isPresent()) {
                    send(State.AUTH, command.get());
                } else {
                    giveUp(
                            "4.7.0",
                            "SASL authentication failed; cannot authenticate to server " + server
                                    + ": no mechanism available",
                            "no mechanism available");
                }
            }
        } catch (TableError e) {
            service.msg().warning(request.message().id() + ": smtp_sasl_password_maps lookup error");
            giveUp("4.3.0", "local data error while talking to " + server, "");
        }
    }

    private void authenticated(int code, String text) throws IOException {
        if (code / 100 == 3) {
            send(State.AUTH, login.orElseThrow().next(text.length() > 4 ? text.substring(4) : ""));
        } else if (code / 100 == 2) {
            mail();
        } else {
            String dsn = dsn(text, code / 100 + ".0.0");
            boolean soft = report.service().parameters().bool("smtp_sasl_auth_soft_bounce");
            giveUp(
                    soft ? "4" + dsn.substring(1) : dsn,
                    "SASL authentication failed; server " + server + " said: " + text,
                    text);
        }
    }

    /** This server will not do, for any recipient. */
    private void giveUp(String dsn, String why, String diagnostic) throws IOException {
        Report.Fate fate = new Report.Fate(site, dsn, Text.printable(why), diagnostic, host);
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
        StringBuilder command = new StringBuilder("MAIL FROM:<")
                .append(Address.external(generic.address(request.message().sender())))
                .append('>');
        if (extensions.has("SIZE")) {
            command.append(" SIZE=").append(request.message().size());
        }
        if (extensions.has("8BITMIME")
                && request.message().attribute("encoding").orElse("").equals("8bit")) {
            command.append(" BODY=8BITMIME");
        }
        if (extensions.has("DSN")) {
            request.message()
                    .attribute("ret_flags")
                    .ifPresent(flags -> command.append(flags.equals("1") ? " RET=FULL" : " RET=HDRS"));
            request.message()
                    .attribute("envelope_id")
                    .ifPresent(id -> command.append(" ENVID=").append(xtext(id)));
        }
        send(State.MAIL, command.toString());
    }

    /** RFC 3461 §4. */
    private static String xtext(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c > ' ' && c < 127 && c != '+' && c != '=') {
                out.append(c);
            } else {
                out.append(String.format("+%02X", (int) c));
            }
        }
        return out.toString();
    }

    /** Whether the server calls itself by this host's name: then mail for it would come back. */
    private boolean ownName(String text, String how) {
        String[] words = text.split("[ -]", 3);
        String own = report.service().parameters().get("myhostname");
        boolean same = port == SmtpAgent.SMTP_PORT && words.length > 1 && words[1].equalsIgnoreCase(own);
        if (same) {
            report.service().msg().warning("host " + site + " " + how + " with my own hostname " + own);
        }
        return same;
    }

    private void loops() throws IOException {
        String nexthop = request.nexthop().replaceFirst(":[a-z0-9]+$", "");
        Report.Fate fate = new Report.Fate(site, "5.4.6", "mail for " + nexthop + " loops back to myself", "", "");
        request.recipients().forEach(each -> report.bounced(each, fate));
        next = request.recipients().size();
        quit();
    }

    private void recipient() throws IOException {
        if (next < request.recipients().size()) {
            send(State.RCPT, recipientCommand(request.recipients().get(next)));
        } else if (request.isProbe() || accepted.isEmpty()) {
            quit();
        } else {
            send(State.DATA, "DATA");
        }
    }

    private String recipientCommand(QueuedRecipient recipient) {
        String command = "RCPT TO:<" + Address.external(generic.address(recipient.address())) + ">";
        if (!extensions.has("DSN")) {
            return command;
        }
        List<String> notify = new ArrayList<>();
        int flags = recipient.notifyFlags();
        if ((flags & QueuedRecipient.NEVER) != 0) {
            notify.add("NEVER");
        }
        if ((flags & QueuedRecipient.SUCCESS) != 0) {
            notify.add("SUCCESS");
        }
        if ((flags & QueuedRecipient.FAILURE) != 0) {
            notify.add("FAILURE");
        }
        if ((flags & QueuedRecipient.DELAY) != 0) {
            notify.add("DELAY");
        }
        String original = recipient.dsnOriginal();
        return command
                + (notify.isEmpty() ? "" : " NOTIFY=" + String.join(",", notify))
                + (original.indexOf(';') < 0
                        ? ""
                        : " ORCPT=" + original.substring(0, original.indexOf(';') + 1)
                                + xtext(original.substring(original.indexOf(';') + 1)));
    }

    private void rcpt(int code, String text) throws IOException {
        QueuedRecipient recipient = request.recipients().get(next++);
        if (code / 100 == 2 && request.isProbe()) {
            report.sent(recipient, new Report.Fate(site, dsn(text, "2.0.0"), Text.printable(text), text, host));
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
        output = out.toByteArray();
        written = 0;
        flush();
    }

    private void send(State then, String line) throws IOException {
        state = then;
        output = Text.bytes(line + "\r\n");
        written = 0;
        flush();
    }

    private void quit() throws IOException {
        finishReport();
        send(State.QUIT, "QUIT");
    }

    private void refused(int code, String text, String where) throws IOException {
        request.recipients().forEach(each -> fate(each, code, text, where));
        quit();
    }

    private void fate(QueuedRecipient recipient, int code, String text, String where) {
        String what = where.equals("connect")
                ? "host " + server + " refused to talk to me: " + text
                : "host " + server + " said: " + text + " (in reply to " + where + " command)";
        Report.Fate fate = new Report.Fate(site, dsn(text, code / 100 + ".0.0"), Text.printable(what), text, host);
        if (code >= 500) {
            report.bounced(recipient, fate);
        } else {
            report.deferred(recipient, fate);
        }
    }

    private static String dsn(String text, String otherwise) {
        String[] words = text.split(" ");
        return words.length > 1 && words[1].matches("[245]\\.[0-9]{1,3}\\.[0-9]{1,3}") ? words[1] : otherwise;
    }

    private String doing() {
        return switch (state) {
            case GREETING -> "receiving the initial server greeting";
            case HELO -> "performing the EHLO handshake";
            case OLD_HELO -> "performing the HELO handshake";
            case AUTH -> "performing the SASL authentication";
            case END -> "sending end of data -- message may be sent more than once";
            default ->
                "sending " + state.name().toUpperCase(Locale.ROOT)
                        + (state == State.MAIL ? " FROM" : state == State.RCPT ? " TO" : "");
        };
    }

    private void lost() {
        finish("4.4.2", "lost connection with " + server + " while " + doing(), "");
    }

    private boolean reported;

    private void finishReport() {
        reported = true;
    }

    private void finish(String dsn, String text, String diagnostic) {
        if (!reported) {
            List<QueuedRecipient> left = new ArrayList<>(accepted);
            left.addAll(request.recipients().subList(next, request.recipients().size()));
            left.forEach(each -> report.deferred(each, new Report.Fate(site, dsn, text, diagnostic, "")));
            report.siteFailed(text);
        }
        close();
    }

    private void close() {
        over = true;
        if (alarm != null) {
            alarm.cancel();
        }
        connection.waiters().remove(wake);
        connection.close();
        done.run();
    }
}
