package postroom.labs.debian.exim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import postroom.labs.host.Host;
import postroom.labs.io.ErrnoException;

/**
 * A message on its way onto the spool: its header is completed, the first line is logged.
 *
 * @param login who hands it in; the daemon's user for mail that comes by SMTP
 * @param sender the envelope's
 * @param fullName for a From that is missing; may be empty
 * @param from what stands behind {@code from} in the Received field: {@code student}, or client and HELO
 * @param origin what the log says of where it came from: {@code U=student}, {@code H=(x) [127.0.0.1]}
 * @param protocol for log and Received field
 * @param local whether addresses without a domain are completed
 */
record Reception(
        Host host,
        Configuration configuration,
        int pid,
        String login,
        int uid,
        int gid,
        String sender,
        String fullName,
        String from,
        String origin,
        String protocol,
        boolean local) {

    /** A message id that is not in use. */
    static String freshId(Host host, int pid) {
        Instant now = host.clock().instant();
        Spool spool = new Spool(host);
        while (spool.has(MessageId.of(now, pid))) {
            now = now.plusNanos(5_000_000);
        }
        return MessageId.of(now, pid);
    }

    /** Header fields and body of a message as it was typed. */
    record Content(List<String> fields, byte[] body) {

        /** Parts header and body; a text without a header is all body. */
        static Content of(List<String> lines) {
            List<String> fields = new ArrayList<>();
            int at = 0;
            for (; at < lines.size(); at++) {
                String line = lines.get(at);
                if (!fields.isEmpty() && line.matches("[ \t]+\\S.*")) {
                    fields.set(fields.size() - 1, fields.get(fields.size() - 1) + "\n" + line);
                } else if (line.matches("[!-9;-~]+[ \t]*:.*")) {
                    fields.add(line);
                } else if (at > 0 || !line.startsWith("From ")) {
                    break;
                }
            }
            if (at < lines.size() && lines.get(at).isEmpty()) {
                at++;
            }
            StringBuilder body = new StringBuilder();
            lines.subList(at, lines.size()).forEach(it -> body.append(it).append('\n'));
            return new Content(fields, body.toString().getBytes(ISO_8859_1));
        }
    }

    private static String name(String field) {
        return field.substring(0, field.indexOf(':')).strip().toLowerCase(Locale.ROOT);
    }

    /** Stores the message. @return its id */
    String accept(Content content, List<String> recipients) throws ErrnoException {
        String id = freshId(host, pid);
        Instant now = host.clock().instant();
        List<SpoolMessage.Field> header = new ArrayList<>();
        header.add(new SpoolMessage.Field('P', received(id, recipients, now)));
        String given = "";
        boolean[] there = new boolean[3];
        for (String field : content.fields()) {
            String name = name(field);
            there[0] |= name.equals("message-id");
            there[1] |= name.equals("from");
            there[2] |= name.equals("date");
            if (name.equals("message-id")) {
                given = " id=" + field.substring(field.indexOf(':') + 1).strip().replaceAll("^<|>$", "");
            }
            if (!name.equals("bcc")) {
                header.add(new SpoolMessage.Field(kind(name), (local ? qualified(name, field) : field) + "\n"));
            }
        }
        if (!there[0]) {
            header.add(
                    new SpoolMessage.Field('I', "Message-Id: <E" + id + "@" + configuration.primaryHostname() + ">\n"));
        }
        if (!there[1] && !sender.isEmpty()) {
            String shown = fullName.isEmpty() ? sender : fullName + " <" + sender + ">";
            header.add(new SpoolMessage.Field('F', "From: " + shown + "\n"));
        }
        if (!there[2]) {
            header.add(new SpoolMessage.Field(' ', "Date: " + Transport.DATE.format(now) + "\n"));
        }
        SpoolMessage message = new SpoolMessage(
                id, login, uid, gid, sender, now, protocol, false, List.of(), recipients, header, content.body());
        Spool spool = new Spool(host);
        spool.store(message);
        String what =
                (sender.isEmpty() ? "<>" : sender) + " " + origin + " P=" + protocol + " S=" + message.size() + given;
        new Log(host).main(id + " <= " + what);
        spool.note(id, "Received from " + what);
        return id;
    }

    private String received(String id, List<String> recipients, Instant now) {
        String one = recipients.size() == 1 ? "\n\tfor " + recipients.get(0) : "";
        String envelope = sender.isEmpty() ? "" : "\n\t(envelope-from <" + sender + ">)";
        String by =
                "by " + configuration.primaryHostname() + " with " + protocol + " (Exim " + Configuration.VERSION + ")";
        return "Received: from " + from + (from.startsWith("[") || from.contains(" ") ? "\n\t" : " ") + by + envelope
                + "\n\tid " + id + (local ? one : "") + ";\n\t" + Transport.DATE.format(now) + "\n";
    }

    private static char kind(String name) {
        return switch (name) {
            case "from" -> 'F';
            case "to" -> 'T';
            case "cc" -> 'C';
            case "message-id" -> 'I';
            case "reply-to" -> 'R';
            case "sender" -> 'S';
            case "received" -> 'P';
            default -> ' ';
        };
    }

    /** Addresses of local senders get the domain that they lack. */
    private String qualified(String name, String field) {
        if (!List.of("from", "to", "cc", "reply-to", "sender").contains(name)) {
            return field;
        }
        int colon = field.indexOf(':');
        List<String> parts = new ArrayList<>();
        for (String part : field.substring(colon + 1).split(",")) {
            String text = part.strip();
            if (text.matches("[^<>]*<[^<>@\\s]+>")) {
                parts.add(text.replaceFirst("<([^<>]+)>", "<$1@" + configuration.qualifyDomain() + ">"));
            } else {
                parts.add(text.matches("[A-Za-z0-9._+=-]+") ? text + "@" + configuration.qualifyDomain() : text);
            }
        }
        return field.substring(0, colon + 1) + " " + String.join(", ", parts);
    }

    /** The addresses in the fields that name recipients ({@code -t}). */
    static List<String> recipients(Content content, String domain) {
        List<String> found = new ArrayList<>();
        for (String field : content.fields()) {
            if (List.of("to", "cc", "bcc").contains(name(field))) {
                for (String part : field.substring(field.indexOf(':') + 1).split(",")) {
                    Address.Parsed parsed = Address.parse(part);
                    if (parsed.fault() == null) {
                        found.add(Address.qualified(parsed.address(), domain));
                    }
                }
            }
        }
        return found.stream().distinct().toList();
    }
}
