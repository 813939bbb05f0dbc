package postroom.labs.debian.postfix.smtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsNoCloseNotifyException;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.openssl.tls.TlsClient;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.debian.openssl.x509.NameText;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.tls.ClientEngine;
import postroom.labs.debian.postfix.tls.ClientHandshake;
import postroom.labs.debian.postfix.tls.TlsLevel;
import postroom.labs.debian.postfix.tls.TlsLog;
import postroom.labs.debian.postfix.tls.TlsPolicy;
import postroom.labs.host.Process;
import postroom.labs.host.Resolver;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Connection;

/** What {@code posttls-finger(1)} does with a server: says hello, begins TLS, tells of it, and leaves. */
public final class Finger {
    private static final int LONGEST_LINE = 8192;

    /**
     * What is wanted.
     *
     * @param log what is told of TLS
     * @param chat whether the talk is shown
     * @param certificates whether the certificates are shown
     * @param wrapped whether TLS comes first
     * @param lmtp whether the server speaks LMTP
     * @param patience in seconds
     */
    public record Wanted(
            Set<TlsLog> log, boolean chat, boolean certificates, boolean wrapped, boolean lmtp, int patience) {}

    private final Process process;
    private final Service service;
    private final Msg msg;
    private final Wanted wanted;
    private final Optional<ClientEngine> engine;
    private final TlsPolicy policy;
    private final StringBuilder input = new StringBuilder();
    private Connection connection;
    private TlsClient tls;
    private boolean offered;

    /** @param service the command, as far as it is a program of Postfix */
    public Finger(Process process, Service service, Wanted wanted, Optional<ClientEngine> engine, TlsPolicy policy) {
        this.process = process;
        this.service = service;
        this.msg = service.msg();
        this.wanted = wanted;
        this.engine = engine;
        this.policy = policy;
    }

    /** Asks the servers of a destination until one answers. */
    public void point(String destination) throws IOException {
        int colon = destination.indexOf(':', Math.max(0, destination.lastIndexOf(']')));
        String portName = colon < 0 ? (wanted.lmtp() ? "24" : "25") : destination.substring(colon + 1);
        String name = colon < 0 ? destination : destination.substring(0, colon);
        int port = new Resolver(process)
                .port(portName)
                .orElseThrow(() -> new Fatal("unknown service: " + portName + "/tcp"));
        List<MailServers.Target> targets;
        try {
            targets = new MailServers(service).find(name.replaceAll("^\\[|\\]$", ""), name.startsWith("["));
        } catch (MailServers.None none) {
            msg.info("Destination address lookup failed: " + none.getMessage());
            return;
        }
        for (MailServers.Target each : targets) {
            String where = each.text() + ":" + port;
            try {
                connection = process.await(process.host().node().connect(each.address(), port));
            } catch (ErrnoException e) {
                msg.info("Failed to establish session to " + destination + " via " + each.host() + ": connect to "
                        + where + ": " + e.errno().text());
                continue;
            }
            connection.owner(process.pid());
            try {
                if (wanted.chat()) {
                    msg.info("Connected to " + where);
                }
                session(where);
            } finally {
                connection.close();
            }
            return;
        }
    }

    private void session(String where) throws IOException {
        if (wanted.wrapped() && !handshake(where)) {
            return;
        }
        Optional<String> greeting = reply();
        if (!accepted(greeting, "greeting") || !hello()) {
            return;
        }
        if (!wanted.wrapped() && offered && policy.level() != TlsLevel.NONE && engine.isPresent()) {
            say("STARTTLS");
            if (!accepted(reply(), "STARTTLS") || !handshake(where) || !hello()) {
                return;
            }
        }
        say("QUIT");
        reply();
        if (tls != null) {
            tls.shutdown();
            flush();
        }
    }

    private boolean hello() throws IOException {
        String verb = wanted.lmtp() ? "LHLO" : "EHLO";
        say(verb + " " + service.parameters().get("myhostname"));
        return accepted(reply(), verb);
    }

    private boolean accepted(Optional<String> reply, String to) {
        if (reply.isPresent() && !reply.get().startsWith("2")) {
            msg.info(to + " rejected: " + reply.get());
        }
        return reply.isPresent() && reply.get().startsWith("2");
    }

    private void say(String line) throws IOException {
        if (wanted.chat()) {
            msg.info("> " + line);
        }
        byte[] bytes = Text.bytes(line + "\r\n");
        if (tls == null) {
            process.write(connection, bytes, 0, bytes.length);
        } else {
            tls.write(bytes);
            flush();
        }
    }

    private void flush() throws IOException {
        byte[] out = tls.output();
        process.write(connection, out, 0, out.length);
    }

    /** The last line of a reply; empty if the server has gone. */
    private Optional<String> reply() throws IOException {
        while (true) {
            Optional<String> line = line();
            if (line.isEmpty()) {
                return line;
            }
            if (wanted.chat()) {
                msg.info("< " + line.get());
            }
            offered |= line.get().regionMatches(true, 4, "STARTTLS", 0, 8);
            if (line.get().length() < 4 || line.get().charAt(3) != '-') {
                return line;
            }
        }
    }

    private Optional<String> line() throws IOException {
        while (true) {
            int end = input.indexOf("\n");
            if (end >= 0) {
                String line = input.substring(0, end).stripTrailing();
                input.delete(0, end + 1);
                return Optional.of(line);
            }
            if (input.length() > LONGEST_LINE || !more()) {
                return Optional.empty();
            }
        }
    }

    /** Takes in what comes next; false if nothing does. */
    private boolean more() throws IOException {
        byte[] buffer = new byte[16_384];
        process.poll(java.time.Duration.ofSeconds(wanted.patience()), connection);
        int n = connection.tryRead(buffer, 0, buffer.length);
        if (n <= 0) {
            if (tls != null && n == Descriptor.END) {
                tls.end();
            }
            return false;
        }
        if (tls == null) {
            input.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
        } else {
            tls.receive(buffer, n);
            flush();
            input.append(new String(tls.take(), StandardCharsets.ISO_8859_1));
        }
        return true;
    }

    private boolean handshake(String where) throws IOException {
        if (engine.isEmpty()) {
            return false;
        }
        ClientHandshake begun = new ClientHandshake(
                msg, service.parameters(), wanted.log(), engine.get(), policy, where, service.now());
        Optional<TlsClient> session = begun.begin();
        if (session.isEmpty()) {
            return false;
        }
        tls = session.get();
        input.setLength(0);
        try {
            tls.begin();
            flush();
            while (tls.isHandshaking()) {
                if (!more()) {
                    begun.failed(tls);
                    return false;
                }
            }
        } catch (TlsFatalAlert | TlsFatalAlertReceived | TlsNoCloseNotifyException bad) {
            begun.failed(tls);
            return false;
        }
        begun.established(tls);
        if (wanted.certificates()) {
            certificates();
        }
        return true;
    }

    private void certificates() throws IOException {
        StringBuilder out = new StringBuilder("\n---\nCertificate chain\n");
        int depth = 0;
        for (Certificate each : tls.chain()) {
            byte[] key = each.asn1().getSubjectPublicKeyInfo().getEncoded("DER");
            out.append(String.format(
                    java.util.Locale.ROOT,
                    "%2d subject: %s\n    issuer: %s\n   cert digest=%s\n   pkey digest=%s\n%s",
                    depth++,
                    NameText.slashed(each.subject()),
                    NameText.slashed(each.issuer()),
                    digest(each.der()),
                    digest(key),
                    Pem.encode("CERTIFICATE", each.der())));
        }
        process.out().print(out.toString());
    }

    private String digest(byte[] bytes) {
        return HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(engine.orElseThrow().digest().of(bytes));
    }

    /** The host of a destination, as names are compared with it. */
    public static String host(String destination) {
        int colon = destination.indexOf(':', Math.max(0, destination.lastIndexOf(']')));
        return (colon < 0 ? destination : destination.substring(0, colon)).replaceAll("^\\[|\\]$", "");
    }
}
