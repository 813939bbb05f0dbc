package postroom.labs.course.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import postroom.labs.course.text.Template;
import postroom.labs.course.yaml.Fields;
import postroom.labs.course.yaml.YamlValue;

/**
 * {@code probe: {smtp: [EHLO probe.example, VRFY carla], reply: 502}}: what the student's server answers to the last of
 * these lines; with {@code from: lan} they
 * come from a neighbour and with {@code from: outside} from a stranger far away, not over the loopback. The dialogue is had with a fork of the lab, which is thrown away: no trace in
 * log, queue or wire.
 */
public record ProbeAnswers(
        Origin origin, int port, List<Template> lines, ReplyPattern reply, Optional<TextPattern> text)
        implements Check {
    private static final int MOST_LINES = 40;

    public ProbeAnswers {
        lines = List.copyOf(lines);
    }

    @Override
    public boolean holds(Sight sight) {
        Optional<String> answer =
                sight.talk(origin, port, lines.stream().map(sight::fill).toList());
        return answer.filter(line -> line.matches("(?s)\\d{3}.*"))
                .filter(line -> reply.matches(Integer.parseInt(line.substring(0, 3))))
                .filter(line -> text.map(pattern -> pattern.isIn(line, sight)).orElse(true))
                .isPresent();
    }

    @Override
    public Set<Watch> watches(Function<Template, String> fill) {
        return Set.of(new Watch.Services(), new Watch.Path("/etc"));
    }

    @Override
    public Stream<Template> templates() {
        return Stream.concat(lines.stream(), text.map(TextPattern::regex).stream());
    }

    static Optional<Check> read(YamlValue value) {
        Fields fields = value.fields();
        List<Template> lines = fields.required("smtp").map(YamlValue::items).orElse(List.of()).stream()
                .flatMap(line -> Template.read(line).stream())
                .toList();
        int port =
                fields.optional("port").flatMap(text -> text.number(1, 65_535)).orElse(25);
        Origin origin = fields.optional("from").flatMap(ProbeAnswers::origin).orElse(Origin.HERE);
        Optional<ReplyPattern> reply = fields.required("reply").flatMap(ReplyPattern::read);
        Optional<TextPattern> text = fields.optional("text").flatMap(TextPattern::read);
        fields.end();
        if (lines.size() > MOST_LINES) {
            value.problem("a probe has at most " + MOST_LINES + " lines");
        }
        return reply.map(pattern -> new ProbeAnswers(origin, port, lines, pattern, text));
    }

    private static Optional<Origin> origin(YamlValue value) {
        Optional<String> where = value.text().filter(text -> text.matches("here|lan|outside"));
        if (where.isEmpty()) {
            value.problem("a probe comes from `here`, from the `lan` or from `outside`");
        }
        return where.map(text -> Origin.valueOf(text.toUpperCase(Locale.ROOT)));
    }
}
