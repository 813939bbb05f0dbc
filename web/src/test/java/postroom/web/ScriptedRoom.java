package postroom.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import postroom.labs.course.Chapter;
import postroom.labs.course.Workplace;
import postroom.labs.course.run.Answer;
import postroom.labs.course.run.ExerciseState;
import postroom.labs.debian.mailmap.MailMap;
import postroom.labs.lab.view.HostFiles;
import postroom.labs.lab.view.MailFolders;
import postroom.server.wire.WireLog;
import postroom.web.study.StudyRoom;
import postroom.web.study.TerminalFeed;

/** A room whose terminal prints what the test says and notes what is typed; the sockets are tested against it. */
final class ScriptedRoom implements StudyRoom, TerminalFeed {
    final List<String> typed = new CopyOnWriteArrayList<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final WireLog wire = new WireLog(64 * 1024);
    private final Chapter chapter;
    private final Map<String, ExerciseState> states = new LinkedHashMap<>();
    private final List<Consumer<String>> watchers = new CopyOnWriteArrayList<>();
    private final List<Runnable> visitors = new CopyOnWriteArrayList<>();
    private final List<Runnable> readers = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private long begin;

    ScriptedRoom(Chapter chapter) {
        this.chapter = chapter;
        chapter.exercises().forEach(each -> states.put(each.id(), ExerciseState.FRESH));
    }

    void print(String text) {
        synchronized (this) {
            output.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }
        readers.forEach(Runnable::run);
    }

    synchronized void forgetUpTo(long offset) {
        begin = offset;
    }

    void set(String exercise, ExerciseState state) {
        states.put(exercise, state);
        watchers.forEach(each -> each.accept(exercise));
    }

    @Override
    public Workplace place() {
        return Workplace.of(chapter);
    }

    @Override
    public long seed() {
        return 7;
    }

    @Override
    public TerminalFeed terminal() {
        return this;
    }

    @Override
    public WireLog wire() {
        return wire;
    }

    @Override
    public Optional<MailMap> map(MailMap.Watcher watcher) {
        return Optional.empty();
    }

    @Override
    public Optional<HostFiles> files(String user) {
        return Optional.empty();
    }

    @Override
    public Optional<MailFolders> mail(String user) {
        return Optional.empty();
    }

    @Override
    public ExerciseState exercise(String id) {
        return Optional.ofNullable(states.get(id)).orElseThrow(NoSuchElementException::new);
    }

    @Override
    public AutoCloseable watch(Consumer<String> changed) {
        watchers.add(changed);
        return () -> watchers.remove(changed);
    }

    @Override
    public AutoCloseable visit(Runnable gone) {
        visitors.add(gone);
        return () -> visitors.remove(gone);
    }

    @Override
    public void hint(String exercise) {
        ExerciseState state = exercise(exercise);
        asked.add("hint " + exercise);
        set(
                exercise,
                new ExerciseState(state.ticked(), state.done(), state.attempts(), state.hints() + 1, state.near()));
    }

    @Override
    public CompletionStage<Answer> answer(String exercise, String task, String text) {
        exercise(exercise);
        asked.add("answer " + exercise + " " + task + " " + text);
        return CompletableFuture.completedFuture(Answer.WRONG);
    }

    @Override
    public void attend(String exercise) {
        exercise(exercise);
        asked.add("attend " + exercise);
    }

    @Override
    public void reset(String exercise) {
        exercise(exercise);
        asked.add("reset " + exercise);
    }

    @Override
    public String run() {
        return "first";
    }

    @Override
    public synchronized long begin() {
        return begin;
    }

    @Override
    public synchronized long end() {
        return output.size();
    }

    @Override
    public synchronized byte[] read(long from, int most) {
        byte[] all = output.toByteArray();
        return from < begin
                ? new byte[0]
                : Arrays.copyOfRange(all, (int) from, (int) Math.min(all.length, from + most));
    }

    @Override
    public AutoCloseable watch(Runnable more) {
        readers.add(more);
        return () -> readers.remove(more);
    }

    @Override
    public void type(byte[] utf8) {
        typed.add(new String(utf8, StandardCharsets.UTF_8));
    }

    @Override
    public void resize(int columns, int rows) {
        typed.add("size " + columns + "x" + rows);
    }
}
