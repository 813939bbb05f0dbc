package postroom.labs.debian.mailutils;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.gnu.Text;

/** A part of a message that consists of parts no more (RFC 2046). */
record MimePart(List<Integer> path, Header header, String body) {
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i);\\s*boundary\\s*=\\s*(?:\"([^\"]{1,200})\"|([^;\\s]{1,200}))");
    private static final int DEEPEST = 20;

    /** The parts of a message, or of the part of it that {@code path} names. */
    static List<MimePart> leaves(StoredMessage message, List<Integer> path) {
        List<MimePart> found = new ArrayList<>();
        descend(new MimePart(path.subList(0, 1), message.header(), message.body()), found, 0);
        return found.stream()
                .filter(it -> it.path.size() >= path.size()
                        && it.path.subList(0, path.size()).equals(path))
                .toList();
    }

    private static void descend(MimePart part, List<MimePart> into, int depth) {
        Matcher boundary = BOUNDARY.matcher(part.type());
        if (depth < DEEPEST && part.isMultipart() && boundary.find()) {
            String mark = "--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
            int number = 1;
            for (String each : split(part.body, mark)) {
                List<Integer> path = new ArrayList<>(part.path);
                path.add(number++);
                descend(of(path, each), into, depth + 1);
            }
        } else if (depth < DEEPEST && part.type().toLowerCase(Locale.ROOT).startsWith("message/rfc822")) {
            descend(of(part.path, part.body), into, depth + 1);
        } else {
            into.add(part);
        }
    }

    private boolean isMultipart() {
        return type().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private static MimePart of(List<Integer> path, String text) {
        int blank = text.startsWith("\n") ? 0 : text.indexOf("\n\n");
        String head = blank < 0 ? text : text.substring(0, blank);
        String body = blank < 0 ? "" : text.substring(blank + (blank == 0 ? 1 : 2));
        return new MimePart(
                path, Header.parse(head.isEmpty() ? List.of() : Arrays.asList(head.split("\n"))), body);
    }

    private static List<String> split(String body, String mark) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = null;
        for (String line : body.split("(?<=\n)")) {
            String bare = line.stripTrailing();
            if (bare.equals(mark) || bare.equals(mark + "--")) {
                if (part != null) {
                    int length = part.length();
                    parts.add(length > 0 && part.charAt(length - 1) == '\n' ? part.substring(0, length - 1) : part.toString());
                }
                part = bare.equals(mark) ? new StringBuilder() : null;
            } else if (part != null) {
                part.append(line);
            }
        }
        if (part != null) {
            parts.add(part.toString());
        }
        return parts;
    }

    String type() {
        return header.unfolded("Content-Type").filter(it -> !it.isEmpty()).orElse("text/plain");
    }

    String encoding() {
        return header.unfolded("Content-Transfer-Encoding").filter(it -> !it.isEmpty()).orElse("7bit");
    }

    String number() {
        return number(path);
    }

    /** A part's place as it is written: {@code 1.2}. */
    static String number(List<Integer> path) {
        return String.join(".", path.stream().map(String::valueOf).toList());
    }

    int lines() {
        return header.lines() + 1 + (int) body.chars().filter(it -> it == '\n').count();
    }

    /** The line by which {@code struct} lists it. */
    String listed() {
        int size = Text.bytes(header.text() + "\n" + body).length;
        String shown = size < 1024
                ? String.format(" %4d", size)
                : size < 1 << 20 ? String.format("%4dK", size >> 10) : String.format("%4dM", size >> 20);
        return String.format("%-16s %-25s%s", number(), type(), shown);
    }

    /** The body, without its encoding. */
    String decoded() {
        switch (encoding().toLowerCase(Locale.ROOT)) {
            case "base64":
                try {
                    return Text.of(Base64.getMimeDecoder().decode(body.getBytes(StandardCharsets.ISO_8859_1)));
                } catch (IllegalArgumentException broken) {
                    return body;
                }
            case "quoted-printable":
                return Text.of(QuotedPrintable.decode(body));
            default:
                return body;
        }
    }
}
