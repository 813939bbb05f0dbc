package postroom.server.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A message, or a part of one (RFC 2045, RFC 2046): where its header and body stand in the text, and the parts in it.
 * Bounds: {@value #DEEPEST} levels, {@value #MOST} parts; what is beyond is text of the part above.
 */
public final class MimePart {
    private static final int DEEPEST = 50;
    private static final int MOST = 10_000;

    private final byte[] text;
    private final int start;
    private final Header header;
    private final int end;
    private final Parameters type;
    private final List<MimePart> children = new ArrayList<>();

    private MimePart(byte[] text, int start, int end, boolean inDigest) {
        this.text = text;
        this.start = start;
        this.end = end;
        this.header = Header.parse(text, start, end);
        Optional<String> given = header.first("Content-Type");
        Parameters read = given.map(Parameters::parse).orElse(null);
        boolean sound = read != null && read.value().indexOf('/') > 0;
        this.type = sound ? read : Parameters.parse(inDigest ? "message/rfc822" : "text/plain");
    }

    /** Takes a message apart. */
    public static MimePart parse(byte[] text) {
        int[] left = {MOST};
        return parse(text, 0, text.length, 0, false, left);
    }

    private static MimePart parse(byte[] text, int start, int end, int depth, boolean inDigest, int[] left) {
        MimePart part = new MimePart(text, start, end, inDigest);
        if (depth < DEEPEST) {
            if (part.isMultipart()) {
                part.type.get("boundary").ifPresent(it -> part.divide(it, depth, left));
            } else if (part.isMessage() && left[0]-- > 0) {
                part.children.add(parse(text, part.bodyStart(), end, depth + 1, false, left));
            }
        }
        return part;
    }

    private void divide(String boundary, int depth, int[] left) {
        byte[] mark = ("--" + boundary).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        boolean digest = subtype().equalsIgnoreCase("digest");
        int begun = -1;
        int at = bodyStart();
        while (at < end) {
            int next = Header.lineEnd(text, at, end);
            if (startsWith(mark, at, next)) {
                if (begun >= 0 && left[0]-- > 0) {
                    children.add(parse(text, begun, Math.max(begun, beforeLineEnd(at)), depth + 1, digest, left));
                }
                begun = next;
                int behind = at + mark.length;
                if (behind + 1 < next && text[behind] == '-' && text[behind + 1] == '-') {
                    return;
                }
            }
            at = next;
        }
        if (begun >= 0 && left[0]-- > 0) {
            children.add(parse(text, begun, end, depth + 1, digest, left));
        }
    }

    private boolean startsWith(byte[] mark, int at, int next) {
        if (next - at < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if (text[at + i] != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** The line end before a boundary is the boundary's. */
    private int beforeLineEnd(int at) {
        int before = at;
        if (before > 0 && text[before - 1] == '\n') {
            before--;
            if (before > 0 && text[before - 1] == '\r') {
                before--;
            }
        }
        return before;
    }

    public Header header() {
        return header;
    }

    /** The parts of a multipart, or the message in a message/rfc822. */
    public List<MimePart> children() {
        return children;
    }

    /** Its first byte, that of the header. */
    public int start() {
        return start;
    }

    /** The first byte behind the header. */
    public int bodyStart() {
        return header.end();
    }

    /** Behind its last byte. */
    public int end() {
        return end;
    }

    /** The text that all positions are of. */
    public byte[] text() {
        return text;
    }

    /** Lines of the body, as far as they are ended. */
    public int lines() {
        int lines = 0;
        for (int i = bodyStart(); i < end; i++) {
            lines += text[i] == '\n' ? 1 : 0;
        }
        return lines;
    }

    /** The first word of the type, as it was written. */
    public String maintype() {
        return type.value().substring(0, type.value().indexOf('/'));
    }

    /** The second word of the type. */
    public String subtype() {
        return type.value().substring(type.value().indexOf('/') + 1);
    }

    /** What stands behind the type. */
    public Parameters type() {
        return type;
    }

    public boolean isMultipart() {
        return maintype().equalsIgnoreCase("multipart");
    }

    public boolean isText() {
        return maintype().equalsIgnoreCase("text");
    }

    public boolean isMessage() {
        return type.value().toLowerCase(Locale.ROOT).equals("message/rfc822");
    }

    /** The transfer encoding as it was written; {@code 7bit} if nothing was. */
    public String encoding() {
        String encoding = header.first("Content-Transfer-Encoding").orElse("7bit");
        int semicolon = encoding.indexOf(';');
        return semicolon < 0 ? encoding : encoding.substring(0, semicolon).strip();
    }

    /** The body, with the transfer encoding taken off. */
    public byte[] decoded() {
        return TransferEncoding.decode(encoding(), text, bodyStart(), end);
    }

    /** The part with a number ({@code 1.2}), as IMAP counts; nothing if there is none. */
    public Optional<MimePart> find(List<Integer> path) {
        MimePart at = this;
        boolean entered = true;
        for (int i = 0; i < path.size(); i++) {
            int number = path.get(i);
            if (i > 0 && at.isMessage() && !at.children.isEmpty()) {
                at = at.children.get(0);
                entered = true;
            }
            if (at.isMultipart() && number >= 1 && number <= at.children.size()) {
                at = at.children.get(number - 1);
            } else if (at.isMultipart() || !entered || number != 1) {
                return Optional.empty(); // part 1 of a message that is not divided is its body
            }
            entered = false;
        }
        return Optional.of(at);
    }
}
