package postroom.server.smtp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import postroom.server.wire.Cause;

/**
 * An SMTP reply (RFC 5321 §4.2): a code, an enhanced status code (RFC 3463) where there is one, and one line of text or
 * more. A reply with code 421 or 521 ends the session after it was sent, as Postfix does.
 *
 * @param code 200 to 599
 * @param enhanced the enhanced status code, {@code 2.1.0}; empty in greetings and answers to HELO and EHLO
 * @param lines the text, at least one line, without CR or LF
 * @param cause the rule of the configuration that it comes from, where one did
 */
public record Reply(int code, String enhanced, List<String> lines, Optional<Cause> cause) {

    public Reply {
        if (code < 200 || code > 599 || lines.isEmpty()) {
            throw new IllegalArgumentException("not a reply: " + code + " " + lines);
        }
        lines = List.copyOf(lines);
    }

    /** A reply that no rule has caused. */
    public Reply(int code, String enhanced, List<String> lines) {
        this(code, enhanced, lines, Optional.empty());
    }

    /** The same reply, and why. */
    public Reply because(Optional<Cause> why) {
        return new Reply(code, enhanced, lines, why);
    }

    public static Reply of(int code, String enhanced, String text) {
        return new Reply(code, enhanced, List.of(text));
    }

    /** A reply without an enhanced status code. */
    public static Reply plain(int code, String text) {
        return new Reply(code, "", List.of(text));
    }

    /** Reads {@code 550 5.1.1 <x>: User unknown}: what access maps, filters and log lines hold. */
    public static Reply parse(String line) {
        int code = Integer.parseInt(line.substring(0, 3));
        String rest = line.length() > 4 ? line.substring(4) : "";
        int blank = rest.indexOf(' ');
        String first = blank < 0 ? rest : rest.substring(0, blank);
        return first.matches("[245]\\.\\d{1,3}\\.\\d{1,3}")
                ? of(code, first, blank < 0 ? "" : rest.substring(blank + 1))
                : plain(code, rest);
    }

    /** Whether the server hangs up after this reply. */
    public boolean endsSession() {
        return code == 421 || code == 521;
    }

    public boolean positive() {
        return code < 400;
    }

    /** The text of the only or first line with its enhanced status code: what log lines quote behind the code. */
    public String text() {
        return enhanced.isEmpty() ? lines.get(0) : enhanced + " " + lines.get(0);
    }

    /** One line of the reply as it goes over the wire, without CRLF. */
    public String wireLine(int index) {
        String separator = index == lines.size() - 1 ? " " : "-";
        String status = enhanced.isEmpty() ? "" : enhanced + " ";
        return code + separator + status + lines.get(index);
    }

    /** The whole reply as bytes, each line ended by CRLF. */
    public byte[] bytes() {
        StringBuilder all = new StringBuilder(80);
        for (int i = 0; i < lines.size(); i++) {
            all.append(wireLine(i)).append("\r\n");
        }
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return code + " " + text();
    }
}
