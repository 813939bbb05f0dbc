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
 * {@code message: {in: carla, header: {Subject: hello}, body: token}}: such a message lies in a user's mailbox, the
 * file below /var/mail or the Maildir; of those who are no users of the host, {@code in} has the path of their Maildir.
 * In a task's {@code when}, and in a near miss, one that has arrived since; in {@code is}, any.
 */
public record MessageThere(MessagePattern pattern, boolean arrived) implements Check {

    @Override
    public boolean holds(Sight sight) {
        String user = sight.fill(pattern.user());
        List<Message> messages = arrived ? sight.arrived(user) : sight.mailbox(user);
        return messages.stream().anyMatch(message -> pattern.fits(message, sight));
    }

    @Override
    public Set<Watch> watches(Function<Template, String> fill) {
        String user = fill.apply(pattern.user());
        return user.startsWith("/")
                ? Set.of(new Watch.Path(user))
                : Set.of(new Watch.Path("/var/mail/" + user), new Watch.Path("/home/" + user + "/Maildir"));
    }

    @Override
    public Stream<Template> mailboxes() {
        return Stream.of(pattern.user());
    }

    @Override
    public Stream<Template> templates() {
        return pattern.templates();
    }

    static Optional<Check> read(YamlValue value, boolean arrived) {
        Fields fields = value.fields();
        Optional<Check> check = MessagePattern.read(fields).map(pattern -> (Check) new MessageThere(pattern, arrived));
        fields.end();
        return check;
    }
}
