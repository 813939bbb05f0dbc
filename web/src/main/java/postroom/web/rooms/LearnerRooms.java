package postroom.web.rooms;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import postroom.labs.course.Chapter;
import postroom.labs.course.Course;
import postroom.labs.course.run.ExerciseState;
import postroom.labs.lab.Labs;
import postroom.web.storage.DataFolder;
import postroom.web.storage.LabRegister;
import postroom.web.storage.Learner;
import postroom.web.storage.Learners;
import postroom.web.storage.Progress;
import postroom.web.storage.StorageException;
import postroom.web.study.NoRoomException;
import postroom.web.study.StudyRoom;
import postroom.web.study.StudyRooms;

/** The labs of this server, made when their learner comes. At most {@value #MOST_ROOMS} at a time. */
public final class LearnerRooms implements StudyRooms, AutoCloseable {
    private static final Logger LOG = System.getLogger(LearnerRooms.class.getName());
    private static final int MOST_ROOMS = 1_500;
    private static final int CLOSE_SECONDS = 5;

    private record Key(String learner, String chapter) {}

    private final Supplier<Course> course;
    private final Learners learners;
    private final Progress progress;
    private final LabMaker maker;
    private final LoginShell login;
    private final ExecutorService keeping = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Key, Slot> rooms = new LinkedHashMap<>();

    /** A place for a room that is being made or is there: its lock is held while it is made, not that of all. */
    private static final class Slot {
        private LearnerRoom room;
        private boolean gone;

        private synchronized void close() {
            gone = true;
            if (room != null) {
                room.close();
                room = null;
            }
        }
    }

    /**
     * @param labs waited for: images and programs are loaded while the server starts
     * @param sync whether each journal must reach the disk before anything is acknowledged
     * @param exposed ports of a lab that real clients can reach: port to real loopback port; for a server of one learner
     */
    public LearnerRooms(
            Supplier<Labs> labs,
            Supplier<Course> course,
            Learners learners,
            Progress progress,
            LabRegister register,
            DataFolder folder,
            LoginShell login,
            boolean sync,
            Map<Integer, Integer> exposed) {
        this.course = course;
        this.learners = learners;
        this.progress = progress;
        this.login = login;
        this.maker = new LabMaker(labs, register, folder.labs(), sync, exposed);
    }

    @Override
    public Optional<StudyRoom> enter(String cookie, String chapterId) {
        Optional<Chapter> chapter = course.get().chapter(chapterId);
        Optional<Learner> learner = learners.find(cookie);
        if (chapter.isEmpty() || learner.isEmpty()) {
            return Optional.empty();
        }
        while (true) {
            Slot slot = slot(new Key(learner.get().id(), chapterId));
            synchronized (slot) {
                if (slot.gone) {
                    continue;
                }
                if (slot.room == null) {
                    slot.room = open(chapter.get(), learner.get());
                }
                return Optional.of(slot.room);
            }
        }
    }

    private Slot slot(Key key) {
        synchronized (rooms) {
            Slot slot = rooms.get(key);
            if (slot == null) {
                makeSpace();
                slot = new Slot();
                rooms.put(key, slot);
            }
            return slot;
        }
    }

    /** When all places are taken, a lab at which nobody looks goes to sleep: its journal wakes it again. */
    private void makeSpace() {
        if (rooms.size() < MOST_ROOMS) {
            return;
        }
        Iterator<Slot> slots = rooms.values().iterator();
        while (slots.hasNext()) {
            Slot slot = slots.next();
            synchronized (slot) {
                if (slot.room == null || !slot.room.isWatched()) {
                    slots.remove();
                    slot.close();
                    return;
                }
            }
        }
        throw new NoRoomException("there are " + MOST_ROOMS + " labs in use");
    }

    private LearnerRoom open(Chapter chapter, Learner learner) {
        return new LearnerRoom(
                maker,
                chapter,
                learner,
                login,
                progress.of(learner),
                (exercise, state) -> keeping.execute(() -> keep(learner, exercise, state)));
    }

    private void keep(Learner learner, String exercise, ExerciseState state) {
        try {
            progress.keep(learner, exercise, state);
        } catch (StorageException | org.jdbi.v3.core.JdbiException e) {
            LOG.log(Level.ERROR, "progress of " + exercise + " was not kept", e);
        }
    }

    /** Ends all labs; what they hold is in their journals. */
    @Override
    public void close() {
        synchronized (rooms) {
            rooms.values().forEach(Slot::close);
            rooms.clear();
        }
        keeping.shutdown();
        try {
            if (!keeping.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "some progress was not kept");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
