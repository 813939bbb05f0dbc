package postroom.web.rooms;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import postroom.labs.course.Workplace;
import postroom.labs.course.run.Answer;
import postroom.labs.course.run.Desk;
import postroom.labs.course.run.ExerciseState;
import postroom.labs.course.run.HostLab;
import postroom.labs.debian.mailmap.MailMap;
import postroom.labs.lab.Lab;
import postroom.labs.lab.LabState;
import postroom.labs.lab.view.HostFiles;
import postroom.labs.lab.view.MailFolders;
import postroom.server.wire.WireLog;
import postroom.web.storage.Learner;
import postroom.web.study.StudyRoom;
import postroom.web.study.TerminalFeed;

/** A learner's lab, of a chapter or of an exercise that has its own: its host, its terminal, and the exercises that are open in it. */
final class LearnerRoom implements StudyRoom, AutoCloseable {
    private record Attended(String exercise, Instant since) {}

    private final LabMaker maker;
    private final Workplace place;
    private final Learner learner;
    private final Lab lab;
    private final LoginShell login;
    private final Desk desk;
    private final BiConsumer<String, ExerciseState> keeper;
    private final List<Consumer<String>> watchers = new CopyOnWriteArrayList<>();
    private final Map<String, ExerciseState> states;
    private final LabTerminal terminal;
    private final InstantSource clock;
    private final Set<Runnable> visitors = ConcurrentHashMap.newKeySet();
    private volatile Instant lastSeen;
    private volatile Instant lastKey = Instant.MIN;
    private volatile Attended attended = new Attended("", Instant.MIN);

    /**
     * @param clock tells when somebody was here last
     * @param saved how far the learner is
     * @param keeper keeps what has changed; must not block
     */
    LearnerRoom(
            LabMaker maker,
            Workplace place,
            Learner learner,
            LoginShell login,
            InstantSource clock,
            Map<String, ExerciseState> saved,
            BiConsumer<String, ExerciseState> keeper) {
        this.maker = maker;
        this.place = place;
        this.learner = learner;
        this.login = login;
        this.clock = clock;
        this.lastSeen = clock.instant();
        this.keeper = keeper;
        this.states = new HashMap<>(saved);
        this.lab = maker.open(place, learner);
        this.desk = Desk.open(
                HostLab.of(maker.labs(), lab),
                place.chapter(),
                place.exercises(),
                learner.seed(),
                saved,
                event -> refresh());
        this.terminal = new LabTerminal(lab, login, () -> lastKey = clock.instant());
        refresh();
    }

    /** Asks how far the exercises are, and passes on what is new. */
    private void refresh() {
        Desk open = desk;
        if (open != null) {
            open.states().thenAccept(this::take);
        }
    }

    private void take(Map<String, ExerciseState> now) {
        now.forEach((id, state) -> {
            ExerciseState before;
            synchronized (states) {
                before = states.put(id, state);
            }
            if (!state.equals(before)) {
                if (before != null || !state.equals(ExerciseState.FRESH)) {
                    keeper.accept(id, state);
                }
                watchers.forEach(watcher -> watcher.accept(id));
            }
        });
    }

    @Override
    public Workplace place() {
        return place;
    }

    @Override
    public long seed() {
        return learner.seed();
    }

    @Override
    public TerminalFeed terminal() {
        return terminal;
    }

    @Override
    public WireLog wire() {
        return lab.wire();
    }

    @Override
    public Optional<MailMap> map(MailMap.Watcher watcher) {
        return Optional.of(new MailMap(lab.host(), watcher));
    }

    @Override
    public Optional<HostFiles> files(String user) {
        return Optional.of(HostFiles.as(lab.host(), user));
    }

    @Override
    public Optional<MailFolders> mail(String user) {
        return Optional.of(new MailFolders(lab.host(), HostFiles.as(lab.host(), user)));
    }

    @Override
    public ExerciseState exercise(String id) {
        known(id);
        synchronized (states) {
            return states.getOrDefault(id, ExerciseState.FRESH);
        }
    }

    private void known(String id) {
        if (place.exercises().stream().noneMatch(each -> each.id().equals(id))) {
            throw new NoSuchElementException(id);
        }
    }

    @Override
    public AutoCloseable watch(Consumer<String> changed) {
        watchers.add(changed);
        return () -> watchers.remove(changed);
    }

    @Override
    public AutoCloseable visit(Runnable gone) {
        Runnable visitor = gone::run; // two may bring the same
        visitors.add(visitor);
        return () -> {
            lastSeen = clock.instant();
            visitors.remove(visitor);
        };
    }

    /** Somebody is about to enter. */
    void expect() {
        lastSeen = clock.instant();
    }

    /** Whether nobody has looked at it for a while. */
    boolean isDeserted(Duration since) {
        return visitors.isEmpty() && !lastSeen.plus(since).isAfter(clock.instant());
    }

    Presence presence() {
        return new Presence(!visitors.isEmpty(), lastKey, attended.exercise(), attended.since());
    }

    @Override
    public void hint(String exercise) {
        known(exercise);
        desk.hint(exercise);
    }

    @Override
    public void attend(String exercise) {
        known(exercise);
        if (!attended.exercise().equals(exercise)) {
            attended = new Attended(exercise, clock.instant());
        }
        desk.attend(exercise);
    }

    @Override
    public CompletionStage<Answer> answer(String exercise, String task, String text) {
        known(exercise);
        CompletionStage<Answer> answer = desk.answer(exercise, task, text);
        answer.thenRun(this::refresh);
        return answer;
    }

    @Override
    public synchronized void reset(String exercise) {
        known(exercise);
        LabState start = maker.start(place, learner);
        terminal.release();
        lab.restore(start);
        terminal.startAnew();
        desk.restart();
        refresh();
    }

    @Override
    public void close() {
        visitors.forEach(Runnable::run);
        desk.close();
        terminal.close();
        lab.close();
    }
}
