package postroom.labs.debian.exim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A message on the spool: the file {@code -H} with envelope and header, and {@code -D} with the body (the manual's chapter
 * "Format of spool files").
 *
 * @param login who handed it in
 * @param sender empty for a bounce
 * @param protocol {@code local}, {@code smtp}, {@code esmtp} ...
 * @param done recipients that are dealt with
 * @param header its lines, each field with its line feeds, the letter by which Exim knows it before it
 */
record SpoolMessage(
        String id,
        String login,
        int uid,
        int gid,
        String sender,
        Instant received,
        String protocol,
        boolean frozen,
        List<String> done,
        List<String> recipients,
        List<Field> header,
        byte[] body) {

    /** A field of the header. @param kind a letter, or a blank */
    record Field(char kind, String text) {}

    int size() {
        return header.stream().mapToInt(it -> it.text().length()).sum() + 1 + body.length;
    }

    List<String> waiting() {
        return recipients.stream().filter(it -> !done.contains(it)).toList();
    }

    SpoolMessage with(boolean nowFrozen, List<String> nowDone) {
        return new SpoolMessage(
                id, login, uid, gid, sender, received, protocol, nowFrozen, nowDone, recipients, header, body);
    }

    /** The header as it is sent. */
    String headerText() {
        StringBuilder text = new StringBuilder();
        header.forEach(it -> text.append(it.text()));
        return text.toString();
    }

    byte[] headerFile() {
        StringBuilder text = new StringBuilder(id + "-H\n" + login + " " + uid + " " + gid + "\n<" + sender + ">\n");
        text.append(received.getEpochSecond()).append(" 0\n");
        text.append("-received_time_usec .%06d\n".formatted(received.getNano() / 1000));
        text.append("-ident ").append(login).append('\n');
        text.append("-received_protocol ").append(protocol).append('\n');
        long lines = new String(body, ISO_8859_1).lines().count();
        text.append("-body_linecount ").append(lines).append('\n');
        int longest = new String(body, ISO_8859_1)
                .lines()
                .mapToInt(String::length)
                .max()
                .orElse(0);
        text.append("-max_received_linelength ").append(longest).append('\n');
        if (frozen) {
            text.append("-frozen ").append(received.getEpochSecond()).append('\n');
        }
        if (protocol.equals("local")) {
            text.append("-allow_unqualified_recipient\n-allow_unqualified_sender\n-local\n");
        }
        if (done.isEmpty()) {
            text.append("XX\n");
        }
        done.forEach(it -> text.append("NN ").append(it).append('\n'));
        text.append(recipients.size()).append('\n');
        recipients.forEach(it -> text.append(it).append('\n'));
        text.append('\n');
        for (Field field : header) {
            text.append("%03d%c ".formatted(field.text().length(), field.kind()))
                    .append(field.text());
        }
        return text.toString().getBytes(ISO_8859_1);
    }

    byte[] dataFile() {
        byte[] start = (id + "-D\n").getBytes(ISO_8859_1);
        byte[] all = java.util.Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    /** Reads both files. @throws IOException for what is no spool file */
    static SpoolMessage parse(String id, byte[] headerFile, byte[] dataFile) throws IOException {
        try {
            return new Parser(new String(headerFile, ISO_8859_1)).message(id, dataFile);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new IOException("Format error in spool file " + id + "-H", e);
        }
    }

    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        private String line() {
            int end = text.indexOf('\n', at);
            String line = text.substring(at, end);
            at = end + 1;
            return line;
        }

        SpoolMessage message(String id, byte[] dataFile) {
            line();
            String[] who = line().split(" ");
            String sender = line();
            long seconds = Long.parseLong(line().split(" ")[0]);
            String protocol = "local";
            boolean frozen = false;
            long micros = 0;
            String line = line();
            for (; line.startsWith("-"); line = line()) {
                if (line.startsWith("-received_protocol ")) {
                    protocol = line.substring(19);
                } else if (line.startsWith("-received_time_usec .")) {
                    micros = Long.parseLong(line.substring(21));
                }
                frozen |= line.startsWith("-frozen ");
            }
            List<String> done = new ArrayList<>();
            for (; line.startsWith("NN "); line = line()) {
                done.add(line.substring(3));
            }
            int count = Integer.parseInt(line.equals("XX") ? line() : line);
            List<String> recipients = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                recipients.add(line());
            }
            line();
            List<Field> header = new ArrayList<>();
            while (at < text.length()) {
                int length = Integer.parseInt(text.substring(at, at + 3));
                header.add(new Field(text.charAt(at + 3), text.substring(at + 5, at + 5 + length)));
                at += 5 + length;
            }
            int start = id.length() + 3;
            return new SpoolMessage(
                    id,
                    who[0],
                    Integer.parseInt(who[1]),
                    Integer.parseInt(who[2]),
                    sender.substring(1, sender.length() - 1),
                    Instant.ofEpochSecond(seconds, micros * 1000),
                    protocol,
                    frozen,
                    done,
                    recipients,
                    header,
                    java.util.Arrays.copyOfRange(dataFile, Math.min(start, dataFile.length), dataFile.length));
        }
    }
}
