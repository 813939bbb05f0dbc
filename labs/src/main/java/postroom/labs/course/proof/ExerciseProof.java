package postroom.labs.course.proof;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import postroom.labs.course.Chapter;
import postroom.labs.course.ConsoleBlock;
import postroom.labs.course.Exercise;
import postroom.labs.course.Proof;
import postroom.labs.course.Task;
import postroom.labs.course.Workplace;
import postroom.labs.course.run.Answer;
import postroom.labs.course.run.CourseEvent;
import postroom.labs.course.run.Desk;
import postroom.labs.course.run.ExerciseState;
import postroom.labs.course.text.Template;
import postroom.labs.course.text.Vars;

/**
 * Proves one exercise for one seed: untouched it is not passed; its solution and each alternative pass it; each wrong
 * attempt does not, and draws its feedback; a reset brings the lab back and leaves nothing passed. Each in a lab of its own.
 */
final class ExerciseProof {
    private final ProofLabs labs;
    private final Chapter chapter;
    private final Exercise exercise;
    private final long seed;
    private final Vars vars;
    private final Duration patience;

    ExerciseProof(ProofLabs labs, Chapter chapter, Exercise exercise, long seed, Duration patience) {
        this.patience = patience;
        this.labs = labs;
        this.chapter = chapter;
        this.exercise = exercise;
        this.seed = seed;
        this.vars = exercise.vars(chapter, seed);
    }

    /** One way through the exercise, in a lab that has just been made. */
    @FunctionalInterface
    private interface Attempt {
        void in(ProofLab lab, Desk desk, EventLog events) throws ProofFailure, InterruptedException;
    }

    void untouched() throws ProofFailure, InterruptedException {
        attempt((lab, desk, events) -> {
            lab.run("student", "true", patience);
            require(!state(desk).done(), "the exercise is passed by a student who does nothing");
            require(
                    events.all().stream().noneMatch(CourseEvent.NearMissed.class::isInstance),
                    "a student who has done nothing draws feedback: " + told(events));
        });
    }

    void passes(Proof.Way way) throws ProofFailure, InterruptedException {
        attempt((lab, desk, events) -> {
            doIt(way, lab);
            Set<String> open = exercise.tasks().stream()
                    .filter(task -> !task.isQuestion())
                    .map(Task::id)
                    .collect(Collectors.toSet());
            require(events.await(all -> ticked(all).containsAll(open), patience), "not all is ticked; " + told(events));
            lab.awaitQuiet(patience);
            for (Map.Entry<String, Template> each : way.answers().entrySet()) {
                String given = answer(each.getValue(), lab);
                Answer heard = answer(desk, each.getKey(), given);
                require(heard == Answer.RIGHT, "the answer \"" + given + "\" to " + each.getKey() + " is " + heard);
            }
            require(events.await(ExerciseProof::isDone, patience), "it is not passed; " + told(events));
        });
    }

    void fails(Proof.Wrong wrong) throws ProofFailure, InterruptedException {
        attempt((lab, desk, events) -> {
            doIt(wrong.way(), lab);
            if (wrong.way().answers().isEmpty()) {
                requireFeedback(wrong, events);
            }
            lab.awaitQuiet(patience);
            boolean refused = wrong.way().answers().isEmpty();
            for (Map.Entry<String, Template> each : wrong.way().answers().entrySet()) {
                refused |= answer(desk, each.getKey(), answer(each.getValue(), lab)) == Answer.WRONG;
            }
            require(refused, "none of the answers is refused");
            requireFeedback(wrong, events);
            require(!state(desk).done(), "it is passed");
        });
    }

    private void requireFeedback(Proof.Wrong wrong, EventLog events) throws ProofFailure, InterruptedException {
        if (wrong.says().isPresent()) {
            String says = wrong.says().get();
            require(
                    events.await(all -> said(all).contains(says), patience),
                    "the feedback " + says + " does not come; " + told(events));
        }
    }

    void resets() throws ProofFailure, InterruptedException {
        attempt((lab, desk, events) -> {
            String before = lab.fingerprint();
            doIt(exercise.proof().solution(), lab);
            lab.awaitQuiet(patience);
            lab.reset();
            String after = lab.fingerprint();
            require(after.equals(before), "a reset does not restore the lab: " + firstDifference(before, after));
            EventLog fresh = new EventLog();
            try (Desk again = open(lab, fresh)) {
                require(!state(again).done(), "after a reset it is passed already");
            }
        });
    }

    private void attempt(Attempt attempt) throws ProofFailure, InterruptedException {
        Workplace place = Workplace.of(chapter, exercise.start().isPresent() ? exercise.id() : "")
                .orElseThrow();
        try (ProofLab lab = labs.make(place.start(), seed, Desk.setup(place, seed))) {
            EventLog events = new EventLog();
            try (Desk desk = open(lab, events)) {
                attempt.in(lab, desk, events);
            }
        }
    }

    /** Opens the exercise and waits until it has begun: what happens before that does not count. */
    private Desk open(ProofLab lab, EventLog events) throws ProofFailure, InterruptedException {
        Desk desk = Desk.open(lab, chapter, List.of(exercise), seed, Map.of(), events);
        state(desk);
        return desk;
    }

    private void doIt(Proof.Way way, ProofLab lab) throws ProofFailure, InterruptedException {
        String text = way.script().text().fill(vars);
        if (way.script() instanceof Proof.Action.Run) {
            lab.run("student", text, patience);
            return;
        }
        try (ProofTerminal terminal = lab.login()) {
            new ConsolePlayer(lab, terminal, patience).play(List.of(ConsoleBlock.parse(text)));
        }
    }

    private String answer(Template command, ProofLab lab) throws ProofFailure, InterruptedException {
        return lab.run("student", command.fill(vars), patience).output().strip();
    }

    private Answer answer(Desk desk, String task, String text) throws ProofFailure, InterruptedException {
        try {
            return desk.answer(exercise.id(), task, text).toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new ProofFailure("the question " + task + " broke: " + e.getCause());
        }
    }

    private ExerciseState state(Desk desk) throws ProofFailure, InterruptedException {
        try {
            return desk.states().toCompletableFuture().get().get(exercise.id());
        } catch (ExecutionException e) {
            throw new ProofFailure("the exercise broke: " + e.getCause());
        }
    }

    private static Set<String> ticked(List<CourseEvent> events) {
        Set<String> ticked = new HashSet<>();
        for (CourseEvent event : events) {
            if (event instanceof CourseEvent.TaskChanged task) {
                if (task.ticked()) {
                    ticked.add(task.task());
                } else {
                    ticked.remove(task.task());
                }
            }
        }
        return ticked;
    }

    private static List<String> said(List<CourseEvent> events) {
        return events.stream()
                .filter(CourseEvent.NearMissed.class::isInstance)
                .map(event -> ((CourseEvent.NearMissed) event).name())
                .toList();
    }

    private static boolean isDone(List<CourseEvent> events) {
        return events.stream().anyMatch(CourseEvent.Done.class::isInstance);
    }

    private static String told(EventLog events) {
        List<CourseEvent> all = events.all();
        return "ticked: " + ticked(all) + ", feedback: " + said(all);
    }

    private static String firstDifference(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        return "gone "
                + old.stream().filter(line -> !now.contains(line)).limit(3).toList() + ", new "
                + now.stream().filter(line -> !old.contains(line)).limit(3).toList();
    }

    private static void require(boolean holds, String otherwise) throws ProofFailure {
        if (!holds) {
            throw new ProofFailure(otherwise);
        }
    }
}
