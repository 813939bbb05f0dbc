package postroom.labs.course.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import postroom.labs.course.text.Template;
import postroom.labs.course.yaml.Fields;
import postroom.labs.course.yaml.YamlValue;

/**
 * {@code smtp: {verb: VRFY, reply: 252}} or {@code smtp: [{verb: EHLO, reply: 250}, {verb: QUIT}]}: one session saw
 * these exchanges in this order, with any others between them. The last may be {@code {ended: client}}: who hung up
 * ({@code client} or {@code server}); {@code {never: QUIT}} in the list means that the verb does not occur in that
 * session at all; {@code {within: 100}} that the first of these exchanges and the last lie at most so many milliseconds
 * apart; {@code {at: mail.example.net}}, {@code {by: spammer.example}}, {@code {port: 587}} between whom the session is, which
 * otherwise is any with the student's host. {@code within} tells commands sent in one go from those that waited for each reply.
 */
public record SessionSeen(
        List<Step> steps, List<String> never, Optional<Session.End> end, Optional<Duration> within, Parties parties)
        implements Check {
    public SessionSeen {
        steps = List.copyOf(steps);
        never = List.copyOf(never);
    }

    @Override
    public boolean holds(Sight sight) {
        return sight.sessions().stream().anyMatch(session -> saw(session, sight));
    }

    private boolean saw(Session session, Sight sight) {
        if (!parties.fit(session)) {
            return false;
        }
        if (end.isPresent() && session.end() != end.get()) {
            return false;
        }
        if (session.exchanges().stream().anyMatch(each -> never.contains(each.verb()))) {
            return false;
        }
        List<Exchange> seen = new ArrayList<>();
        for (Exchange exchange : session.exchanges()) {
            if (seen.size() < steps.size() && steps.get(seen.size()).fits(exchange, sight)) {
                seen.add(exchange);
            }
        }
        return seen.size() == steps.size() && isQuick(seen);
    }

    private boolean isQuick(List<Exchange> seen) {
        return within.isEmpty()
                || seen.isEmpty()
                || Duration.between(seen.get(0).at(), seen.get(seen.size() - 1).at())
                                .compareTo(within.get())
                        <= 0;
    }

    @Override
    public Set<Watch> watches(Function<Template, String> fill) {
        return Set.of(new Watch.Wire());
    }

    @Override
    public Stream<Template> templates() {
        return steps.stream().flatMap(Step::templates);
    }

    static Check read(YamlValue value) {
        List<Step> steps = new ArrayList<>();
        List<String> never = new ArrayList<>();
        Optional<Session.End> end = Optional.empty();
        Optional<Duration> within = Optional.empty();
        Parties parties = Parties.USUAL;
        for (YamlValue item : value.itemsOrSelf()) {
            Fields fields = item.fields();
            boolean partiesAlone =
                    Parties.named(fields) && fields.names().stream().allMatch(List.of("at", "by", "port")::contains);
            parties = Parties.read(fields).or(parties);
            if (fields.has("ended")) {
                end = fields.optional("ended").flatMap(SessionSeen::end);
            } else if (fields.has("within")) {
                within = fields.optional("within")
                        .flatMap(ms -> ms.number(1, 60_000))
                        .map(Duration::ofMillis);
            } else if (fields.has("never")) {
                fields.text("never").ifPresent(never::add);
            } else if (!partiesAlone) {
                steps.add(Step.read(fields));
            }
            fields.end();
        }
        return new SessionSeen(steps, never, end, within, parties);
    }

    private static Optional<Session.End> end(YamlValue value) {
        Optional<String> who = value.text();
        if (who.filter("client"::equals).isPresent()) {
            return Optional.of(Session.End.BY_CLIENT);
        }
        if (who.filter("server"::equals).isPresent()) {
            return Optional.of(Session.End.BY_SERVER);
        }
        value.problem("a session is ended by `client` or `server`");
        return Optional.empty();
    }
}
