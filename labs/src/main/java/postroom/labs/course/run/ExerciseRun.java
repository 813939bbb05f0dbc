package postroom.labs.course.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import postroom.labs.course.Exercise;
import postroom.labs.course.NearMiss;
import postroom.labs.course.Task;
import postroom.labs.course.check.Check;
import postroom.labs.course.check.LabFacts;
import postroom.labs.course.check.Session;
import postroom.labs.course.check.Watch;
import postroom.labs.course.text.Bilingual;
import postroom.labs.course.text.Vars;

/**
 * One exercise in one student's lab: which tasks are ticked, and what is said to the student.
 *
 * <p>A task is looked at when something stirs that its check watches, at no other time. An edge stays ticked; a level
 * is unticked when it stops holding; once all are ticked the exercise is done and stays so. Near misses are looked at
 * when something of theirs has stirred and the student's command, or an SMTP session, has come to its end, so that
 * nothing is said of half a step.
 *
 * <p>Confined to {@link CourseLab#looks}; {@link Desk} is the door for other threads.
 */
final class ExerciseRun {
    private final Exercise exercise;
    private final Vars vars;
    private final LabFacts facts;
    private final SessionLog log;
    private final Consumer<CourseEvent> tell;
    private final Set<String> ticked = new LinkedHashSet<>();
    private final Map<String, Set<Watch>> watches = new HashMap<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private final Set<String> touched = new HashSet<>();
    private Moment start;
    private boolean done;
    private int attempts;
    private int hints;
    private String near = "";

    ExerciseRun(Exercise exercise, Vars vars, LabFacts facts, SessionLog log, Consumer<CourseEvent> tell) {
        this.exercise = exercise;
        this.vars = vars;
        this.facts = facts;
        this.log = log;
        this.tell = tell;
    }

    /** Begins, or goes on where a student has left. Levels that hold already are ticked at once. */
    void start(ExerciseState state) {
        ticked.clear();
        ticked.addAll(state.ticked());
        done = state.done();
        attempts = state.attempts();
        hints = state.hints();
        near = state.near();
        begin();
    }

    private void begin() {
        start = now();
        watches.clear();
        candidates.clear();
        for (Task task : exercise.tasks()) {
            task.check().ifPresent(check -> watches.put(task.id(), watched(check)));
            for (int i = 0; i < task.near().size(); i++) {
                NearMiss miss = task.near().get(i);
                String name = task.id() + "/" + (i + 1);
                Check condition = miss.condition();
                candidates.add(new Candidate(task.id(), name, condition, miss.say(), watched(condition), start));
            }
        }
        lookAtAll();
    }

    private Set<Watch> watched(Check check) {
        return check.watches(template -> template.fill(vars));
    }

    private Moment now() {
        Map<String, Integer> mail = new LinkedHashMap<>();
        exercise.tasks().stream()
                .flatMap(task -> Stream.concat(
                        task.check().stream(), task.near().stream().map(NearMiss::condition)))
                .flatMap(Check::mailboxes)
                .map(user -> user.fill(vars))
                .distinct()
                .forEach(user -> mail.put(user, facts.mailbox(user).size()));
        return new Moment(log.now(), mail);
    }

    ExerciseState state() {
        return new ExerciseState(ticked, done, attempts, hints, near);
    }

    Exercise exercise() {
        return exercise;
    }

    boolean isDone() {
        return done;
    }

    /**
     * Something has happened in the lab.
     *
     * @param attended whether the student is at this exercise: only then near misses are spoken of
     */
    void stirred(Stir stir, boolean attended) {
        if (done) {
            return;
        }
        watches.forEach((task, watched) -> {
            if (watched.stream().anyMatch(stir::touches)) {
                touched.add(task);
            }
        });
        candidates.forEach(candidate -> candidate.touch(stir));
        look(stir instanceof Stir.ServicesChanged services ? Optional.of(services.then()) : Optional.empty());
        if (stir.endsAStep()) {
            considerNear(candidates, attended);
        } else if (stir instanceof Stir.PathChanged) {
            considerNear(candidates.stream().filter(Candidate::isAboutMail).toList(), attended);
        }
    }

    /** The sessions that are known belong to the exercise before: how they end is no miss of this one. */
    void passOverSessions() {
        candidates.forEach(candidate -> candidate.spoken(log.ids(), log.ids()));
    }

    /** Looks at every level: the lab was put back to another state, of which no stir tells. */
    void lookAtAll() {
        touched.addAll(watches.keySet());
        look(Optional.empty());
    }

    /** @param then the services of the moment at which it happened: what an edge is about, while a level is about now */
    private void look(Optional<Services> then) {
        // each round ticks or unticks something that others may name in `done:`; more rounds than tasks are never
        // needed
        for (int round = 0; round <= exercise.tasks().size() && !touched.isEmpty() && !done; round++) {
            Set<String> now = Set.copyOf(touched);
            touched.clear();
            for (Task task : exercise.tasks()) {
                if (now.contains(task.id())) {
                    look(task, then);
                }
            }
            finishIfAllTicked();
        }
    }

    private void look(Task task, Optional<Services> then) {
        boolean was = ticked.contains(task.id());
        boolean edge = task.goal() instanceof Task.Goal.Edge;
        if (edge && was) {
            return;
        }
        boolean is = task.check().orElseThrow().holds(sight(edge ? then : Optional.empty()));
        if (is != was) {
            tick(task.id(), is);
        }
    }

    private void tick(String task, boolean on) {
        if (on) {
            ticked.add(task);
        } else {
            ticked.remove(task);
        }
        tell.accept(new CourseEvent.TaskChanged(exercise.id(), task, on));
        watches.forEach((other, watched) -> {
            if (watched.contains(new Watch.Tasks())) {
                touched.add(other);
            }
        });
        candidates.forEach(Candidate::touchTasks);
    }

    private void finishIfAllTicked() {
        if (!done && ticked.size() == exercise.tasks().size()) {
            done = true;
            tell.accept(new CourseEvent.Done(exercise.id(), fill(exercise.explain())));
        }
    }

    private void considerNear(List<Candidate> among, boolean attended) {
        if (done || among.stream().noneMatch(Candidate::isTouched)) {
            return;
        }
        Moment now = now();
        Set<String> spokenOf = new HashSet<>();
        for (Candidate candidate : among) {
            if (!candidate.isTouched()) {
                continue;
            }
            boolean open = attended && !ticked.contains(candidate.task) && !spokenOf.contains(candidate.task);
            boolean holds = open && candidate.condition.holds(sight(candidate));
            if (holds) {
                spokenOf.add(candidate.task);
                candidate.spoken(meant(candidate), log.ids());
                near = candidate.name;
                tell.accept(new CourseEvent.NearMissed(exercise.id(), candidate.name, fill(candidate.say)));
            }
            // a message is written in several strokes: one that did not fit yet is looked at again when it has grown
            boolean mayGrow = open && !holds && candidate.isAboutMail();
            candidate.looked(mayGrow ? candidate.since() : now);
        }
        if (!spokenOf.isEmpty()) {
            attempted();
        }
    }

    /** The sessions each of which alone would have made that near miss. */
    private List<String> meant(Candidate candidate) {
        List<String> all = sight(candidate).sessions().stream().map(Session::id).toList();
        if (all.size() < 2) {
            return all;
        }
        return all.stream()
                .filter(id -> {
                    Set<String> others = new HashSet<>(candidate.told());
                    others.addAll(all);
                    others.remove(id);
                    return candidate.condition.holds(sight(candidate.since(), others));
                })
                .toList();
    }

    /** The first attempt draws only its own sentence; from the second on each brings a hint along. */
    private void attempted() {
        attempts++;
        if (attempts > 1) {
            hint();
        }
    }

    /** Gives the next hint out, if there is one. */
    void hint() {
        if (hints < exercise.hints().size()) {
            Bilingual hint = exercise.hints().get(hints++);
            tell.accept(new CourseEvent.HintShown(exercise.id(), hints, fill(hint)));
        }
    }

    /** Takes a student's answer to a question. */
    Answer answer(String name, String text) {
        Task task = exercise.task(name).filter(Task::isQuestion).orElse(null);
        if (task == null) {
            return Answer.NO_QUESTION;
        }
        if (done || ticked.contains(name)) {
            return Answer.RIGHT;
        }
        List<String> right = ((Task.Goal.Question) task.goal()).source().right(sight(Optional.empty()));
        if (right.isEmpty()) {
            return Answer.NOT_YET;
        }
        String given = text.strip();
        if (right.stream().noneMatch(each -> each.equalsIgnoreCase(given))) {
            considerAnswer(task, given);
            attempted();
            return Answer.WRONG;
        }
        tick(name, true);
        look(Optional.empty());
        finishIfAllTicked();
        return Answer.RIGHT;
    }

    /** Says what is nearly right in a wrong answer, where its author has foreseen it. */
    private void considerAnswer(Task task, String given) {
        RunSight sight = new RunSight(
                facts, log, vars, Set.copyOf(ticked), start, Set.of(), Optional.empty(), Optional.of(given));
        candidates.stream()
                .filter(candidate -> candidate.task.equals(task.id()) && candidate.condition.holds(sight))
                .findFirst()
                .ifPresent(candidate -> {
                    near = candidate.name;
                    tell.accept(new CourseEvent.NearMissed(exercise.id(), candidate.name, fill(candidate.say)));
                });
    }

    /** Begins anew, in a lab that has been put back to its start. An exercise that is done stays done. */
    void restart() {
        start(done ? state() : ExerciseState.FRESH);
        tell.accept(new CourseEvent.Restarted(exercise.id()));
    }

    private RunSight sight(Candidate candidate) {
        return sight(candidate.since(), candidate.told());
    }

    private RunSight sight(Moment since, Set<String> told) {
        return new RunSight(facts, log, vars, Set.copyOf(ticked), since, told, Optional.empty(), Optional.empty());
    }

    private RunSight sight(Optional<Services> then) {
        return new RunSight(facts, log, vars, Set.copyOf(ticked), start, Set.of(), then, Optional.empty());
    }

    private Bilingual fill(Bilingual text) {
        return text.fill(vars);
    }
}
