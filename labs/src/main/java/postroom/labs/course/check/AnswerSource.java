package postroom.labs.course.check;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postroom.labs.course.text.Template;
import postroom.labs.course.yaml.Fields;
import postroom.labs.course.yaml.YamlValue;

/** Where the right answers to a question come from: always this lab, as it is when the student answers. */
public sealed interface AnswerSource {

    /** All answers that are right now; none, when the lab is not so far that there is one. */
    List<String> right(Sight sight);

    Stream<Template> templates();

    /** {@code {message: {in: carla, body: token}, fact: queue-id}}: of each such message in the mailbox. */
    record OfMessage(MessagePattern pattern) implements AnswerSource {
        @Override
        public List<String> right(Sight sight) {
            return sight.mailbox(sight.fill(pattern.user())).stream()
                    .filter(message -> pattern.fits(message, sight))
                    .flatMap(message -> message.queueId().stream())
                    .toList();
        }

        @Override
        public Stream<Template> templates() {
            return pattern.templates();
        }
    }

    /** {@code {file: /var/log/mail.log, capture: 'qmgr\[(\d+)\]'}}: the first group of each match. */
    record InFile(Template path, TextPattern capture, boolean last) implements AnswerSource {
        @Override
        public List<String> right(Sight sight) {
            Optional<FileFacts> file = sight.file(sight.fill(path));
            if (file.isEmpty()) {
                return List.of();
            }
            Matcher match = capture.compile(sight).matcher(file.get().content());
            List<String> found =
                    match.results().map(each -> each.group(1)).distinct().toList();
            return last && !found.isEmpty() ? List.of(found.get(found.size() - 1)) : found;
        }

        @Override
        public Stream<Template> templates() {
            return Stream.of(path, capture.regex());
        }
    }

    /** {@code {run: "postconf -h myhostname"}}: what root's shell prints on a fork of the lab. */
    record OfCommand(Template command) implements AnswerSource {
        @Override
        public List<String> right(Sight sight) {
            String output = sight.output(sight.fill(command)).strip();
            return output.isEmpty() ? List.of() : List.of(output);
        }

        @Override
        public Stream<Template> templates() {
            return Stream.of(command);
        }
    }

    /** Reads one of the three forms. */
    static Optional<AnswerSource> read(YamlValue value) {
        Fields fields = value.fields();
        Optional<AnswerSource> source = Optional.empty();
        if (fields.has("message")) {
            source = ofMessage(fields);
        } else if (fields.has("file")) {
            source = inFile(fields);
        } else if (fields.has("run")) {
            source = fields.optional("run").flatMap(Template::read).map(OfCommand::new);
        } else {
            value.problem("an answer comes from a `message`, a `file` or a `run`");
        }
        fields.end();
        return source;
    }

    private static Optional<AnswerSource> ofMessage(Fields fields) {
        Fields message = fields.optional("message").orElseThrow().fields();
        Optional<MessagePattern> pattern = MessagePattern.read(message);
        message.end();
        Optional<YamlValue> fact = fields.required("fact");
        fact.filter(YamlValue::isScalar)
                .filter(name -> !name.text().orElse("").equals("queue-id"))
                .ifPresent(name -> name.problem("the only fact of a message is `queue-id`"));
        return pattern.map(OfMessage::new);
    }

    private static Optional<AnswerSource> inFile(Fields fields) {
        Optional<Template> path = fields.optional("file").flatMap(Template::read);
        Optional<YamlValue> regex = fields.required("capture");
        Optional<TextPattern> capture = regex.flatMap(TextPattern::read);
        if (capture.isPresent() && groups(capture.get()) != 1) {
            regex.get().problem("the expression needs exactly one (group), which is the answer");
        }
        boolean last = fields.optional("last").flatMap(YamlValue::flag).orElse(false);
        return path.isPresent() && capture.isPresent()
                ? Optional.of(new InFile(path.get(), capture.get(), last))
                : Optional.empty();
    }

    private static int groups(TextPattern pattern) {
        return Pattern.compile(pattern.regex().text().replaceAll("\\$\\{\\w+\\}", "x"))
                .matcher("")
                .groupCount();
    }
}
