package postroom.labs.debian.swaks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import postroom.labs.fs.FileType;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** The message that swaks sends: its template, with headers replaced and added, body and attachments. */
final class Letter {
    private static final String TEMPLATE =
            "Date: %DATE%\\nTo: %TO_ADDRESS%\\nFrom: %FROM_ADDRESS%\\nSubject: test %DATE%\\n"
                    + "Message-Id: <%MESSAGEID%>\\nX-Mailer: swaks v%SWAKS_VERSION% jetmore.org/john/code/swaks/\\n";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Process process;
    private final SwaksOptions options;
    private final String from;
    private final String to;
    private final String host;

    Letter(Process process, SwaksOptions options, String from, String to, String host) {
        this.process = process;
        this.options = options;
        this.from = from;
        this.to = to;
        this.host = host;
    }

    /** The data with CRLF line ends, dots doubled, and the closing dot without its CRLF. */
    String data() throws IOException, Swaks.Stop {
        String body = options.has("body") ? argument("body", options.value("body")) : "This is a test mailing";
        String boundary = "----=_MIME_BOUNDARY_000_" + process.pid();
        boolean parts = options.given().stream().anyMatch(it -> it.key().startsWith("attach"));
        if (parts) {
            body = multipart(body, boundary);
        }
        String mime =
                parts ? "MIME-Version: 1.0\\nContent-Type: multipart/mixed; boundary=\"" + boundary + "\"\\n" : "";
        String data = options.has("data") && !options.value("data").isEmpty()
                ? argument("data", options.value("data"))
                : TEMPLATE + mime + "%NEW_HEADERS%\\n%BODY%\\n";
        if (options.has("no-data-fixup")) {
            return data;
        }
        data = data.replace("%BODY%", body).replace("\\n", "\r\n");
        return finished(headers(data));
    }

    /** {@code -} is standard input, {@code @file} a file's content, {@code @@} a literal at sign. */
    private String argument(String option, String value) throws IOException, Swaks.Stop {
        if (value.equals("-")) {
            return new String(process.in().readAllBytes(), StandardCharsets.UTF_8);
        }
        if (value.startsWith("@@")) {
            return value.substring(1);
        }
        boolean marked = value.startsWith("@");
        if (!marked && !isFile(value)) {
            return value;
        }
        if (!marked) {
            process.err()
                    .println("*** DEPRECATION WARNING: Inferring a filename from the argument to --" + option
                            + " will be removed in the future.  Prefix filenames with '@' instead.");
        }
        String path = marked ? value.substring(1) : value;
        try {
            return new String(process.files().readAll(path), StandardCharsets.UTF_8);
        } catch (ErrnoException e) {
            throw new Swaks.Stop(
                    1,
                    "Option processing error: file " + path + " not openable for option " + option + " ("
                            + e.getMessage() + ")");
        }
    }

    private boolean isFile(String path) {
        try {
            return !path.contains("\n") && process.files().stat(path).type() == FileType.FILE;
        } catch (ErrnoException none) {
            return false;
        }
    }

    private String headers(String data) {
        String[] halves = data.split("\r?\n\r?\n", 2);
        List<String> lines = new ArrayList<>(List.of(halves[0].split("\r?\n")));
        List<String> added = new ArrayList<>();
        options.given().stream().filter(it -> it.key().equals("add-header")).forEach(it -> added.add(it.value()));
        for (SwaksOptions.Given each : options.given()) {
            if (each.key().equals("header")) {
                for (String line : each.value().split("\\\\n")) {
                    replace(lines, added, line);
                }
            }
        }
        StringBuilder out = new StringBuilder();
        String news = added.isEmpty() ? "" : String.join("\r\n", added) + "\r\n";
        boolean placed = false;
        for (String line : lines) {
            placed |= line.contains("%NEW_HEADERS%");
            out.append(line.replace("%NEW_HEADERS%", news)).append("\r\n");
        }
        return out + (placed ? "" : news) + "\r\n" + (halves.length > 1 ? halves[1] : "");
    }

    private static void replace(List<String> lines, List<String> added, String header) {
        String name = header.contains(":") ? header.substring(0, header.indexOf(':') + 1) : "";
        for (int i = 0; !name.isEmpty() && i < lines.size(); i++) {
            if (lines.get(i).startsWith(name)) {
                lines.set(i, header);
                while (i + 1 < lines.size() && lines.get(i + 1).matches("\\s.*")) {
                    lines.remove(i + 1);
                }
                return;
            }
        }
        added.add(header);
    }

    private String finished(String text) {
        Instant now = process.host().clock().instant();
        String id = STAMP.format(now) + String.format(".%06d@%s", process.pid(), host);
        String data = text.replace("\\n", "\r\n")
                .replace("%NEWLINE%", "\r\n")
                .replace("%FROM_ADDRESS%", from)
                .replace("%TO_ADDRESS%", to)
                .replace("%MESSAGEID%", id)
                .replace("%SWAKS_VERSION%", Swaks.VERSION)
                .replace("%DATE%", DATE.format(now));
        if (!options.has("no-strip-from") && data.startsWith("From ")) {
            data = data.substring(data.indexOf('\n') + 1);
        }
        data = data.replaceFirst("\r?\n\\.\r?\n?\\z", "").replace("\n.", "\n..");
        return data.replace("\r\n", "\n").replace("\n", "\r\n") + "\r\n.";
    }

    private String multipart(String plain, String boundary) throws IOException, Swaks.Stop {
        StringBuilder bodies = new StringBuilder();
        StringBuilder rest = new StringBuilder();
        String type = null;
        String name = null;
        for (SwaksOptions.Given each : options.given()) {
            switch (each.key()) {
                case "attach-type":
                    type = each.value();
                    break;
                case "attach-name":
                    name = each.value();
                    break;
                case "attach-body":
                    bodies.append(part(
                            argument("attach-body", each.value()),
                            type == null ? "text/plain" : type,
                            null,
                            boundary,
                            true));
                    type = null;
                    name = null;
                    break;
                case "attach":
                    String file = each.value().startsWith("@") ? each.value().replaceFirst("^@(.*/)?", "") : null;
                    String shown = name == null ? file : name;
                    rest.append(part(
                            argument("attach", each.value()),
                            type == null ? "application/octet-stream" : type,
                            shown,
                            boundary,
                            false));
                    name = null;
                    break;
                default:
                    break;
            }
        }
        String first = bodies.isEmpty() ? part(plain, "text/plain", null, boundary, true) : bodies.toString();
        return first + rest + "--" + boundary + "--\n";
    }

    private static String part(String body, String type, String name, String boundary, boolean inBody) {
        StringBuilder out = new StringBuilder("--" + boundary + "\n");
        if (type.equalsIgnoreCase("text/plain") && name == null) {
            return out.append("Content-Type: " + type + "\n\n" + body + "\n").toString();
        }
        if (name != null) {
            out.append("Content-Type: " + type + "; name=\"" + name + "\"\nContent-Description: " + name + "\n");
            out.append("Content-Disposition: attachment; filename=\"" + name + "\"\n");
        } else {
            out.append("Content-Type: " + type + "\n");
            out.append(
                    type.toLowerCase(Locale.ROOT).startsWith("text/") && inBody
                            ? ""
                            : "Content-Disposition: attachment\n");
        }
        String encoded =
                Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(body.getBytes(StandardCharsets.UTF_8));
        return out.append("Content-Transfer-Encoding: BASE64\n\n" + encoded + "\n\n")
                .toString();
    }
}
