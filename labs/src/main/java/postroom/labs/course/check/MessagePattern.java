package postroom.labs.course.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import postroom.labs.course.text.Template;
import postroom.labs.course.yaml.Fields;
import postroom.labs.course.yaml.YamlValue;

/**
 * Which message of a mailbox is meant.
 *
 * @param user whose mailbox, or the path of a Maildir
 * @param from the envelope sender, as Return-Path tells it; {@code <>} is written as the empty text
 * @param header what header fields contain
 * @param lacks header fields that must not contain that
 * @param body what the body contains
 * @param line a line of the body, to the letter
 * @param protocol how this host got it: {@code SMTP} stands for SMTP and ESMTP, {@code local} for mail handed in by a program
 */
public record MessagePattern(
        Template user,
        Optional<Template> from,
        Map<String, TextPattern> header,
        Map<String, TextPattern> lacks,
        Optional<TextPattern> body,
        Optional<Template> line,
        Optional<String> protocol) {

    public MessagePattern {
        header = Map.copyOf(header);
        lacks = Map.copyOf(lacks);
    }

    boolean fits(Message message, Sight sight) {
        return from.map(sender -> isSender(message, sight.fill(sender))).orElse(true)
                && header.entrySet().stream().allMatch(each -> has(message, each, sight))
                && lacks.entrySet().stream().noneMatch(each -> has(message, each, sight))
                && body.map(pattern -> pattern.isIn(message.body(), sight)).orElse(true)
                && line.map(text -> message.body().lines().anyMatch(sight.fill(text)::equals))
                        .orElse(true)
                && protocol.map(name -> cameBy(message, name)).orElse(true);
    }

    private static boolean isSender(Message message, String wanted) {
        String path = message.header("Return-Path").orElse("").replaceAll("[<>]", "");
        return TransactionSeen.isAddress(wanted, path);
    }

    private static boolean has(Message message, Map.Entry<String, TextPattern> field, Sight sight) {
        return message.headers(field.getKey()).stream()
                .anyMatch(value -> field.getValue().isIn(value, sight));
    }

    private static boolean cameBy(Message message, String name) {
        Optional<String> protocol = message.protocol();
        return name.equals("local") ? protocol.isEmpty() : protocol.isPresent();
    }

    Stream<Template> templates() {
        return Stream.of(
                        Stream.of(user),
                        from.stream(),
                        header.values().stream().map(TextPattern::regex),
                        lacks.values().stream().map(TextPattern::regex),
                        body.map(TextPattern::regex).stream(),
                        line.stream())
                .flatMap(each -> each);
    }

    /** Reads the pattern's fields out of a map that may have others. */
    static Optional<MessagePattern> read(Fields fields) {
        Optional<Template> user = fields.required("in").flatMap(Template::read);
        Optional<String> protocol = fields.optional("by").flatMap(MessagePattern::protocol);
        return user.map(name -> new MessagePattern(
                name,
                fields.optional("from").flatMap(Template::read),
                headers(fields.optional("header")),
                headers(fields.optional("lacks")),
                fields.optional("body").flatMap(TextPattern::read),
                fields.optional("line").flatMap(Template::read),
                protocol));
    }

    private static Optional<String> protocol(YamlValue value) {
        Optional<String> name = value.text();
        if (name.isPresent() && !List.of("smtp", "local").contains(name.get())) {
            value.problem("mail comes by `smtp` or by a `local` program");
        }
        return name;
    }

    private static Map<String, TextPattern> headers(Optional<YamlValue> value) {
        Map<String, TextPattern> patterns = new LinkedHashMap<>();
        if (value.isPresent()) {
            Fields fields = value.get().fields();
            for (String name : fields.names()) {
                fields.optional(name).flatMap(TextPattern::read).ifPresent(regex -> patterns.put(name, regex));
            }
        }
        return patterns;
    }
}
