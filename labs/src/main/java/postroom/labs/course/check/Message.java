package postroom.labs.course.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message as it lies in a mailbox, with what the mail system wrote on top of it.
 *
 * @param headers in their order, unfolded, {@code Name: value}
 * @param body the lines behind the empty line, ended by newlines
 */
public record Message(List<String> headers, String body) {
    private static final Pattern RECEIVED =
            Pattern.compile("\\(Postfix(?:, from userid \\d+)?\\)(?: with (\\S+))? id (\\S+?);?(?:\\s|$)");

    public Message {
        headers = List.copyOf(headers);
    }

    /** The first header of that name, without name and leading blanks. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    public List<String> headers(String name) {
        String start = name + ":";
        return headers.stream()
                .filter(line -> line.regionMatches(true, 0, start, 0, start.length()))
                .map(line -> line.substring(start.length()).strip())
                .toList();
    }

    /** The queue ID under which this host's Postfix had it, from the topmost Received. */
    public Optional<String> queueId() {
        return received().map(match -> match.group(2));
    }

    /** How it came to this host: {@code SMTP}, {@code ESMTP}; empty for mail that was handed in by a local program. */
    public Optional<String> protocol() {
        return received().map(match -> match.group(1));
    }

    private Optional<Matcher> received() {
        return header("Received").map(RECEIVED::matcher).filter(Matcher::find);
    }

    /** Reads one message; lines that end in CR LF or LF. */
    public static Message parse(String text) {
        List<String> headers = new ArrayList<>();
        String unix = text.replace("\r\n", "\n");
        int at = 0;
        while (at < unix.length()) {
            int end = unix.indexOf('\n', at);
            String line = unix.substring(at, end < 0 ? unix.length() : end);
            at = end < 0 ? unix.length() : end + 1;
            if (line.isEmpty()) {
                break;
            }
            if ((line.startsWith(" ") || line.startsWith("\t")) && !headers.isEmpty()) {
                headers.set(headers.size() - 1, headers.get(headers.size() - 1) + " " + line.strip());
            } else {
                headers.add(line);
            }
        }
        return new Message(headers, unix.substring(at));
    }
}
