package postroom.labs.course.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    /** {@code {queued: {to: ada@down.example}, fact: queue-id}}: of each such message in the queue. */
    record OfQueue(MailQueued pattern) implements AnswerSource {
        @Override
        public List<String> right(Sight sight) {
            return pattern.ids(sight).toList();
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

    /**
     * {@code {order: [{id: written, text: {…}}, …]}}: things to be put in order, given in the right one. The answer is their
     * ids with blanks between.
     */
    record InOrder(List<Piece> pieces) implements AnswerSource {
        public InOrder {
            pieces = List.copyOf(pieces);
        }

        @Override
        public List<String> right(Sight sight) {
            return List.of(pieces.stream().map(Piece::id).collect(Collectors.joining(" ")));
        }

        @Override
        public Stream<Template> templates() {
            return pieces.stream().flatMap(Piece::templates);
        }
    }

    /**
     * {@code {pairs: [[{id: p25, text: "25"}, {id: smtp, text: …}], …]}}: each left thing with the right one that belongs to
     * it. The answer is {@code left=right} of each, in the order of the left ones.
     */
    record InPairs(List<Piece> left, List<Piece> right) implements AnswerSource {
        public InPairs {
            left = List.copyOf(left);
            right = List.copyOf(right);
        }

        @Override
        public List<String> right(Sight sight) {
            return List.of(IntStream.range(0, left.size())
                    .mapToObj(i -> left.get(i).id() + "=" + right.get(i).id())
                    .collect(Collectors.joining(" ")));
        }

        @Override
        public Stream<Template> templates() {
            return Stream.concat(left.stream(), right.stream()).flatMap(Piece::templates);
        }
    }

    /** Reads one of the six forms. */
    static Optional<AnswerSource> read(YamlValue value) {
        Fields fields = value.fields();
        Optional<AnswerSource> source = Optional.empty();
        if (fields.has("message")) {
            source = ofMessage(fields);
        } else if (fields.has("queued")) {
            source = fields.optional("queued").map(MailQueued::read).map(OfQueue::new);
            requireQueueId(fields);
        } else if (fields.has("file")) {
            source = inFile(fields);
        } else if (fields.has("run")) {
            source = fields.optional("run").flatMap(Template::read).map(OfCommand::new);
        } else if (fields.has("order")) {
            source = fields.optional("order").flatMap(AnswerSource::inOrder);
        } else if (fields.has("pairs")) {
            source = fields.optional("pairs").flatMap(AnswerSource::inPairs);
        } else {
            value.problem(
                    "an answer comes from a `message`, the queue (`queued`), a `file` or a `run`, or is an `order` or"
                            + " `pairs`");
        }
        fields.end();
        return source;
    }

    private static Optional<AnswerSource> ofMessage(Fields fields) {
        Fields message = fields.optional("message").orElseThrow().fields();
        Optional<MessagePattern> pattern = MessagePattern.read(message);
        message.end();
        requireQueueId(fields);
        return pattern.map(OfMessage::new);
    }

    private static void requireQueueId(Fields fields) {
        Optional<YamlValue> fact = fields.required("fact");
        fact.filter(YamlValue::isScalar)
                .filter(name -> !name.text().orElse("").equals("queue-id"))
                .ifPresent(name -> name.problem("the only fact of a message is `queue-id`"));
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

    private static Optional<AnswerSource> inOrder(YamlValue list) {
        List<Piece> pieces =
                list.items().stream().flatMap(each -> Piece.read(each).stream()).toList();
        requireDistinct(pieces, list);
        return Optional.of(new InOrder(pieces));
    }

    private static Optional<AnswerSource> inPairs(YamlValue list) {
        List<Piece> left = new ArrayList<>();
        List<Piece> right = new ArrayList<>();
        for (YamlValue pair : list.items()) {
            List<Piece> both = pair.items().stream()
                    .flatMap(each -> Piece.read(each).stream())
                    .toList();
            if (both.size() == 2) {
                left.add(both.get(0));
                right.add(both.get(1));
            } else {
                pair.problem("a pair is a list of two things that belong together");
            }
        }
        requireDistinct(left, list);
        requireDistinct(right, list);
        return Optional.of(new InPairs(left, right));
    }

    private static void requireDistinct(List<Piece> pieces, YamlValue list) {
        if (pieces.size() < 2) {
            list.problem("at least two things are needed");
        }
        if (pieces.stream().map(Piece::id).distinct().count() < pieces.size()) {
            list.problem("two things have the same id");
        }
    }

    private static int groups(TextPattern pattern) {
        return Pattern.compile(pattern.regex().text().replaceAll("\\$\\{\\w+\\}", "x"))
                .matcher("")
                .groupCount();
    }
}
