package postroom.labs.debian.mailutils;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import postroom.labs.debian.gnu.StrfTime;
import postroom.labs.debian.gnu.Text;

/** The line that lists a message, by the format of the variable {@code headline}. Widths count bytes. */
final class Headline {
    private static final DateTimeFormatter ENVELOPE =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);
    private static final String NUMBERS = "lLmo";

    private final Session session;

    Headline(Session session) {
        this.session = session;
    }

    /** The line for a message. */
    String of(int number) throws IOException {
        String format = session.variables().text("headline").orElse("");
        int rest = session.screenColumns() - 2;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int i = 0;
        while (i < format.length()) {
            int width = 0;
            boolean right = false;
            String text;
            if (format.charAt(i) != '%') {
                int end = format.indexOf('%', i);
                text = format.substring(i, end < 0 ? format.length() : end);
                i += text.length();
            } else {
                i++;
                char sign = i < format.length() ? format.charAt(i) : 0;
                i += sign == '-' || sign == '+' ? 1 : 0;
                while (i < format.length() && Character.isDigit(format.charAt(i)) && width < 1000) {
                    width = 10 * width + format.charAt(i++) - '0';
                }
                char kind = i < format.length() ? format.charAt(i++) : '%';
                right = sign == '+' || sign != '-' && NUMBERS.indexOf(kind) >= 0;
                if (kind == 'D') {
                    String time = timeFormat(format, i);
                    i += time.length();
                    text = StrfTime.format(
                            time.startsWith("{") ? time.substring(1, time.length() - 1) : "%" + time,
                            time(session.message(number)));
                } else {
                    text = value(kind, number, rest - line.size());
                }
            }
            put(line, Text.bytes(text), Math.min(width, rest - line.size()), width == 0, right, rest);
        }
        return Text.of(line.toByteArray());
    }

    private static void put(
            ByteArrayOutputStream line, byte[] text, int width, boolean natural, boolean right, int rest) {
        int cells = Math.max(0, natural ? Math.min(text.length, rest - line.size()) : width);
        int length = Math.min(text.length, cells);
        byte[] pad = new byte[cells - length];
        Arrays.fill(pad, (byte) ' ');
        if (right) {
            line.writeBytes(pad);
        }
        line.write(text, 0, length);
        if (!right) {
            line.writeBytes(pad);
        }
    }

    private String value(char kind, int number, int rest) throws IOException {
        StoredMessage message = session.message(number);
        switch (kind) {
            case '%':
                return "%";
            case 'a':
                return String.valueOf(flag(message));
            case 'd':
                return StrfTime.format("%a %b %e %H:%M", time(message));
            case 'f':
                return session.senderShown(message);
            case 'l':
            case 'L':
                return Integer.toString(message.lines());
            case 'm':
                return Integer.toString(number);
            case 'o':
                return Integer.toString(message.size());
            case 's':
                return Header.decode(message.header().unfolded("Subject").orElse(""));
            case 'S':
                String subject =
                        message.header().unfolded("Subject").map(Header::decode).orElse(null);
                return subject == null ? "" : "\"" + cut(subject, rest - 2) + "\"";
            case '>':
            case '<':
                return session.page().current() == number ? String.valueOf(kind) : " ";
            default:
                session.complain("unknown format specifier: %" + kind);
                return String.valueOf(kind);
        }
    }

    private static String cut(String text, int bytes) {
        byte[] all = Text.bytes(text);
        return all.length <= bytes ? text : Text.of(all, 0, Math.max(0, bytes));
    }

    private static char flag(StoredMessage message) {
        if (message.has(StoredMessage.Mark.MBOXED)) {
            return 'M';
        } else if (message.has(StoredMessage.Mark.PRESERVED)) {
            return 'P';
        } else if (message.has(StoredMessage.Mark.SAVED)) {
            return '*';
        } else if (message.has(StoredMessage.Mark.TAGGED)) {
            return 'T';
        } else if (message.has(StoredMessage.Mark.SHOWN)) {
            return 'R';
        } else if (message.isRecent()) {
            return 'N';
        }
        return message.is(StoredMessage.Attribute.READ) ? ' ' : 'U';
    }

    /** The format of {@code %D}: one letter, or several things in braces. */
    private static String timeFormat(String format, int at) {
        int close = format.startsWith("{", at) ? format.indexOf('}', at) : -1;
        return format.substring(at, close > 0 ? close + 1 : Math.min(format.length(), at + 1));
    }

    private static Instant time(StoredMessage message) {
        try {
            return LocalDateTime.parse(message.date(), ENVELOPE).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException odd) {
            return Instant.EPOCH;
        }
    }
}
