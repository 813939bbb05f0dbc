package postroom.labs.debian.dovecot.lmtp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.debian.dovecot.config.DovecotConfig;
import postroom.labs.debian.dovecot.delivery.HostNames;
import postroom.labs.debian.dovecot.delivery.SessionIds;
import postroom.labs.host.Host;
import postroom.labs.host.Syslog.Priority;

/**
 * One session with Dovecot's lmtp ({@code lib-smtp/smtp-server}), as a machine of lines: what comes in goes to {@link #line}
 * or {@link #chunk}, and what they return is the answer.
 */
final class LmtpSession {
    private static final int LARGEST = 64 << 20;
    private static final String UNKNOWN = "500 5.5.1 Unknown command\r\n";
    private static final String NO_MAIL = "503 5.5.0 MAIL needed first\r\n";
    private static final String BAD = "501 5.5.4 Invalid parameters\r\n";

    private final Host host;
    private final int pid;
    private final DovecotConfig config;
    private final String client;
    private final Recipients recipients;
    private final String session;
    private String state = "GREETING";
    private String helo = "";
    private String sender;
    private int transactions;
    private ByteArrayOutputStream text;
    private boolean readsText;
    private long chunkLeft;
    private boolean chunkLast;
    private boolean chunkKept;
    private boolean chunksFailed;
    private boolean over;

    LmtpSession(Host host, int pid, DovecotConfig config, String client, String peer) {
        this.host = host;
        this.pid = pid;
        this.config = config;
        this.client = client;
        this.session = SessionIds.next(host);
        this.recipients = new Recipients(host, pid, config, client, peer);
    }

    String greeting() {
        log("Connect from " + client);
        return "220 " + HostNames.full(host) + " " + config.get("login_greeting", "lmtp") + "\r\n";
    }

    private void log(String what) {
        host.syslog().log("mail", Priority.INFO, "dovecot", "lmtp(" + pid + "): " + what);
    }

    boolean isOver() {
        return over;
    }

    /** Whether lines are those of a message. */
    boolean takesText() {
        return readsText && text.size() < LARGEST;
    }

    /** How much of a chunk (BDAT) is still to come. */
    long chunkLeft() {
        return chunkLeft;
    }

    /** The client has gone without a word. */
    void closed() {
        if (!over) {
            String doing = readsText ? " (unfinished DATA command)" : chunkLeft > 0 ? " (unfinished BDAT command)" : "";
            log("Disconnect from " + client + ": Connection closed" + doing + " (state=" + state + ")");
            over = true;
        }
    }

    /** A line without its end. */
    String line(String line) {
        if (readsText) {
            return message(line);
        }
        int blank = line.indexOf(' ');
        String verb = (blank < 0 ? line : line.substring(0, blank)).toUpperCase(Locale.ROOT);
        String arguments = blank < 0 ? "" : line.substring(blank + 1);
        return switch (verb) {
            case "LHLO" -> lhlo(arguments);
            case "MAIL" -> mail(arguments);
            case "RCPT" -> rcpt(arguments);
            case "DATA" -> data(arguments);
            case "BDAT" -> bdat(arguments);
            case "RSET" -> {
                reset();
                yield "250 2.0.0 OK\r\n";
            }
            case "NOOP" -> "250 2.0.0 OK\r\n";
            case "VRFY" -> arguments.isBlank() ? BAD : "252 2.3.3 Try RCPT instead\r\n";
            case "STARTTLS" -> "454 4.7.0 TLS not available\r\n";
            case "XCLIENT" ->
                sender == null
                        ? "550 5.7.14 You are not from trusted IP\r\n"
                        : "503 5.5.0 XCLIENT not permitted during a mail transaction\r\n";
            case "QUIT" -> {
                over = true;
                log("Disconnect from " + client + ": Logged out (state=" + state + ")");
                yield "221 2.0.0 Bye\r\n";
            }
            default -> UNKNOWN;
        };
    }

    private String lhlo(String arguments) {
        String name = arguments.strip();
        if (name.isEmpty()) {
            return "501 Missing hostname\r\n";
        }
        reset();
        helo = name.split("\\s", 2)[0];
        state = "READY";
        return "250-" + HostNames.full(host) + "\r\n"
                + "250-8BITMIME\r\n250-CHUNKING\r\n250-ENHANCEDSTATUSCODES\r\n250 PIPELINING\r\n";
    }

    private void reset() {
        sender = null;
        text = null;
        chunksFailed = false;
        recipients.clear();
        state = "READY";
    }

    private String mail(String arguments) {
        if (sender != null) {
            return "503 5.5.0 MAIL already given\r\n";
        }
        if (!arguments.regionMatches(true, 0, "FROM:", 0, 5)) {
            return BAD;
        }
        Path path = Path.parse(arguments.substring(5), "FROM");
        if (path.fault() != null) {
            return "501 5.5.4 Invalid FROM: " + path.fault() + "\r\n";
        }
        for (String each : path.parameters()) {
            String upper = each.toUpperCase(Locale.ROOT);
            if (upper.startsWith("BODY=")) {
                if (!List.of("BODY=7BIT", "BODY=8BITMIME").contains(upper)) {
                    return "555 5.5.4 Unsupported mail BODY type\r\n";
                }
            } else {
                return "555 5.5.4 Unsupported parameters\r\n";
            }
        }
        sender = path.address();
        transactions++;
        state = "MAIL FROM";
        recipients.begin(transactions == 1 ? session : session + ":T" + transactions);
        return "250 2.1.0 OK\r\n";
    }

    private String rcpt(String arguments) {
        if (sender == null) {
            return NO_MAIL;
        }
        if (!arguments.regionMatches(true, 0, "TO:", 0, 3)) {
            return BAD;
        }
        Path path = Path.parse(arguments.substring(3), "TO");
        if (path.fault() != null) {
            return "501 5.5.4 Invalid TO: " + path.fault() + "\r\n";
        }
        if (path.address().isEmpty()) {
            return "501 5.5.4 Invalid TO: Null path not allowed\r\n";
        }
        if (!path.parameters().isEmpty()) {
            return "555 5.5.4 Unsupported parameters\r\n";
        }
        Optional<String> refusal = recipients.add(path.address());
        if (refusal.isEmpty()) {
            state = "RCPT TO";
        }
        return refusal.map(it -> it + "\r\n").orElse("250 2.1.5 OK\r\n");
    }

    private Optional<String> notReady() {
        if (sender == null) {
            return Optional.of(NO_MAIL);
        }
        return recipients.isEmpty() ? Optional.of("503 5.5.0 No valid recipients\r\n") : Optional.empty();
    }

    private String data(String arguments) {
        if (!arguments.isEmpty()) {
            return BAD;
        }
        Optional<String> refusal = notReady();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (text != null) {
            return "503 5.5.0 Command not allowed during BDAT\r\n";
        }
        text = new ByteArrayOutputStream();
        readsText = true;
        state = "DATA";
        return "354 OK\r\n";
    }

    private String message(String line) {
        if (line.equals(".")) {
            readsText = false;
            return deliver();
        }
        keep(line.startsWith(".") ? line.substring(1) : line);
        return "";
    }

    private void keep(String line) {
        if (text.size() + line.length() < LARGEST) {
            byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
            text.write(bytes, 0, bytes.length);
            text.write('\n');
        }
    }

    private String bdat(String arguments) {
        String[] words = arguments.trim().split("\\s+");
        if (!words[0].matches("[0-9]{1,9}")
                || words.length > 2
                || words.length == 2 && !words[1].equalsIgnoreCase("LAST")) {
            return BAD;
        }
        chunkLeft = Long.parseLong(words[0]);
        chunkLast = words.length == 2;
        Optional<String> refusal =
                chunksFailed ? Optional.of("503 5.5.0 Previous data chunk failed, issue RSET first\r\n") : notReady();
        chunkKept = refusal.isEmpty();
        if (chunkKept && text == null) {
            text = new ByteArrayOutputStream();
            state = "DATA";
        }
        pendingRefusal = refusal.orElse(null);
        chunksFailed = refusal.isPresent();
        return chunkLeft == 0 ? chunkEnd() : "";
    }

    private String pendingRefusal;

    /** A part of a chunk. */
    String chunk(byte[] bytes, int offset, int length) {
        chunkLeft -= length;
        if (chunkKept && text.size() + length < LARGEST) {
            text.write(bytes, offset, length);
        }
        return chunkLeft == 0 ? chunkEnd() : "";
    }

    private String chunkEnd() {
        if (!chunkKept) {
            return pendingRefusal;
        }
        return chunkLast ? deliver() : "250 2.0.0 Added octets to transaction\r\n";
    }

    private String deliver() {
        StringBuilder replies = new StringBuilder();
        byte[] content = text.toByteArray();
        for (String each : recipients.deliver(helo, sender, content)) {
            replies.append(each).append("\r\n");
        }
        reset();
        return replies.toString();
    }

    /**
     * The argument of MAIL and RCPT.
     *
     * @param fault what is wrong with it; null if nothing is
     */
    record Path(String address, List<String> parameters, String fault) {
        static Path parse(String text, String what) {
            if (text.startsWith(" ")) {
                return new Path("", List.of(), "Unexpected whitespace before path");
            }
            if (!text.startsWith("<")) {
                return new Path("", List.of(), "Missing '<' at beginning of path");
            }
            int end = text.indexOf('>');
            if (end < 0) {
                return new Path("", List.of(), "Missing '>' at end of path");
            }
            String address = text.substring(1, end);
            if (address.startsWith("@") && address.indexOf(':') > 0) {
                address = address.substring(address.indexOf(':') + 1);
            }
            List<String> parameters = new ArrayList<>();
            for (String each : text.substring(end + 1).trim().split("\\s+")) {
                if (!each.isEmpty()) {
                    parameters.add(each);
                }
            }
            return new Path(address, parameters, null);
        }
    }
}
