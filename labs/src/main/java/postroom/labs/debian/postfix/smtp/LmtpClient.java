package postroom.labs.debian.postfix.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.delivery.Report;
import postroom.labs.debian.postfix.delivery.Request;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.host.Timers;
import postroom.labs.io.Descriptor;

/**
 * The client's side of one LMTP session (RFC 2033): like SMTP, but it begins with LHLO, and after the message there is a
 * reply for each recipient that was accepted.
 */
final class LmtpClient {
    private static final int MAX_REPLY = 8192;

    private final Request request;
    private final Report report;
    private final Descriptor connection;
    private final Site site;
    private final Runnable done;
    private final Runnable wake = this::later;
    private final StringBuilder input = new StringBuilder();
    private final StringBuilder reply = new StringBuilder();
    private final List<QueuedRecipient> accepted = new ArrayList<>();
    private byte[] output = {};
    private int written;
    private State state = State.GREETING;
    private int next;
    private boolean reported;
    private boolean over;
    private Timers.Timer alarm;

    /**
     * Whom it speaks to.
     *
     * @param name {@code host[address]} or {@code host[path]}
     * @param relay the same with the port, for the log
     */
    record Site(String name, String relay) {}

    private enum State {
        GREETING("receiving the initial server greeting"),
        LHLO("performing the LHLO handshake"),
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

    LmtpClient(Request request, Report report, Descriptor connection, Site site, Runnable done) {
        this.request = request;
        this.report = report;
        this.connection = connection;
        this.site = site;
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
            input.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            lines();
        }
    }

    private void patience() {
        if (alarm != null) {
            alarm.cancel();
        }
        int seconds = report.service().parameters().seconds("lmtp_lhlo_timeout", 1);
        alarm = report.service().host().timers().after(Duration.ofSeconds(seconds), () -> {
            if (!over) {
                finish("conversation with " + site.name() + " timed out while " + state.doing);
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
        boolean good = code / 100 == 2;
        switch (state) {
            case GREETING -> {
                if (good) {
                    send(State.LHLO, "LHLO " + report.service().parameters().get("lmtp_lhlo_name"));
                } else {
                    allFail(code, text, "");
                }
            }
            case LHLO -> {
                if (good) {
                    send(
                            State.MAIL,
                            "MAIL FROM:<" + Address.external(request.message().sender()) + ">");
                } else {
                    allFail(code, text, "LHLO");
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

    /** The reply for the first recipient that still waits for one. */
    private void delivered(int code, String text) throws IOException {
        QueuedRecipient recipient = accepted.remove(0);
        if (code / 100 == 2) {
            report.sent(
                    recipient,
                    new Report.Fate(site.relay(), dsn(text, "2.0.0"), Text.printable(text), text, site.name()));
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
        reported = true;
        send(State.QUIT, "QUIT");
    }

    private void allFail(int code, String text, String where) throws IOException {
        request.recipients().forEach(each -> fail(each, code, text, where));
        quit();
    }

    /** @param where the command; empty if the greeting itself was a refusal */
    private void fail(QueuedRecipient recipient, int code, String text, String where) {
        String what = where.isEmpty()
                ? "host " + site.name() + " refused to talk to me: " + text
                : "host " + site.name() + " said: " + text + " (in reply to " + where + " command)";
        Report.Fate fate =
                new Report.Fate(site.relay(), dsn(text, code / 100 + ".0.0"), Text.printable(what), text, site.name());
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

    private void lost() {
        finish("lost connection with " + site.name() + " while " + state.doing);
    }

    private void finish(String why) {
        if (!reported) {
            List<QueuedRecipient> left = new ArrayList<>(accepted);
            left.addAll(request.recipients().subList(next, request.recipients().size()));
            left.forEach(each -> report.deferred(each, Report.Fate.of(site.relay(), "4.4.2", why)));
            report.siteFailed(why);
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
