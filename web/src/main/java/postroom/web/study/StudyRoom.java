package postroom.web.study;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import postroom.labs.course.Chapter;
import postroom.labs.course.Workplace;
import postroom.labs.course.run.Answer;
import postroom.labs.course.run.ExerciseState;
import postroom.labs.debian.mailmap.MailMap;
import postroom.labs.lab.view.HostFiles;
import postroom.labs.lab.view.MailFolders;
import postroom.server.wire.WireLog;

/** One learner's lab, as the sockets of its page use it. Thread-safe. */
public interface StudyRoom {

    /** Whose host it is, and which exercises are done here. */
    Workplace place();

    /** The chapter that is studied here. */
    default Chapter chapter() {
        return place().chapter();
    }

    /** What the learner's own values are drawn from. */
    long seed();

    /** The shell that the terminal shows. It lives on while no page looks at it. */
    TerminalFeed terminal();

    /** What is said in the lab. */
    WireLog wire();

    /**
     * Looks at the lab's mail system, until the answer is closed; empty if there is none.
     *
     * @param watcher is told what happens, on the lab's threads
     */
    Optional<MailMap> map(MailMap.Watcher watcher);

    /** The files of the lab's host as a user of it may see them; empty if there is none. */
    Optional<HostFiles> files(String user);

    /** The mailboxes of the lab's host as a user of it may see them; empty if there is none. */
    Optional<MailFolders> mail(String user);

    /**
     * Where the learner stands in an exercise that is done here.
     *
     * @throws java.util.NoSuchElementException for an unknown one
     */
    ExerciseState exercise(String id);

    /**
     * Tells when an exercise's state has changed.
     *
     * @param changed gets the exercise's id; must be quick
     * @return stops the telling
     */
    AutoCloseable watch(Consumer<String> changed);

    /**
     * Somebody looks at it: it does not go to sleep before the answer is closed.
     *
     * @param gone called when the room ends all the same; must be quick
     */
    AutoCloseable visit(Runnable gone);

    /** Shows one more hint of the exercise, if there is one. */
    void hint(String exercise);

    /** The learner has turned to this exercise: of this one near misses are spoken. */
    void attend(String exercise);

    /** Looks at an answer to a task's question. */
    CompletionStage<Answer> answer(String exercise, String task, String text);

    /** Sets the host back to the start of the exercise. */
    void reset(String exercise);
}
