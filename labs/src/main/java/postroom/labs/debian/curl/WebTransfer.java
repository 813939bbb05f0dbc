package postroom.labs.debian.curl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** {@code http://}: one request, one answer by Content-Length or until the connection ends. */
final class WebTransfer {
    private static final int MOST_HEADERS = 1000;

    private final Transfer transfer;
    private int code;

    WebTransfer(Transfer transfer) {
        this.transfer = transfer;
    }

    int code() {
        return code;
    }

    void run() throws IOException, CurlException {
        CurlOptions options = transfer.options();
        transfer.openLine();
        List<String> data = options.all("data");
        boolean head = options.has("head");
        String method = options.value("request") != null
                ? options.value("request")
                : head ? "HEAD" : data.isEmpty() ? "GET" : "POST";
        CurlUrl url = transfer.url();
        List<String> lines = new ArrayList<>();
        lines.add(method + " " + url.path() + " HTTP/1.1");
        lines.add("Host: " + url.host() + (url.port() == 80 || url.port() == 443 ? "" : ":" + url.port()));
        transfer.login()
                .ifPresent(it -> lines.add("Authorization: Basic "
                        + Base64.getEncoder().encodeToString((it[0] + ":" + it[1]).getBytes(StandardCharsets.UTF_8))));
        String agent = options.value("user-agent");
        lines.add("User-Agent: " + (agent == null ? "curl/7.88.1" : agent));
        lines.add("Accept: */*");
        lines.addAll(options.all("header"));
        String body = String.join("&", data);
        if (!data.isEmpty()) {
            lines.add("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length);
            lines.add("Content-Type: application/x-www-form-urlencoded");
        }
        for (String each : lines) {
            transfer.verbose("> " + each);
        }
        transfer.verbose("> ");
        transfer.sendRaw((String.join("\r\n", lines) + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
        answer(head);
    }

    private void answer(boolean head) throws IOException, CurlException {
        String first;
        try {
            first = transfer.receiveQuietly();
        } catch (CurlException ended) {
            if (ended.status() == 28) {
                throw ended;
            }
            transfer.verbose("* Empty reply from server");
            transfer.verbose("* Closing connection 0");
            throw new CurlException(52, "Empty reply from server");
        }
        if (!first.startsWith("HTTP/")) {
            transfer.verbose("* Received HTTP/0.9 when not allowed");
            transfer.verbose("* Closing connection 0");
            throw new CurlException(1, "Received HTTP/0.9 when not allowed");
        }
        transfer.verbose("< " + first);
        code = first.matches("HTTP/[0-9.]+ [0-9]{3}.*") ? Integer.parseInt(first.split(" ")[1]) : 0;
        boolean shown = head || transfer.options().has("include");
        StringBuilder headers = new StringBuilder(first + "\n");
        long length = -1;
        for (int i = 0; i < MOST_HEADERS; i++) {
            String line = transfer.receive();
            headers.append(line).append('\n');
            if (line.toLowerCase(java.util.Locale.ROOT).matches("content-length: *[0-9]{1,9}")) {
                length = Long.parseLong(line.replaceFirst(".*: *", ""));
            }
            if (line.isEmpty()) {
                break;
            }
        }
        transfer.body(shown ? headers.toString() : "");
        if (!head) {
            content(length);
        }
        if (transfer.options().has("fail") && code >= 400) {
            throw new CurlException(22, "The requested URL returned error: " + code);
        }
        transfer.intact();
    }

    private void content(long length) throws IOException, CurlException {
        long read = 0;
        while (length < 0 || read < length) {
            try {
                String line = transfer.receiveQuietly();
                read += line.getBytes(StandardCharsets.UTF_8).length + 1;
                transfer.body(line + "\n");
            } catch (CurlException ended) {
                if (length >= 0) {
                    throw new CurlException(18, "transfer closed with " + (length - read) + " bytes remaining to read");
                }
                return;
            }
        }
    }
}
