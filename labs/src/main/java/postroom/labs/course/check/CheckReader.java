package postroom.labs.course.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.course.yaml.Fields;
import postroom.labs.course.yaml.YamlValue;

/** Reads a check from YAML: a map with one field, whose name is the kind. */
public final class CheckReader {
    private static final String KINDS =
            "smtp, transaction, message, queued, file, postconf, service, reloaded, port, probe, certificate, output,"
                    + " answered, done, all, any, not";

    private final boolean events;

    private CheckReader(boolean events) {
        this.events = events;
    }

    /** Reads a check in which {@code message} means mail that arrives: of a task's {@code when} and of near misses. */
    public static Optional<Check> event(YamlValue value) {
        return new CheckReader(true).read(value);
    }

    /** Reads a check of a task's {@code is}: facts only, since an event is never true now. */
    public static Optional<Check> fact(YamlValue value) {
        return new CheckReader(false).read(value);
    }

    private Optional<Check> read(YamlValue value) {
        if (!value.isMap()) {
            value.problem("expected a check ({kind: …}); kinds: " + KINDS);
            return Optional.empty();
        }
        Fields fields = value.fields();
        if (fields.names().size() != 1) {
            value.problem("a check is a map with one field, its kind; several go into all: […]");
            return Optional.empty();
        }
        String kind = fields.names().get(0);
        return kind(kind, fields.required(kind).orElseThrow(), value);
    }

    private Optional<Check> kind(String kind, YamlValue inner, YamlValue value) {
        switch (kind) {
            case "all":
                return Optional.of(new AllOf(parts(inner)));
            case "any":
                return Optional.of(new AnyOf(parts(inner)));
            case "not":
                return read(inner).map(NotSo::new);
            case "done":
                return inner.text().map(TaskDone::new);
            case "smtp":
                return eventOnly(inner, SessionSeen.read(inner));
            case "transaction":
                return eventOnly(inner, TransactionSeen.read(inner));
            case "message":
                return MessageThere.read(inner, events);
            case "queued":
                return Optional.of(MailQueued.read(inner));
            case "file":
                return FileIs.read(inner);
            case "postconf":
                return Optional.of(PostconfIs.read(inner));
            case "service":
                return ServiceIs.read(inner);
            case "reloaded":
                return inner.text().map(ConfigurationRead::new);
            case "port":
                return PortIs.read(inner);
            case "probe":
                return ProbeAnswers.read(inner);
            case "certificate":
                return CertificateIs.read(inner);
            case "output":
                return CommandPrints.read(inner);
            case "answered":
                if (!events) {
                    inner.problem("an answer is judged once: `answered` stands in near misses only");
                }
                return AnswerIs.read(inner);
            default:
                value.problem("unknown kind of check `" + kind + "`; kinds: " + KINDS);
                return Optional.empty();
        }
    }

    private Optional<Check> eventOnly(YamlValue value, Check check) {
        if (!events) {
            value.problem("what a session saw is an event: use `when`, not `is`");
        }
        return Optional.of(check);
    }

    private List<Check> parts(YamlValue list) {
        List<Check> parts = new ArrayList<>();
        for (YamlValue item : list.items()) {
            read(item).ifPresent(parts::add);
        }
        return parts;
    }
}
