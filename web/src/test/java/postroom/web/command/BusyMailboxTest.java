package postroom.web.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many at one mailbox: two IMAP clients, a POP3 client, deliveries, and somebody who removes files. It takes some
 * seconds; {@code -Psoak} makes it a minute.
 */
class BusyMailboxTest {
    private static final int SECONDS = Integer.getInteger("soak.seconds", 4);
    private static final Pattern MARK = Pattern.compile("X-Mark: (\\S+)");

    @TempDir
    private Path folder;

    private final Set<String> delivered = new ConcurrentSkipListSet<>();
    private final Set<String> removed = new ConcurrentSkipListSet<>();
    private final Set<String> perhapsRemoved = new ConcurrentSkipListSet<>();
    private final List<String> warnings = new ArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord each) {
            // the net of the test before may still be closing
            boolean isOurs = String.valueOf(each.getLoggerName()).startsWith("postroom");
            if (isOurs && each.getLevel().intValue() >= Level.WARNING.intValue()) {
                synchronized (warnings) {
                    warnings.add(each.getLoggerName() + ": " + each.getMessage());
                }
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final ExecutorService people = Executors.newCachedThreadPool();
    private ServedFolder server;
    private long end;

    @BeforeEach
    void start() throws Exception {
        Logger.getLogger("").addHandler(listener);
        server = new ServedFolder(folder);
        end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    }

    @AfterEach
    void stop() {
        people.shutdownNow();
        server.close();
        Logger.getLogger("").removeHandler(listener);
    }

    private boolean goesOn() {
        return System.nanoTime() < end;
    }

    @Test
    void nothingIsLostAndNoNumberIsWrong() throws Exception {
        new ImapModel(server.imap).close(); // makes the Maildir
        List<Future<Void>> all = List.of(
                people.submit(this::deliver),
                people.submit(() -> read(1)),
                people.submit(() -> read(2)),
                people.submit(this::fetchByPop3),
                people.submit(this::removeFiles));
        for (Future<Void> each : all) {
            each.get(SECONDS + 60L, TimeUnit.SECONDS);
        }

        List<String> left = marksInTheMailbox();
        assertThat(left).doesNotHaveDuplicates();
        Set<String> expected = new TreeSet<>(delivered);
        expected.removeAll(removed);
        expected.removeAll(perhapsRemoved);
        assertThat(left).containsAll(expected);
        assertThat(left).doesNotContainAnyElementsOf(removed);
        assertThat(delivered).hasSizeGreaterThan(SECONDS);
        assertThat(server.complaints()).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void manySelectAtOnce() throws Exception {
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            all.add(people.submit(() -> {
                int done = 0;
                try (ImapModel client = new ImapModel(server.imap)) {
                    for (int n = 0; n < 60; n++) {
                        client.uids.clear();
                        done += client.say("SELECT INBOX").contains("OK [READ-WRITE]") ? 1 : 0;
                    }
                }
                return done;
            }));
        }
        int done = 0;
        for (Future<Integer> each : all) {
            done += each.get(120, TimeUnit.SECONDS);
        }
        assertThat(done).isEqualTo(720);
        assertThat(server.complaints()).isEmpty();
    }

    private static String letter(String mark) {
        return "From: x@client.example\r\nSubject: " + mark + "\r\nX-Mark: " + mark + "\r\n\r\nbody of " + mark
                + "\r\n";
    }

    private Void deliver() throws Exception {
        int count = 0;
        try (LineClient client = new LineClient(server.smtp)) {
            client.expect("220");
            client.say("EHLO client.example", "250 ");
            while (goesOn()) {
                String mark = "smtp" + ++count;
                client.say("MAIL FROM:<x@client.example>", "250");
                client.say("RCPT TO:<anna@localhost>", "250");
                client.say("DATA", "354");
                client.say(letter(mark) + ".", "250 2.0.0 Ok: queued");
                delivered.add(mark);
                TimeUnit.MILLISECONDS.sleep(20);
            }
            client.say("QUIT", "221");
        }
        return null;
    }

    private Void read(int who) throws Exception {
        Random random = new Random(who);
        int count = 0;
        try (ImapModel client = new ImapModel(server.imap)) {
            while (goesOn()) {
                int most = client.uids.size();
                int number = most == 0 ? 0 : 1 + random.nextInt(most);
                switch (random.nextInt(8)) {
                    case 0 -> {
                        String mark = "imap" + who + "-" + ++count;
                        String text = letter(mark);
                        client.say("APPEND INBOX {" + text.length() + "+}\r\n" + text);
                        delivered.add(mark);
                    }
                    case 1 -> removeOne(client, number);
                    case 2 -> client.say("NOOP");
                    case 3 -> client.say(number == 0 ? "CHECK" : "STORE " + number + " +FLAGS (\\Seen k" + who + ")");
                    case 4 -> client.say(number == 0 ? "CHECK" : "STORE " + number + " FLAGS (\\Flagged)");
                    case 5 -> client.say("UID SEARCH ALL");
                    default ->
                        client.say(
                                number == 0
                                        ? "NOOP"
                                        : "FETCH " + number + ":* (UID BODY.PEEK[HEADER.FIELDS (X-MARK)])");
                }
            }
        }
        return null;
    }

    private void removeOne(ImapModel client, int number) throws IOException {
        if (number == 0) {
            return;
        }
        client.say("FETCH " + number + " (UID BODY.PEEK[HEADER.FIELDS (X-MARK)])");
        long uid = client.uids.get(number - 1);
        String mark = client.marks.get(uid);
        if (mark != null) {
            String stored = client.say("UID STORE " + uid + " +FLAGS.SILENT (\\Deleted)");
            String expunged = client.say("UID EXPUNGE " + uid);
            // The other client may have taken \Deleted back in between.
            (stored.contains("OK") && expunged.contains("OK") ? perhapsRemoved : removed).add(mark);
        }
    }

    private Void fetchByPop3() throws Exception {
        while (goesOn()) {
            try (LineClient client = new LineClient(server.pop3)) {
                client.expect("+OK");
                client.say("USER anna", "+OK");
                client.say("PASS secret", "+OK");
                String first = client.say("TOP 1 0", "");
                if (first.startsWith("+OK")) {
                    String mark = mark(client.untilDot());
                    client.say("DELE 1", "+OK");
                    perhapsRemoved.add(mark);
                    if (client.say("QUIT", "").startsWith("+OK Logging out, messages deleted")) {
                        removed.add(mark);
                    }
                } else {
                    client.say("QUIT", "+OK");
                }
            }
            TimeUnit.MILLISECONDS.sleep(60);
        }
        return null;
    }

    private Void removeFiles() throws Exception {
        while (goesOn()) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(server.maildirs.resolve("anna/cur"))) {
                for (Path each : files) {
                    perhapsRemoved.add(mark(Files.readString(each)));
                    Files.delete(each);
                    break;
                }
            } catch (NoSuchFileException renamed) {
                continue; // somebody was faster
            }
            TimeUnit.MILLISECONDS.sleep(90);
        }
        return null;
    }

    private static String mark(String text) {
        Matcher mark = MARK.matcher(text);
        return mark.find() ? mark.group(1) : "none";
    }

    /** What a client finds that comes afterwards, when all that was queued is there. */
    private List<String> marksInTheMailbox() throws Exception {
        List<String> found = new ArrayList<>();
        for (long until = System.nanoTime() + 20_000_000_000L; System.nanoTime() < until; ) {
            found.clear();
            try (ImapModel client = new ImapModel(server.imap)) {
                if (!client.uids.isEmpty()) {
                    client.say("FETCH 1:* (UID BODY.PEEK[HEADER.FIELDS (X-MARK)])");
                }
                found.addAll(client.marks.values());
            }
            Set<String> missing = new TreeSet<>(delivered);
            missing.removeAll(removed);
            missing.removeAll(perhapsRemoved);
            missing.removeAll(found);
            if (missing.isEmpty()) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return found;
    }

    /** A client of a protocol of lines. */
    private static final class LineClient implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        LineClient(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(20_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        }

        String say(String line, String answer) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
            return expect(answer);
        }

        /** Reads up to a line with a blank as fourth character, as SMTP's last lines have. */
        String expect(String beginning) throws IOException {
            String line = in.readLine();
            while (line != null && line.matches("[0-9]{3}-.*")) {
                line = in.readLine();
            }
            assertThat(line).startsWith(beginning);
            return line;
        }

        String untilDot() throws IOException {
            StringBuilder text = new StringBuilder();
            for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
                text.append(line).append('\n');
            }
            return text.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
