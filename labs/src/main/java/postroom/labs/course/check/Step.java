package postroom.labs.course.check;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import postroom.labs.course.text.Template;
import postroom.labs.course.yaml.Fields;
import postroom.labs.course.yaml.YamlValue;

/**
 * What one exchange of a session has to be. Everything given must fit; what is absent may be anything.
 *
 * @param verb the command, {@code .} for the end of a message
 * @param about words that stand somewhere in the command's line, in any case
 * @param reply the answer's code, or its word
 * @param enhanced SMTP's enhanced status code, to the letter
 * @param text what the answer's text contains
 * @param tls whether the command came within TLS
 */
public record Step(
        Optional<String> verb,
        Optional<Template> about,
        Optional<ReplyPattern> reply,
        Optional<String> enhanced,
        Optional<TextPattern> text,
        Optional<Boolean> tls) {

    boolean fits(Exchange exchange, Sight sight) {
        return verb.map(exchange.verb()::equals).orElse(true)
                && about.map(words -> contains(exchange.line(), sight.fill(words)))
                        .orElse(true)
                && reply.map(pattern -> pattern.matches(exchange.status())).orElse(true)
                && enhanced.map(exchange.enhanced()::equals).orElse(true)
                && tls.map(wanted -> wanted == exchange.encrypted()).orElse(true)
                && text.map(pattern -> pattern.isIn(exchange.text(), sight)).orElse(true);
    }

    private static boolean contains(String line, String words) {
        return line.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }

    Stream<Template> templates() {
        return Stream.concat(about.stream(), text.map(TextPattern::regex).stream());
    }

    static Step read(Fields fields, Protocol protocol) {
        return new Step(
                fields.optional("verb").flatMap(value -> verb(value, protocol)),
                fields.optional("about").flatMap(Template::read),
                fields.optional("reply").flatMap(value -> ReplyPattern.read(value, protocol)),
                protocol == Protocol.SMTP ? fields.text("enhanced") : Optional.empty(),
                fields.optional("text").flatMap(TextPattern::read),
                fields.optional("tls").flatMap(YamlValue::flag));
    }

    static Optional<String> verb(YamlValue value, Protocol protocol) {
        Optional<String> verb = value.text();
        if (verb.isPresent() && !protocol.isVerb(verb.get())) {
            value.problem("a verb is written in capitals, or `.` for the end of a message: " + verb.get());
        }
        return verb;
    }
}
