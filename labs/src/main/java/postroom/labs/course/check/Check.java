package postroom.labs.course.check;

import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import postroom.labs.course.text.Template;

/**
 * One observation of a lab: an event that was seen, or a fact that is true now. The kinds are closed; {@link
 * CheckReader} reads them from an exercise's YAML, and {@code content/course/schema/exercise.schema.json} lists them for
 * editors.
 */
public sealed interface Check
        permits AllOf,
                AnyOf,
                NotSo,
                TaskDone,
                SessionSeen,
                TransactionSeen,
                MessageThere,
                MailQueued,
                FileIs,
                PostconfIs,
                ServiceIs,
                ConfigurationRead,
                PortIs,
                ProbeAnswers,
                CertificateIs,
                CommandPrints,
                AnswerIs {

    boolean holds(Sight sight);

    /** What must stir before the answer of {@link #holds} can change. */
    Set<Watch> watches(Function<Template, String> fill);

    /** The tasks of the same exercise that it names. */
    default Stream<String> tasks() {
        return Stream.empty();
    }

    /** The users whose mail it counts from the moment the exercise begins. */
    default Stream<Template> mailboxes() {
        return Stream.empty();
    }

    /** All texts with holes in it, for the loader to look whether their values exist. */
    Stream<Template> templates();
}
