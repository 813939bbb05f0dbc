package postroom.web.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IMAP client that holds the server to what it has said: sequence numbers mean the UIDs that they have meant, UIDs
 * ascend, and a message keeps its content.
 */
final class ImapModel implements AutoCloseable {
    private static final Pattern NUMBERED = Pattern.compile("\\* ([0-9]+) ([A-Z]+)(.*)", Pattern.DOTALL);
    private static final Pattern UID = Pattern.compile("UID ([0-9]+)");
    private static final Pattern MARK = Pattern.compile("X-Mark: (\\S+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern LITERAL = Pattern.compile("\\{([0-9]+)\\}\r\n$");

    /** UIDs by sequence number; 0 for one that is not known yet. */
    final List<Long> uids = new ArrayList<>();

    /** Marks that were found in messages, by UID. */
    final Map<Long, String> marks = new HashMap<>();

    private final Socket socket;
    private final InputStream in;
    private int tags;

    ImapModel(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        in = new java.io.BufferedInputStream(socket.getInputStream());
        assertThat(answer()).startsWith("* OK ");
        assertThat(say("LOGIN anna secret")).contains("OK ");
        assertThat(say("SELECT INBOX")).contains("OK [READ-WRITE]");
    }

    /** Sends a command; its tagged answer. */
    String say(String command) throws IOException {
        String tag = "t" + ++tags;
        socket.getOutputStream().write((tag + " " + command + "\r\n").getBytes(ISO_8859_1));
        while (true) {
            String answer = answer();
            if (answer.startsWith(tag + " ")) {
                return answer;
            }
            assertThat(answer).as("after " + command).startsWith("* ").doesNotStartWith("* BYE");
            note(answer);
        }
    }

    private void note(String answer) {
        Matcher numbered = NUMBERED.matcher(answer);
        if (!numbered.matches()) {
            return;
        }
        int number = Integer.parseInt(numbered.group(1));
        switch (numbered.group(2)) {
            case "EXISTS" -> {
                assertThat(number).as("EXISTS never takes away").isGreaterThanOrEqualTo(uids.size());
                while (uids.size() < number) {
                    uids.add(0L);
                }
            }
            case "EXPUNGE" -> {
                assertThat(number).as("EXPUNGE of what is there").isBetween(1, uids.size());
                uids.remove(number - 1);
            }
            case "FETCH" -> fetched(number, numbered.group(3));
            default -> {
                // RECENT says nothing of numbers
            }
        }
    }

    private void fetched(int number, String items) {
        assertThat(number).as("FETCH of what is there").isBetween(1, uids.size());
        Matcher uid = UID.matcher(items);
        if (!uid.find()) {
            return;
        }
        long now = Long.parseLong(uid.group(1));
        long before = uids.set(number - 1, now);
        assertThat(before).as("UID of number " + number).isIn(0L, now);
        long last = 0;
        for (long each : uids) {
            assertThat(each == 0 || each > last).as("UIDs ascend in " + uids).isTrue();
            last = Math.max(last, each);
        }
        Matcher mark = MARK.matcher(items);
        if (mark.find()) {
            String old = marks.put(now, mark.group(1));
            assertThat(old).as("mark of UID " + now).isIn(null, mark.group(1));
        }
    }

    /** One answer with its literals. */
    private String answer() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            int c = in.read();
            if (c < 0) {
                throw new EOFException("the server has gone");
            }
            all.write(c);
            if (c == '\n') {
                Matcher literal = LITERAL.matcher(all.toString(ISO_8859_1));
                if (!literal.find()) {
                    return all.toString(ISO_8859_1).stripTrailing();
                }
                all.write(in.readNBytes(Integer.parseInt(literal.group(1))));
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
