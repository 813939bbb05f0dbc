package postroom.labs.debian.dovecot.command;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import postroom.labs.debian.gnu.Text;
import postroom.server.message.EncodedWords;

/** What {@code doveadm fetch} can tell of a message. */
final class FetchFields {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("xx");
    private static final Map<String, Field> FIELDS = new LinkedHashMap<>();

    /**
     * A field.
     *
     * @param lines whether it is a text of several lines
     */
    record Field(String name, boolean lines, Function<FoundMessage, String> value) {}

    private FetchFields() {}

    static {
        line("user", it -> "");
        line("mailbox", FoundMessage::mailbox);
        line("mailbox-guid", FoundMessage::mailboxGuid);
        line("seq", it -> Integer.toString(it.sequence()));
        line("uid", it -> Long.toString(it.record().uid()));
        line("guid", FoundMessage::guid);
        line("flags", it -> it.record().flags().text(it.record().recent()));
        line("modseq", it -> Long.toString(it.record().modseq()));
        lines("hdr", FoundMessage::head);
        lines("body", FoundMessage::body);
        line("body.preview", FoundMessage::snippet);
        line("body.snippet", FoundMessage::snippet);
        lines("text", FoundMessage::text);
        lines("text.utf8", FoundMessage::decoded);
        line("size.physical", it -> Long.toString(it.fileSize()));
        line("size.virtual", it -> Long.toString(it.size()));
        line("date.received", it -> date(it.record().received()));
        line("date.sent", it -> it.date().map(FetchFields::sent).orElse("1970-01-01 00:00:00 (+0000)"));
        line("date.saved", it -> date(it.record().saved()));
        line("date.received.unixtime", it -> seconds(it.record().received()));
        line("date.sent.unixtime", it -> it.sent().map(FetchFields::seconds).orElse("0"));
        line("date.saved.unixtime", it -> seconds(it.record().saved()));
        line("imap.envelope", FoundMessage::envelope);
        line("imap.body", it -> it.structure(false));
        line("imap.bodystructure", it -> it.structure(true));
        line("pop3.uidl", it -> "");
        line("pop3.order", it -> "");
        line("refcount", it -> "1");
        line("storageid", FoundMessage::storageId);
    }

    private static void line(String name, Function<FoundMessage, String> value) {
        FIELDS.put(name, new Field(name, false, value));
    }

    private static void lines(String name, Function<FoundMessage, String> value) {
        FIELDS.put(name, new Field(name, true, value));
    }

    private static String date(Instant time) {
        return DATE.format(time.atZone(ZoneOffset.UTC));
    }

    private static String sent(OffsetDateTime time) {
        return date(time.toInstant()) + " (" + ZONE.format(time) + ")";
    }

    private static String seconds(Instant time) {
        return Long.toString(time.getEpochSecond());
    }

    /** The fields that can be asked for, as they are listed. */
    static String available() {
        return "hdr.<name> body.<section> binary.<section> " + String.join(" ", FIELDS.keySet());
    }

    /** A field by its name. */
    static Optional<Field> of(String given) {
        String name = given.toLowerCase(java.util.Locale.ROOT);
        if (FIELDS.containsKey(name)) {
            return Optional.of(FIELDS.get(name));
        }
        if (name.startsWith("hdr.")) {
            return Optional.of(new Field(name, false, header(name.substring(4))));
        }
        boolean binary = name.startsWith("binary.");
        if (binary || name.startsWith("body.")) {
            String section = name.substring(name.indexOf('.') + 1);
            if (section.matches("[1-9][0-9]{0,4}(\\.[1-9][0-9]{0,4}){0,20}(\\.(mime|header|text))?|header|text|")) {
                return Optional.of(new Field(name, true, it -> it.section(section, binary)));
            }
        }
        return Optional.empty();
    }

    private static Function<FoundMessage, String> header(String spelled) {
        int dot = spelled.indexOf('.');
        String name = dot < 0 ? spelled : spelled.substring(0, dot);
        String filter = dot < 0 ? "" : spelled.substring(dot + 1);
        boolean known = List.of("", "utf8", "address", "address_name", "address_name.utf8")
                .contains(filter);
        return message -> {
            if (!known) {
                throw new FoundMessage.Fatal("Unknown header filter: " + filter);
            }
            if (filter.equals("utf8")) {
                return String.join("\n", message.header(name));
            }
            String value = String.join("\n", message.rawHeader(name));
            if (filter.startsWith("address")) {
                return addresses(value, filter);
            }
            return value;
        };
    }

    private static String addresses(String value, String filter) {
        String bytes = new String(Text.bytes(value), java.nio.charset.StandardCharsets.ISO_8859_1);
        List<String> all = new ArrayList<>();
        for (postroom.server.message.Address each : postroom.server.message.Address.parse(bytes)) {
            if (filter.equals("address")) {
                all.add((each.mailbox() == null ? "" : each.mailbox())
                        + (each.domain() == null ? "" : "@" + each.domain()));
            } else {
                String name = each.name() == null ? "" : each.name();
                all.add(filter.endsWith(".utf8") ? EncodedWords.decode(name) : name);
            }
        }
        return String.join("\n", all);
    }
}
