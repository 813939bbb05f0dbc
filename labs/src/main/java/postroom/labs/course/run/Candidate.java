package postroom.labs.course.run;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import postroom.labs.course.check.Check;
import postroom.labs.course.check.Watch;
import postroom.labs.course.text.Bilingual;

/** A near miss of a run: whether it must be looked at, and from when on its events count. */
final class Candidate {
    final String task;
    final String name;
    final Check condition;
    final Bilingual say;
    private final Set<Watch> watches;
    private final Set<String> told = new HashSet<>();
    private boolean touched;
    private Moment since;

    Candidate(String task, String name, Check condition, Bilingual say, Set<Watch> watches, Moment since) {
        this.task = task;
        this.name = name;
        this.condition = condition;
        this.say = say;
        this.watches = watches;
        this.since = since;
    }

    void touch(Stir stir) {
        touched |= watches.stream().anyMatch(stir::touches);
    }

    /** A tick or an untick in the same exercise. */
    void touchTasks() {
        touched |= watches.contains(new Watch.Tasks());
    }

    boolean isTouched() {
        return touched;
    }

    /** Mail arrives when no command runs any more; what is said of it must not wait for the next one. */
    boolean isAboutMail() {
        return condition.mailboxes().findAny().isPresent();
    }

    Moment since() {
        return since;
    }

    /** The sessions of which it has been spoken: what a session goes on to do draws the same sentence no second time. */
    Set<String> told() {
        return Set.copyOf(told);
    }

    /**
     * It has been spoken of.
     *
     * @param sessions those that were meant
     * @param known all that the log still has; others need not be remembered
     */
    void spoken(Collection<String> sessions, Collection<String> known) {
        told.addAll(sessions);
        told.retainAll(known);
    }

    /** It has been looked at; only what comes from now on counts the next time. */
    void looked(Moment now) {
        touched = false;
        since = now;
    }
}
