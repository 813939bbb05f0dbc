package postroom.labs.debian.exim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import postroom.labs.host.Accounts;
import postroom.labs.host.Host;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/**
 * What Exim answers in an SMTP session, line by line, with the access rules of Debian's configuration: recipients of this
 * host are accepted unseen, others from this host and the networks that may relay. There is no TLS and no AUTH.
 */
final class SmtpDialogue {
    private static final int MOST_UNKNOWN = 4;
    private static final int MOST_ERRORS = 4;
    private static final int MOST_RECIPIENTS = 50_000;

    private final Host host;
    private final Configuration configuration;
    private final Log log;
    private final int pid;
    private final Client client;
    private final List<String> recipients = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private long bytes;
    private String helo = "";
    private boolean extended;
    private String sender;
    private boolean content;
    private int unknown;
    private int errors;
    private boolean ended;

    /** Who is at the other end. @param user for {@code -bs}, where a user of the host speaks; null otherwise */
    record Client(String address, Accounts.User user) {}

    SmtpDialogue(Host host, Configuration configuration, int pid, Client client) {
        this.host = host;
        this.configuration = configuration;
        this.log = new Log(host);
        this.pid = pid;
        this.client = client;
    }

    static SmtpDialogue withUser(Process process, Configuration configuration) {
        Accounts.User user = process.host().accounts().user(process.realUid()).orElseThrow();
        return new SmtpDialogue(process.host(), configuration, process.pid(), new Client("", user));
    }

    String greeting() {
        return "220 " + configuration.primaryHostname() + " ESMTP Exim " + Configuration.VERSION + " "
                + Transport.DATE.format(host.clock().instant());
    }

    /** True once the session is over. */
    boolean ended() {
        return ended;
    }

    /** True while the lines that come are a message's. */
    boolean inContent() {
        return content;
    }

    /** The client has gone without QUIT. */
    void lost() {
        if (!ended && client.user() == null) {
            log.main(
                    content
                            ? "SMTP connection from " + who() + " lost while reading message data (header)"
                            : "unexpected disconnection while reading SMTP command from " + who() + " D=0s");
        }
        ended = true;
    }

    private String who() {
        if (client.user() != null) {
            return "U=" + client.user().name();
        }
        return (helo.isEmpty() ? "" : "(" + helo + ") ") + "[" + client.address() + "]";
    }

    private String host() {
        return client.user() != null ? who() : "H=" + who();
    }

    /** Answers a line, without its line end; no line is an answer while a message comes in. */
    List<String> line(String line) {
        if (content) {
            return contentLine(line);
        }
        String upper = line.toUpperCase(Locale.ROOT);
        int blank = line.indexOf(' ');
        String argument = blank < 0 ? "" : line.substring(blank + 1).strip();
        if (upper.startsWith("MAIL FROM:")) {
            return mail(line.substring(10).strip(), line);
        }
        if (upper.startsWith("RCPT TO:")) {
            return recipient(line.substring(8).strip(), line);
        }
        return switch (blank < 0 ? upper.strip() : upper.substring(0, blank)) {
            case "HELO" -> hello(argument, false);
            case "EHLO" -> hello(argument, true);
            case "DATA" -> data(line);
            case "RSET" -> {
                reset();
                yield List.of("250 Reset OK");
            }
            case "NOOP" -> List.of("250 OK");
            case "HELP" -> List.of("214-Commands supported:", "214 AUTH HELO EHLO MAIL RCPT DATA NOOP QUIT RSET HELP");
            case "VRFY" -> verify(argument);
            case "EXPN" -> {
                log.reject(host() + " rejected EXPN " + argument);
                yield List.of("550 Administrative prohibition");
            }
            case "ETRN" -> {
                log.main("ETRN " + argument + " received from " + who());
                log.reject(host() + " rejected ETRN " + argument);
                yield List.of("458 Administrative prohibition");
            }
            case "AUTH" -> protocolError(line, "503", "AUTH command used when not advertised");
            case "STARTTLS" -> protocolError(line, "503", "STARTTLS command used when not advertised");
            case "QUIT" -> {
                ended = true;
                yield List.of("221 " + configuration.primaryHostname() + " closing connection");
            }
            default -> unknown(line);
        };
    }

    private List<String> hello(String name, boolean esmtp) {
        String verb = esmtp ? "EHLO" : "HELO";
        if (!name.matches("[A-Za-z0-9._:-]+|\\[[0-9A-Fa-f.:]+\\]")) {
            String shown = name.isEmpty() ? "(no argument given)" : name;
            log.reject("rejected " + verb + " from " + who() + ": syntactically invalid argument(s): " + shown);
            return List.of("501 Syntactically invalid " + verb + " argument(s)");
        }
        helo = name;
        extended = esmtp;
        reset();
        String hello = configuration.primaryHostname() + " Hello "
                + (client.user() == null
                        ? name + " [" + client.address() + "]"
                        : client.user().name() + " at " + name);
        return esmtp
                ? List.of(
                        "250-" + hello,
                        "250-SIZE " + configuration.sizeLimit(),
                        "250-8BITMIME",
                        "250-PIPELINING",
                        "250 HELP")
                : List.of("250 " + hello);
    }

    private void reset() {
        sender = null;
        recipients.clear();
    }

    private List<String> syntaxError(String line, String shown, String why) {
        log.main("SMTP syntax error in \"" + line + "\" " + host() + " " + why);
        return List.of("501 " + shown + why);
    }

    private List<String> protocolError(String line, String code, String why) {
        log.main("SMTP protocol error in \"" + line + "\" " + host() + " " + why);
        if (++errors < MOST_ERRORS) {
            return List.of(code + " " + why);
        }
        log.main("SMTP call from " + who() + " dropped: too many syntax or protocol errors (last command was \"" + line
                + "\")");
        ended = true;
        return List.of(code + "-" + why, code + " Too many syntax or protocol errors");
    }

    private List<String> unknown(String line) {
        log.main("SMTP syntax error in \"" + line + "\" " + host() + " unrecognized command");
        if (++unknown < MOST_UNKNOWN) {
            return List.of("500 unrecognized command");
        }
        log.reject("SMTP call from " + who() + " dropped: too many unrecognized commands (last was \"" + line + "\")");
        ended = true;
        return List.of("500 Too many unrecognized commands");
    }

    private List<String> verify(String address) {
        if (address.isEmpty()) {
            return List.of("501 empty address");
        }
        if (address.indexOf('@') < 0) {
            log.reject("unqualified verify rejected: <" + address + "> " + host());
            return List.of("501 " + address + ": recipient address must contain a domain");
        }
        log.reject(host() + " rejected VRFY " + address);
        return List.of("252 Administrative prohibition");
    }

    /** An address behind MAIL or RCPT: what stands in the brackets, or what is wrong with it. */
    private static Address.Parsed path(String text) {
        if (text.startsWith("<") && text.indexOf('>') < 0) {
            return new Address.Parsed(null, "'>' missing at end of address");
        }
        int end = text.indexOf('>');
        if (end >= 0 && end < text.length() - 1) {
            String rest = text.substring(end + 1).strip();
            return new Address.Parsed(
                    null, "malformed address: " + rest + " may not follow " + text.substring(0, end + 1) + " ");
        }
        String plain = text.replaceAll("^<|>$", "");
        return plain.isEmpty() ? new Address.Parsed("", null) : Address.parse(plain);
    }

    private List<String> mail(String given, String line) {
        if (helo.isEmpty() && client.user() == null) {
            log.reject("rejected MAIL from " + who() + ": no HELO/EHLO given");
            return List.of("503 HELO or EHLO required");
        }
        if (sender != null) {
            return protocolError(line, "503", "sender already given");
        }
        String text =
                extended ? given.replaceAll("(?i)((\\s+(SIZE=[0-9]+|BODY=(7BIT|8BITMIME)|AUTH=\\S+))*)$", "") : given;
        Address.Parsed parsed = path(text);
        if (parsed.fault() != null) {
            return syntaxError(line, given + ": ", parsed.fault());
        }
        java.util.regex.Matcher size =
                java.util.regex.Pattern.compile("(?i)\\sSIZE=([0-9]{1,15})").matcher(given);
        if (extended && size.find() && Long.parseLong(size.group(1)) > configuration.sizeLimit()) {
            log.reject("rejected MAIL FROM:" + text + " " + host() + ": message too big: size=" + size.group(1)
                    + " max=" + configuration.sizeLimit());
            return List.of("552 Message size exceeds maximum permitted");
        }
        String address = parsed.address();
        if (!address.isEmpty() && address.indexOf('@') < 0) {
            if (client.user() == null) {
                log.reject("unqualified sender rejected: <" + address + "> " + host());
                return List.of("501 <" + address + ">: sender address must contain a domain");
            }
            address = Address.qualified(address, configuration.qualifyDomain());
        }
        sender = address;
        return List.of("250 OK");
    }

    private List<String> recipient(String given, String line) {
        if (sender == null) {
            return protocolError(line, "503", "sender not yet given");
        }
        if (given.isEmpty()) {
            return syntaxError(line, "", "RCPT must have an address operand");
        }
        Address.Parsed parsed = path(given);
        if (parsed.fault() != null || parsed.address().isEmpty()) {
            String why = parsed.fault() == null ? "missing or malformed local part" : parsed.fault();
            return syntaxError(line, given + ": ", why);
        }
        String address = parsed.address();
        boolean postmaster = address.equalsIgnoreCase("postmaster");
        if (address.indexOf('@') < 0 && client.user() == null && !postmaster) {
            log.reject("unqualified recipient rejected: <" + address + "> " + host());
            return List.of("501 <" + address + ">: recipient address must contain a domain");
        }
        String full = Address.qualified(address, configuration.qualifyDomain());
        String domain = Address.domain(full);
        boolean ours = configuration.isLocal(domain) || configuration.isRelayed(domain);
        if (Address.local(full).matches("[.].*|.*[@%!/|`#&?].*") && ours) {
            log.reject(host() + " F=<" + sender + "> rejected RCPT " + given + ": restricted characters in address");
            return List.of("550 restricted characters in address");
        }
        if (!ours && client.user() == null && !configuration.isTrusted(client.address())) {
            log.reject(host() + " F=<" + sender + "> rejected RCPT " + given + ": relay not permitted");
            return List.of("550 relay not permitted");
        }
        if (recipients.size() >= MOST_RECIPIENTS) {
            return List.of("452 too many recipients");
        }
        recipients.add(full);
        return List.of("250 Accepted");
    }

    private List<String> data(String line) {
        if (recipients.isEmpty()) {
            return protocolError(line, "503", "valid RCPT command must precede DATA");
        }
        content = true;
        lines.clear();
        bytes = 0;
        return List.of("354 Enter message, ending with \".\" on a line by itself");
    }

    private List<String> contentLine(String line) {
        if (!line.equals(".")) {
            bytes += line.length() + 1L;
            if (bytes <= configuration.sizeLimit()) {
                lines.add(line.startsWith(".") ? line.substring(1) : line);
            }
            return List.of();
        }
        content = false;
        if (bytes > configuration.sizeLimit()) {
            reset();
            return List.of("552 Message size exceeds maximum permitted");
        }
        try {
            String id = accept();
            Delivery.attempt(host, id, pid, false);
            return List.of("250 OK id=" + id);
        } catch (ErrnoException full) {
            log.main("spool write error: " + full.getMessage());
            return List.of("452 Space shortage, please try later");
        } finally {
            lines.clear();
            reset();
        }
    }

    private String accept() throws ErrnoException {
        Accounts.User user = client.user() == null
                ? host.accounts().user(Spool.USER).orElseThrow(() -> new ErrnoException(postroom.labs.io.Errno.ENOENT))
                : client.user();
        String kind = extended ? "esmtp" : "smtp";
        boolean local = client.user() != null;
        String from = local ? user.name() : "[" + client.address() + "] (helo=" + helo + ")";
        return new Reception(
                        host,
                        configuration,
                        pid,
                        user.name(),
                        user.uid(),
                        user.gid(),
                        sender,
                        "",
                        from,
                        host(),
                        local ? "local-" + kind : kind,
                        local)
                .accept(Reception.Content.of(List.copyOf(lines)), List.copyOf(recipients));
    }

    /** The bytes of some answers. */
    static byte[] bytes(List<String> answers) {
        StringBuilder text = new StringBuilder();
        answers.forEach(it -> text.append(it).append("\r\n"));
        return text.toString().getBytes(ISO_8859_1);
    }
}
