package postroom.labs.course.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import postroom.labs.course.Chapter;
import postroom.labs.course.Exercise;
import postroom.labs.course.Workplace;
import postroom.labs.course.text.Template;
import postroom.labs.course.text.Vars;

/**
 * The exercises that are open in one lab, all at once. Its methods may be called from any thread; events come one after
 * the other, on the lab's {@link CourseLab#looks}.
 */
public final class Desk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final CourseLab lab;
    private final SessionLog log = new SessionLog();
    private final Map<String, ExerciseRun> runs = new LinkedHashMap<>();
    private final List<Stir> waiting = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile String focus = "";
    private String at = ""; // confined to the lab's looks, as the runs are
    private boolean planned;
    private AutoCloseable subscription;

    private Desk(CourseLab lab, Chapter chapter, List<Exercise> exercises, long seed, Consumer<CourseEvent> listener) {
        this.lab = lab;
        for (Exercise exercise : exercises) {
            Vars vars = exercise.vars(chapter, seed);
            runs.put(exercise.id(), new ExerciseRun(exercise, vars, lab.facts(), log, listener));
        }
    }

    /** What root runs in a new lab, in this order, before the student sees it: of the chapter, then of each exercise. */
    public static List<String> setup(Workplace place, long seed) {
        Chapter chapter = place.chapter();
        List<String> commands = new ArrayList<>();
        Vars shared = chapter.vars(seed);
        chapter.setup().forEach(command -> commands.add(command.fill(shared)));
        for (Exercise exercise : place.exercises()) {
            Vars vars = exercise.vars(chapter, seed);
            for (Template command : exercise.setup()) {
                commands.add(command.fill(vars));
            }
        }
        return commands;
    }

    /**
     * Opens exercises in a lab in which their {@link #setup} has been run.
     *
     * @param saved how far the student is, by exercise; those that are not named begin
     * @param listener gets every event, the ticks of levels that hold from the start among them
     */
    public static Desk open(
            CourseLab lab,
            Chapter chapter,
            List<Exercise> exercises,
            long seed,
            Map<String, ExerciseState> saved,
            Consumer<CourseEvent> listener) {
        Desk desk = new Desk(lab, chapter, exercises, seed, listener);
        Map<String, ExerciseState> states = Map.copyOf(saved);
        // what the wire still knows from before comes first, so that it counts for no exercise that begins now
        desk.subscription = lab.listen(desk::stirred);
        lab.looks().execute(() -> {
            desk.runs.forEach((id, run) -> run.start(states.getOrDefault(id, ExerciseState.FRESH)));
            desk.turnToFirstOpen();
        });
        return desk;
    }

    private void stirred(Stir stir) {
        synchronized (waiting) {
            // a long log written in one go stirs the same path again and again
            if (closed.get()
                    || (!waiting.isEmpty() && waiting.get(waiting.size() - 1).equals(stir))) {
                return;
            }
            waiting.add(stir);
            if (planned) {
                return;
            }
            planned = true;
        }
        lab.looks().execute(this::look);
    }

    private void look() {
        List<Stir> stirs;
        synchronized (waiting) {
            stirs = List.copyOf(waiting);
            waiting.clear();
            planned = false;
        }
        for (Stir stir : stirs) {
            boolean worthALook = !(stir instanceof Stir.OnWire wire) || log.add(wire.event());
            if (worthALook) {
                String attended = attended();
                runs.forEach((id, run) -> run.stirred(stir, id.equals(attended)));
                if (stir.endsAStep()) {
                    turnToFirstOpen();
                }
            }
        }
    }

    /**
     * The exercise that the student is at: the one attended to, else the first that was not done when the last step ended.
     * The step by which an exercise gets done is no try at the next one.
     */
    private String attended() {
        String chosen = focus;
        boolean open = runs.containsKey(chosen) && !runs.get(chosen).isDone();
        return open ? chosen : at;
    }

    private void turnToFirstOpen() {
        Optional<ExerciseRun> open =
                runs.values().stream().filter(run -> !run.isDone()).findFirst();
        String next = open.map(run -> run.exercise().id()).orElse("");
        if (!next.equals(at)) {
            at = next;
            open.ifPresent(ExerciseRun::passOverSessions);
        }
    }

    /**
     * The student has turned to an exercise, by a click on its card say. Tasks tick in all exercises at any time, but
     * near misses, and the hints that they draw, come only for this one, until it is done.
     */
    public void attend(String exercise) {
        focus = exercise;
    }

    /** The lab was put back to its start: all exercises that are not done begin anew. */
    public void restart() {
        lab.looks().execute(() -> {
            runs.values().forEach(ExerciseRun::restart);
            turnToFirstOpen();
        });
    }

    /** Takes an answer. */
    public CompletionStage<Answer> answer(String exercise, String task, String text) {
        return ask(() -> {
            Answer given = run(exercise).map(run -> run.answer(task, text)).orElse(Answer.NO_QUESTION);
            turnToFirstOpen();
            return given;
        });
    }

    /** The student asks for the next hint; it comes as an event. */
    public void hint(String exercise) {
        lab.looks().execute(() -> run(exercise).ifPresent(ExerciseRun::hint));
    }

    /** How far all exercises are; what has stirred before the call is in it. */
    public CompletionStage<Map<String, ExerciseState>> states() {
        return ask(() -> {
            Map<String, ExerciseState> states = new LinkedHashMap<>();
            runs.forEach((id, run) -> states.put(id, run.state()));
            return states;
        });
    }

    private Optional<ExerciseRun> run(String exercise) {
        return Optional.ofNullable(runs.get(exercise));
    }

    private <T> CompletionStage<T> ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        lab.looks().execute(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    /** Ends it: nothing is looked at and told any more. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            subscription.close();
        } catch (Exception e) {
            LOG.warn("An exercise's subscription to its lab did not end", e);
        }
    }
}
