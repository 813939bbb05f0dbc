package postroom.labs.course.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import postroom.labs.course.check.ProbeCall.Tls;
import postroom.labs.course.text.Template;
import postroom.labs.course.yaml.Fields;
import postroom.labs.course.yaml.YamlValue;

/**
 * {@code probe: {smtp: [EHLO probe.example, VRFY carla], reply: 502}}, or {@code imap}, {@code pop3}: what the student's
 * server answers to the last of these lines, and to none of them as its greeting. With {@code from: lan} they come
 * from a neighbour, with {@code from: outside} from a stranger on the internet, and not over the loopback; with {@code tls: starttls} or {@code implicit} they travel encrypted. The
 * dialogue is had with a fork of the lab, which is thrown away: no trace in log, queue or wire.
 */
public record ProbeAnswers(
        Protocol protocol,
        Origin origin,
        int port,
        Tls tls,
        List<Template> lines,
        ReplyPattern reply,
        Optional<TextPattern> text)
        implements Check {
    private static final int MOST_LINES = 40;

    public ProbeAnswers {
        lines = List.copyOf(lines);
    }

    @Override
    public boolean holds(Sight sight) {
        List<String> said = lines.stream().map(sight::fill).toList();
        return sight.talk(new ProbeCall(protocol, origin, port, tls, said))
                .filter(answer -> reply.matches(answer.status()))
                .filter(answer ->
                        text.map(pattern -> pattern.isIn(answer.text(), sight)).orElse(true))
                .isPresent();
    }

    @Override
    public Set<Watch> watches(Function<Template, String> fill) {
        Set<Watch> always = Set.of(new Watch.Services(), new Watch.Path("/etc"));
        // what a client of IMAP and POP3 finds depends on the mail, too, and on whom the mailboxes belong to
        return protocol == Protocol.SMTP
                ? always
                : Set.of(
                        new Watch.Services(),
                        new Watch.Path("/etc"),
                        new Watch.Path("/home"),
                        new Watch.Path("/var/mail"));
    }

    @Override
    public Stream<Template> templates() {
        return Stream.concat(lines.stream(), text.map(TextPattern::regex).stream());
    }

    static Optional<Check> read(YamlValue value) {
        Fields fields = value.fields();
        Optional<Protocol> spoken = fields.names().stream()
                .flatMap(name -> Protocol.named(name).stream())
                .findFirst();
        if (spoken.isEmpty()) {
            value.problem("a probe speaks `smtp`, `imap` or `pop3`");
        }
        Protocol protocol = spoken.orElse(Protocol.SMTP);
        List<Template> lines = fields.optional(protocol.toString()).map(YamlValue::items).orElse(List.of()).stream()
                .flatMap(line -> Template.read(line).stream())
                .toList();
        Tls tls = fields.optional("tls").flatMap(ProbeAnswers::tls).orElse(Tls.NONE);
        int port = fields.optional("port")
                .flatMap(text -> text.number(1, 65_535))
                .orElse(protocol.port(tls == Tls.IMPLICIT));
        Origin origin = fields.optional("from").flatMap(ProbeAnswers::origin).orElse(Origin.HERE);
        Optional<ReplyPattern> reply = fields.required("reply").flatMap(form -> ReplyPattern.read(form, protocol));
        Optional<TextPattern> text = fields.optional("text").flatMap(TextPattern::read);
        fields.end();
        if (lines.size() > MOST_LINES) {
            value.problem("a probe has at most " + MOST_LINES + " lines");
        }
        if (tls == Tls.STARTTLS && lines.isEmpty()) {
            value.problem("after STARTTLS no server greets: the probe needs a line");
        }
        return reply.map(pattern -> new ProbeAnswers(protocol, origin, port, tls, lines, pattern, text));
    }

    private static Optional<Tls> tls(YamlValue value) {
        Optional<String> way = value.text().filter(text -> text.matches("starttls|implicit"));
        if (way.isEmpty()) {
            value.problem("TLS begins by `starttls`, or is `implicit` from the first byte");
        }
        return way.map(text -> Tls.valueOf(text.toUpperCase(Locale.ROOT)));
    }

    private static Optional<Origin> origin(YamlValue value) {
        Optional<String> where = value.text().filter(text -> text.matches("here|lan|outside"));
        if (where.isEmpty()) {
            value.problem("a probe comes from `here`, from the `lan` or from `outside`");
        }
        return where.map(text -> Origin.valueOf(text.toUpperCase(Locale.ROOT)));
    }
}
