package postroom.labs.debian.postfix.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.delivery.Report;
import postroom.labs.debian.postfix.delivery.Request;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.host.Timers;
import postroom.labs.io.Descriptor;
import postroom.labs.net.Connection;

/**
 * The client's side of one SMTP session (RFC 5321): one command at a time, each step begun by the server's answer to the
 * one before. Without TLS.
 */
final class SmtpClient {
    private static final int MAX_REPLY = 8192;

    private final Request request;
    private final Report report;
    private final Connection connection;
    /** Host and address, as replies and silence are told of. */
    private final String peer;

    /** The same with the port, as {@code relay=} has it. */
    private final String site;

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
        this.peer = host + "[" + address + "]";
        this.site = peer + ":" + port;
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
                finish("4.4.2", "conversation with " + peer + " timed out while " + doing(), "");
            }
        });
    }

    private void lines() throws IOException {
        for (int end = input.indexOf("\n"); end >= 0 && !over; end = input.indexOf("\n")) {
            String line = input.substring(0, end).stripTrailing();
            input.delete(0, end + 1);
            reply.append(reply.length() == 0 ? "" : " ").append(line);
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
                    send(State.HELO, "EHLO " + SmtpAgent.helo(report.service().parameters()));
                } else {
                    refused(code, text, "connect");
                }
            }
            case HELO -> {
                if (code / 100 == 2) {
                    if (ownName(text, "replied to HELO/EHLO")) {
                        loops();
                        return;
                    }
                    send(
                            State.MAIL,
                            "MAIL FROM:<" + Address.external(request.message().sender()) + ">");
                } else {
                    refused(code, text, "EHLO");
                }
            }
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
            send(
                    State.RCPT,
                    "RCPT TO:<"
                            + Address.external(request.recipients().get(next).address()) + ">");
        } else if (accepted.isEmpty()) {
            quit();
        } else {
            send(State.DATA, "DATA");
        }
    }

    private void rcpt(int code, String text) throws IOException {
        QueuedRecipient recipient = request.recipients().get(next++);
        if (code / 100 == 2) {
            accepted.add(recipient);
        } else {
            fate(recipient, code, text, "RCPT TO");
        }
        recipient();
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
                ? "host " + peer + " refused to talk to me: " + text
                : "host " + peer + " said: " + text + " (in reply to " + where + " command)";
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
            case END -> "sending end of data -- message may be sent more than once";
            default ->
                "sending " + state.name().toUpperCase(Locale.ROOT)
                        + (state == State.MAIL ? " FROM" : state == State.RCPT ? " TO" : "");
        };
    }

    private void lost() {
        finish("4.4.2", "lost connection with " + peer + " while " + doing(), "");
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
