package postroom.labs.debian.curl;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.sockets.Line;
import postroom.labs.debian.sockets.Sockets;
import postroom.labs.host.Process;
import postroom.labs.host.Resolver;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Connection;

/** One URL's transfer: the connection, and what {@code -v} shows of it. */
final class Transfer {
    private final Process process;
    private final CurlOptions options;
    private final CurlUrl url;
    private final StringBuilder body = new StringBuilder();
    private Line line;
    private Connection connected;

    Transfer(Process process, CurlOptions options, CurlUrl url) {
        this.process = process;
        this.options = options;
        this.url = url;
    }

    CurlUrl url() {
        return url;
    }

    CurlOptions options() {
        return options;
    }

    Process process() {
        return process;
    }

    /** A line of {@code -v}: {@code *} information, {@code >} sent, {@code <} received. */
    void verbose(String text) throws IOException {
        if (options.has("verbose")) {
            process.err().println(text);
        }
    }

    /** What goes to standard output or the file of {@code -o} in the end. */
    void body(String text) {
        body.append(text);
    }

    String body() {
        return body.toString();
    }

    /** Connects; tries all addresses. */
    Connection open() throws IOException, CurlException {
        List<InetAddress> addresses;
        try {
            addresses = new Resolver(process).addresses(url.host());
        } catch (Resolver.Unresolved e) {
            verbose("* Could not resolve host: " + url.host());
            verbose("* Closing connection 0");
            throw new CurlException(6, "Could not resolve host: " + url.host());
        }
        boolean bothLoopbacks = url.host().equals("localhost") && !options.has("ipv4");
        List<InetAddress> all = new java.util.ArrayList<>(addresses);
        if (bothLoopbacks && all.stream().noneMatch(it -> it.getAddress().length == 16)) {
            all.add(postroom.labs.net.Network.address("::1")); // curl itself knows what localhost is
        }
        for (InetAddress each : all) {
            boolean six = each.getAddress().length == 16;
            if (six ? options.has("ipv4") : options.has("ipv6")) {
                continue;
            }
            String numbers = Sockets.numbers(each);
            verbose("*   Trying " + (six ? "[" + numbers + "]" : numbers) + ":" + url.port() + "...");
            try {
                Connection connection = process.await(process.host().node().connect(each, url.port()));
                connection.owner(process.pid());
                connected = connection;
                verbose("* Connected to " + url.host() + " (" + numbers + ") port " + url.port() + " (#0)");
                return connection;
            } catch (ErrnoException e) {
                verbose("* connect to " + numbers + " port " + url.port() + " failed: " + e.getMessage());
            }
        }
        String failed = "Failed to connect to " + url.host() + " port " + url.port()
                + " after 0 ms: Couldn't connect to server";
        verbose("* " + failed);
        verbose("* Closing connection 0");
        throw new CurlException(7, failed);
    }

    /** Tells who the ends of the connection are, if there is one. */
    void ends(WriteOut told) {
        boolean there = connected != null;
        told.set("num_connects", there ? "1" : "0")
                .set("remote_ip", there ? Sockets.numbers(connected.remote().address()) : "")
                .set("remote_port", there ? Integer.toString(connected.remote().port()) : "0")
                .set("local_ip", there ? Sockets.numbers(connected.local().address()) : "")
                .set("local_port", there ? Integer.toString(connected.local().port()) : "-1");
    }

    /** Connects for a protocol of lines. */
    void openLine() throws IOException, CurlException {
        line = new Line(process, open());
        if (url.scheme().endsWith("s")) {
            startTls();
        }
    }

    /** Begins TLS; without {@code -k} only with a trusted certificate that names the host. */
    void startTls() throws IOException, CurlException {
        String authority = options.value("cacert");
        if (authority != null && !options.has("insecure") && !process.files().exists(authority)) {
            throw new CurlException(77, "error setting certificate file: " + authority);
        }
        postroom.labs.debian.sockets.TlsClient tls;
        try {
            tls = line.startTls();
        } catch (IOException failed) {
            throw new CurlException(35, "OpenSSL/3.0.22: error:0A00010B:SSL routines::wrong version number");
        }
        verbose("* SSL connection using " + tls.version() + " / " + tls.cipher());
        if (options.has("insecure")) {
            return;
        }
        if (!Certificates.trusted(process, tls.certificate(), options.value("cacert"))) {
            throw unverified("SSL certificate problem: self-signed certificate");
        }
        Optional<String> mismatch = Certificates.mismatch(tls.certificate(), url.host());
        if (mismatch.isPresent()) {
            throw unverified(mismatch.get());
        }
    }

    private static CurlException unverified(String why) {
        return new CurlException(
                60,
                why + "\nMore details here: https://curl.se/docs/sslcerts.html\n\n"
                        + "curl failed to verify the legitimacy of the server and therefore could not\n"
                        + "establish a secure connection to it. To learn more about this situation and\n"
                        + "how to fix it, please visit the web page mentioned above.");
    }

    void send(String text) throws IOException {
        verbose("> " + text);
        line.send((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    void sendRaw(byte[] bytes) throws IOException {
        line.send(bytes);
    }

    /** A line from the server, shown as received. */
    String receive() throws IOException, CurlException {
        String text = receiveQuietly();
        verbose("< " + text);
        return text;
    }

    String receiveQuietly() throws IOException, CurlException {
        String limit = options.value("max-time");
        Duration patience =
                limit != null && limit.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(limit)) : null;
        Optional<String> next = line.read(patience);
        if (next.isEmpty()) {
            if (line.timedOut()) {
                throw new CurlException(
                        28, "Operation timed out after " + limit + "000 milliseconds with 0 bytes received");
            }
            throw new CurlException(56, "response reading failed (errno: 0)");
        }
        return next.get();
    }

    /** Ends after success: the connection is kept, as curl thinks. */
    void intact() throws IOException {
        verbose("* Connection #0 to host " + url.host() + " left intact");
    }

    void close() {
        if (line != null) {
            line.close();
        }
    }

    /** User and password of {@code -u} or the URL; empty if there are none. */
    Optional<String[]> login() {
        String given = options.value("user");
        if (given != null) {
            String[] halves = given.split(":", 2);
            return Optional.of(new String[] {halves[0], halves.length > 1 ? halves[1] : ""});
        }
        return url.user() == null
                ? Optional.empty()
                : Optional.of(new String[] {url.user(), url.password() == null ? "" : url.password()});
    }
}
