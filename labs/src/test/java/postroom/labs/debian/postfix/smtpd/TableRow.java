package postroom.labs.debian.postfix.smtpd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One row of a table of what a real Postfix answered ({@code labs/src/test/oracle/record-postfix-table} explains the
 * format): configuration and envelope in; replies, log lines and queue records out.
 */
record TableRow(
        String name,
        List<String> settings,
        Map<String, String> files,
        String client,
        List<Said> session,
        List<String> log,
        boolean looksAtQueue,
        List<String> queue) {

    /** What the client says, and the last line of the reply; null inside a message. */
    record Said(String command, String reply) {}

    /** The text of a file beside the tables. */
    static String resource(String name) {
        try (InputStream in = TableRow.class.getResourceAsStream("/postfix/" + name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All rows of a table. */
    static List<TableRow> read(String table) {
        String[] parts = resource(table).split("(?m)^## ");
        List<String> base = settings(parts[0]);
        List<TableRow> rows = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            rows.add(row(base, parts[i]));
        }
        return rows;
    }

    private static List<String> settings(String text) {
        return text.lines()
                .filter(line -> line.startsWith("conf "))
                .map(line -> line.substring(5))
                .toList();
    }

    private static TableRow row(List<String> base, String text) {
        List<String> settings = new ArrayList<>(base);
        settings.addAll(settings(text));
        Map<String, String> files = new LinkedHashMap<>();
        List<Said> session = new ArrayList<>();
        List<String> log = new ArrayList<>();
        List<String> queue = new ArrayList<>();
        String client = "192.0.2.77";
        String file = "";
        for (String line : text.lines().skip(1).toList()) {
            if (line.startsWith("file ")) {
                file = line.substring(5);
                files.put(file, "");
            } else if (line.startsWith("\t")) {
                files.merge(file, line.substring(1) + "\n", String::concat);
            } else if (line.startsWith("client ")) {
                client = line.substring(7);
            } else if (line.startsWith(">")) {
                session.add(new Said(line.length() > 2 ? line.substring(2) : "", null));
            } else if (line.startsWith("< ") && session.isEmpty()) {
                session.add(new Said(null, line.substring(2)));
            } else if (line.startsWith("< ")) {
                Said last = session.remove(session.size() - 1);
                session.add(new Said(last.command, line.substring(2)));
            } else if (line.startsWith("| ")) {
                log.add(line.substring(2));
            } else if (line.startsWith("= ")) {
                queue.add(line.substring(2));
            }
        }
        return new TableRow(
                text.lines().findFirst().orElseThrow(),
                settings,
                files,
                client,
                session,
                log,
                text.lines().anyMatch("queue"::equals),
                queue);
    }

    @Override
    public String toString() {
        return name;
    }
}
