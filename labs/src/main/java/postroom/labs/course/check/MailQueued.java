package postroom.labs.course.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import postroom.labs.course.text.Template;
import postroom.labs.course.yaml.Fields;
import postroom.labs.course.yaml.YamlValue;

/**
 * {@code queued: {in: deferred, to: ada@down.example, from: student}}: such a message waits in Postfix's queue. An
 * address without a domain fits any domain; what is absent may be anything.
 */
public record MailQueued(Optional<String> queue, Optional<Template> from, Optional<Template> to) implements Check {
    private static final List<String> QUEUES = List.of("incoming", "active", "deferred", "hold", "maildrop");

    @Override
    public boolean holds(Sight sight) {
        return ids(sight).findAny().isPresent();
    }

    /** The queue ids of all such messages. */
    Stream<String> ids(Sight sight) {
        return sight.queue().stream()
                .filter(mail -> queue.map(mail.queue()::equals).orElse(true)
                        && from.map(address -> TransactionSeen.isAddress(sight.fill(address), mail.sender()))
                                .orElse(true)
                        && to.map(address -> isAmong(mail.recipients(), sight.fill(address)))
                                .orElse(true))
                .map(QueuedMail::id);
    }

    private static boolean isAmong(List<String> recipients, String wanted) {
        return recipients.stream().anyMatch(each -> TransactionSeen.isAddress(wanted, each));
    }

    @Override
    public Set<Watch> watches(Function<Template, String> fill) {
        return Set.of(new Watch.Path("/var/spool/postfix"));
    }

    @Override
    public Stream<Template> templates() {
        return Stream.concat(from.stream(), to.stream());
    }

    static MailQueued read(YamlValue value) {
        Fields fields = value.fields();
        MailQueued check = new MailQueued(
                fields.optional("in").flatMap(MailQueued::queue),
                fields.optional("from").flatMap(Template::read),
                fields.optional("to").flatMap(Template::read));
        fields.end();
        return check;
    }

    private static Optional<String> queue(YamlValue value) {
        Optional<String> name = value.text();
        if (name.isPresent() && !QUEUES.contains(name.get())) {
            value.problem("a queue is one of " + String.join(", ", QUEUES));
        }
        return name;
    }
}
