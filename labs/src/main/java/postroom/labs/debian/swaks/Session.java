package postroom.labs.debian.swaks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.naming.ldap.LdapName;
import postroom.labs.debian.sockets.Line;
import postroom.labs.debian.sockets.TlsClient;

/** The SMTP dialogue of swaks, from the banner to QUIT, stopping where the options want it to. */
final class Session {
    private final Line line;
    private final Transcript transcript;
    private final SwaksOptions options;
    private final Duration timeout;
    private final String quitAfter;
    private final Map<String, List<String>> extensions = new HashMap<>();
    private boolean quitSent;
    private boolean lost;
    private String pipelinedHead = "";
    private List<String> pipelinedAnswers = List.of();
    private int recipients;
    private int refused;

    Session(Line line, Transcript transcript, SwaksOptions options, Duration timeout, String quitAfter) {
        this.line = line;
        this.transcript = transcript;
        this.options = options;
        this.timeout = timeout;
        this.quitAfter = quitAfter;
    }

    void run(String from, String to, String helo, String data) throws IOException, Swaks.Stop {
        if (options.has("tls-on-connect")) {
            startTls(29);
        }
        if (ask(null, "220").isEmpty()) {
            quit(21);
        }
        stopAfter("connect");
        hello(helo, 22);
        stopAfter("first-helo");
        tls(helo);
        stopAfter("helo");
        authenticate();
        stopAfter("auth");
        envelope(from, to);
        if (ask("DATA", "354").isEmpty()) {
            quit(25);
        }
        if (transact(data, "250", data, options.has("suppress-data"), Function.identity())
                .isEmpty()) {
            quit(26);
        }
        quitSent = true;
        if (ask("QUIT", "221").isEmpty()) {
            end(27);
        }
        transcript.info("Connection closed with remote host.");
    }

    private void stopAfter(String place) throws IOException, Swaks.Stop {
        String drop = options.value("drop_after", "").toLowerCase(Locale.ROOT);
        if (Swaks.place(drop).equals(place)) {
            transcript.info("Dropping connection");
            throw new Swaks.Stop(0, null);
        }
        if (quitAfter.equals(place)) {
            quit(0);
        }
    }

    private void quit(int status) throws IOException, Swaks.Stop {
        if (!quitSent) {
            quitSent = true;
            transact("QUIT", "221", "QUIT", false, Function.identity());
            if (lost) {
                transcript.error("Remote host closed connection unexpectedly.");
                throw new Swaks.Stop(status == 0 ? 6 : status, null);
            }
        }
        end(status);
    }

    private void end(int status) throws IOException, Swaks.Stop {
        transcript.info("Connection closed with remote host.");
        throw new Swaks.Stop(status, null);
    }

    private void hello(String helo, int failure) throws IOException, Swaks.Stop {
        String protocol = options.value("protocol", "esmtp").toLowerCase(Locale.ROOT);
        boolean lmtp = protocol.startsWith("lmtp");
        boolean plain = protocol.equals("smtp") || protocol.equals("smtps");
        if (!plain) {
            Optional<String> answer = ask((lmtp ? "LHLO " : "EHLO ") + helo, "250");
            if (answer.isPresent()) {
                extensions.clear();
                for (String each : answer.get().split("\n")) {
                    String[] words = each.substring(Math.min(4, each.length())).split("[ =]", 2);
                    extensions.put(words[0], words.length > 1 ? List.of(words[1].split(" ")) : List.of());
                }
                return;
            }
        }
        if (lmtp || ask("HELO " + helo, "250").isEmpty()) {
            quit(failure);
        }
    }

    private void tls(String helo) throws IOException, Swaks.Stop {
        boolean strict = options.has("tls-optional-strict");
        boolean optional = options.has("tls-optional");
        if (!options.has("tls") && !optional && !strict) {
            stopAfter("tls");
            return;
        }
        if (!extensions.containsKey("STARTTLS")) {
            transcript.error("Host did not advertise STARTTLS");
            if (!optional && !strict) {
                quit(29);
            }
            stopAfter("tls");
        } else if (ask("STARTTLS", "220").isEmpty()) {
            transcript.error("STARTTLS attempted but failed");
            if (!optional) {
                throw new Swaks.Stop(29, null);
            }
            stopAfter("tls");
        } else {
            startTls(29);
            stopAfter("tls");
            hello(helo, 32);
        }
    }

    private void startTls(int failure) throws IOException, Swaks.Stop {
        TlsClient tls;
        try {
            tls = line.startTls();
        } catch (IOException failed) {
            transcript.error("TLS startup failed (connect(): error:00000000:lib(0)::reason(0))");
            throw new Swaks.Stop(failure, null);
        }
        transcript.encrypted();
        String cipher = tls.cipher();
        transcript.info("TLS started with cipher " + tls.version() + ":" + Swaks.openssl(cipher) + ":"
                + (cipher.contains("256") && !cipher.contains("AES_128") ? 256 : 128));
        transcript.info("TLS no local certificate set");
        transcript.info("TLS peer DN=\"" + name(tls) + "\"");
    }

    private static String name(TlsClient tls) throws IOException {
        try {
            StringBuilder out = new StringBuilder();
            new LdapName(tls.certificate().getSubjectX500Principal().getName())
                    .getRdns()
                    .forEach(it ->
                            out.append('/').append(it.getType()).append('=').append(it.getValue()));
            return out.toString();
        } catch (javax.naming.InvalidNameException e) {
            return "";
        }
    }

    private void authenticate() throws IOException, Swaks.Stop {
        boolean strict = options.has("auth-optional-strict");
        boolean optional = options.has("auth-optional") || strict;
        boolean wanted = options.has("auth") || options.has("auth-user") || options.has("auth-password") || optional;
        if (!wanted) {
            return;
        }
        String asked = options.value("auth", options.value("auth-optional", options.value("auth-optional-strict", "")));
        boolean any = asked.isEmpty();
        List<String> types = any
                ? List.of("CRAM-MD5", "CRAM-SHA1", "LOGIN", "PLAIN")
                : List.of(asked.toUpperCase(Locale.ROOT).split(","));
        List<String> offered = extensions.get("AUTH");
        if (offered == null) {
            transcript.error("Host did not advertise authentication");
            if (!optional) {
                quit(28);
            }
            return;
        }
        boolean tried = false;
        for (String type : types) {
            if (offered.contains(type)) {
                tried = true;
                if (mechanism(type)) {
                    return;
                }
            }
        }
        transcript.error(
                tried
                        ? "No authentication type succeeded"
                        : any
                                ? "Auth not attempted, no advertised types available"
                                : "Auth not attempted, requested type not available");
        if (!optional || strict) {
            quit(28);
        }
    }

    private boolean mechanism(String type) throws IOException, Swaks.Stop {
        String user = options.value("auth-user", "").replace("<>", "");
        String password = options.value("auth-password", "").replace("<>", "");
        String shown = options.has("auth-hide-password")
                ? options.value("auth-hide-password", "PROVIDED_BUT_REMOVED")
                : password;
        boolean plain = options.has("auth-plaintext");
        Function<String, String> decoded = plain ? Session::decoded : Function.identity();
        if (type.equals("PLAIN")) {
            String text = plain
                    ? "AUTH PLAIN \\0" + user + "\\0" + shown
                    : "AUTH PLAIN " + base64("\0" + user + "\0" + shown);
            return transact(
                            "AUTH PLAIN " + base64("\0" + user + "\0" + password),
                            "235",
                            text,
                            false,
                            Function.identity())
                    .isPresent();
        }
        Optional<String> challenge = transact("AUTH " + type, "334", "AUTH " + type, false, decoded);
        if (challenge.isEmpty()) {
            return false;
        }
        if (type.equals("LOGIN")) {
            return transact(base64(user), "334", plain ? user : base64(user), false, decoded)
                            .isPresent()
                    && transact(base64(password), "235", plain ? shown : base64(shown), false, Function.identity())
                            .isPresent();
        }
        String answer = user + " " + digest(type, password, challenge.get().substring(4));
        return transact(base64(answer), "235", plain ? answer : base64(answer), false, Function.identity())
                .isPresent();
    }

    private static String digest(String type, String password, String challenge) throws IOException {
        try {
            String algorithm = type.endsWith("SHA1") ? "HmacSHA1" : "HmacMD5";
            Mac mac = Mac.getInstance(algorithm);
            byte[] key = password.getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
            return HexFormat.of().formatHex(mac.doFinal(Base64.getMimeDecoder().decode(challenge)));
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String answer) {
        String[] halves = answer.split(" ", 2);
        if (halves.length < 2 || halves[1].contains(" ")) {
            return answer;
        }
        return halves[0] + " " + new String(Base64.getMimeDecoder().decode(halves[1]), StandardCharsets.UTF_8);
    }

    private void envelope(String from, String to) throws IOException, Swaks.Stop {
        boolean pipeline = options.has("pipeline") && extensions.containsKey("PIPELINING");
        String mail = "MAIL FROM:<" + from + ">";
        String[] receivers = to.split(",");
        recipients = receivers.length;
        if (pipeline && quitAfter.isEmpty()) {
            pipelined(mail, receivers);
            return;
        }
        if (ask(mail, "250").isEmpty()) {
            quit(23);
        }
        stopAfter("mail");
        for (String each : receivers) {
            if (ask("RCPT TO:<" + each + ">", "250").isEmpty() && ++refused == recipients) {
                quit(24);
            }
        }
        stopAfter("rcpt");
    }

    /** MAIL, all RCPT and DATA at once; then the answers. DATA's is left to be read by what follows. */
    private void pipelined(String mail, String... receivers) throws IOException, Swaks.Stop {
        List<String> commands = new ArrayList<>(List.of(mail));
        for (String each : receivers) {
            commands.add("RCPT TO:<" + each + ">");
        }
        StringBuilder all = new StringBuilder();
        for (String each : commands) {
            transcript.sent(each, false);
            all.append(each).append("\r\n");
        }
        pipelinedHead = all.toString();
        pipelinedAnswers = commands;
    }

    private Optional<String> ask(String command, String expected) throws IOException, Swaks.Stop {
        return transact(command, expected, command, false, Function.identity());
    }

    /** Sends a command, perhaps with those that wait before it, and reads the answer; empty if it is another than expected. */
    private Optional<String> transact(
            String command, String expected, String shown, boolean brief, Function<String, String> print)
            throws IOException, Swaks.Stop {
        if (command != null) {
            transcript.sent(shown, brief);
            line.send((pipelinedHead + command + "\r\n").getBytes(StandardCharsets.UTF_8));
            pipelinedHead = "";
        }
        List<String> before = pipelinedAnswers;
        pipelinedAnswers = List.of();
        boolean mailRefused = false;
        for (String each : before) {
            boolean good = answer("250", Function.identity()).isPresent();
            mailRefused |= !good && each.startsWith("MAIL");
            refused += good || each.startsWith("MAIL") ? 0 : 1;
        }
        Optional<String> result = answer(expected, print);
        if (mailRefused) {
            quit(23);
        }
        if (!before.isEmpty() && refused == recipients) {
            quit(24);
        }
        return result;
    }

    private Optional<String> answer(String expected, Function<String, String> print) throws IOException, Swaks.Stop {
        StringBuilder all = new StringBuilder();
        String last;
        do {
            Optional<String> next = line.read(timeout);
            if (next.isEmpty()) {
                lost = !line.timedOut();
                if (line.timedOut()) {
                    all.append("Timeout (" + timeout.toSeconds() + " secs) waiting for server response");
                }
                break;
            }
            last = next.get();
            all.append(all.isEmpty() ? "" : "\n").append(last);
        } while (!last.matches("[0-9]{3} .*"));
        String text = all.toString();
        boolean good = text.lines().anyMatch(it -> it.startsWith(expected + " "));
        if (options.has("show-time-lapse")) {
            transcript.info("response in 0.000s");
        }
        if (!text.isEmpty()) {
            transcript.received(print.apply(text), !good);
        }
        if (lost && !quitSent) {
            transcript.error("Remote host closed connection unexpectedly.");
            throw new Swaks.Stop(6, null);
        }
        return good ? Optional.of(text) : Optional.empty();
    }
}
