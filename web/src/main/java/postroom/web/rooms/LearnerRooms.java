package postroom.web.rooms;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import postroom.labs.course.Course;
import postroom.labs.course.Workplace;
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

/**
 * The labs of this server, made when their learner comes. One at which nobody looks goes to sleep after a while, and when its
 * place is needed: its journal wakes it again.
 */
public final class LearnerRooms implements StudyRooms, AutoCloseable {
    private static final Logger LOG = System.getLogger(LearnerRooms.class.getName());
    private static final Duration ENTERING = Duration.ofSeconds(2);
    private static final int SLEEP_CHECK_SECONDS = 20;
    private static final int CLOSE_SECONDS = 5;

    /** @param place the {@link Workplace}'s id */
    private record Key(String learner, String place) {}

    private final Supplier<Course> course;
    private final Learners learners;
    private final Progress progress;
    private final LabMaker maker;
    private final LoginShell login;
    private final RoomLimits limits;
    private final InstantSource clock;
    private final ExecutorService keeping = Executors.newSingleThreadExecutor(work -> daemon(work, "progress"));
    private final ScheduledExecutorService sandman =
            Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "sandman"));
    private final Map<Key, Slot> rooms = new LinkedHashMap<>();

    /** A place for a room that is being made or is there: its lock is held while it is made, not that of all. */
    private static final class Slot {
        private volatile LearnerRoom room;
        private volatile boolean gone;

        /** Whether it is gone now. A place that is just being filled is not waited for: it is in use. */
        private boolean closeIfDeserted(Duration since) {
            LearnerRoom there = room;
            if (there == null || !there.isDeserted(since)) {
                return false;
            }
            synchronized (this) {
                if (room == null || !room.isDeserted(since)) {
                    return gone;
                }
                close();
                return true;
            }
        }

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
     * @param clock tells for how long nobody has looked at a lab
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
            RoomLimits limits,
            InstantSource clock,
            boolean sync,
            Map<Integer, Integer> exposed) {
        this.course = course;
        this.learners = learners;
        this.progress = progress;
        this.login = login;
        this.limits = limits;
        this.clock = clock;
        this.maker = new LabMaker(labs, register, folder.labs(), sync, exposed);
        sandman.scheduleWithFixedDelay(this::putToSleep, SLEEP_CHECK_SECONDS, SLEEP_CHECK_SECONDS, TimeUnit.SECONDS);
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public Optional<StudyRoom> enter(String cookie, String chapter, String host) {
        Optional<Workplace> place = course.get().chapter(chapter).flatMap(found -> Workplace.of(found, host));
        Optional<Learner> learner = learners.find(cookie);
        if (place.isEmpty() || learner.isEmpty()) {
            return Optional.empty();
        }
        while (true) {
            Key key = new Key(learner.get().id(), place.get().id());
            Slot slot = slot(key);
            synchronized (slot) {
                if (slot.gone) {
                    continue;
                }
                if (slot.room == null) {
                    slot.room = open(place.get(), learner.get(), () -> leave(key, slot));
                }
                slot.room.expect();
                return Optional.of(slot.room);
            }
        }
    }

    private void leave(Key key, Slot slot) {
        slot.gone = true;
        synchronized (rooms) {
            rooms.remove(key, slot);
        }
    }

    private Slot slot(Key key) {
        synchronized (rooms) {
            Slot slot = rooms.get(key);
            if (slot == null) {
                makeSpace(key.learner(), limits.mostOfOne());
                makeSpace("", limits.most());
                slot = new Slot();
                rooms.put(key, slot);
            }
            return slot;
        }
    }

    /** When all places are taken, a lab at which nobody looks goes to sleep. */
    private void makeSpace(String learner, int most) {
        List<Map.Entry<Key, Slot>> taken = rooms.entrySet().stream()
                .filter(each -> learner.isEmpty() || each.getKey().learner().equals(learner))
                .toList();
        if (taken.size() < most) {
            return;
        }
        for (Map.Entry<Key, Slot> each : taken) {
            if (each.getValue().closeIfDeserted(ENTERING)) {
                rooms.remove(each.getKey());
                return;
            }
        }
        throw new NoRoomException("there are " + most + " labs in use");
    }

    /** Whether a learner would get a lab now; room is made for it. */
    public boolean hasRoomFor(String learner, String chapter) {
        synchronized (rooms) {
            if (rooms.containsKey(new Key(learner, chapter))) {
                return true;
            }
            try {
                makeSpace(learner, limits.mostOfOne());
                makeSpace("", limits.most());
                return true;
            } catch (NoRoomException full) {
                return false;
            }
        }
    }

    /** Closes the labs that nobody has looked at for long; what they hold is in their journals. */
    public void putToSleep() {
        snapshot().forEach((key, slot) -> {
            try {
                if (slot.closeIfDeserted(limits.sleepAfter())) {
                    leave(key, slot);
                }
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a lab did not go to sleep well", e);
            }
        });
    }

    private Map<Key, Slot> snapshot() {
        synchronized (rooms) {
            return Map.copyOf(rooms);
        }
    }

    /** How many labs are awake. */
    public int awake() {
        return (int)
                snapshot().values().stream().filter(slot -> slot.room != null).count();
    }

    /**
     * Whether a learner is there, and at what: as the lab sees it in which they typed last.
     *
     * @param places ids of workplaces
     */
    public Presence presence(String learner, Collection<String> places) {
        Presence latest = Presence.AWAY;
        for (String place : places) {
            Slot slot;
            synchronized (rooms) {
                slot = rooms.get(new Key(learner, place));
            }
            LearnerRoom room = slot == null ? null : slot.room;
            if (room != null) {
                Presence here = room.presence();
                boolean better = here.here() != latest.here()
                        ? here.here()
                        : here.lastKey().isAfter(latest.lastKey());
                latest = better ? here : latest;
            }
        }
        return latest;
    }

    /** Ends the labs of a learner who is gone, and takes their journals away. */
    public void forget(Learner learner) {
        snapshot().forEach((key, slot) -> {
            if (key.learner().equals(learner.id())) {
                slot.close();
                leave(key, slot);
            }
        });
        maker.forget(learner.id());
    }

    /** Takes away, in the background, the journals of whom the database has forgotten: the server may have died meanwhile. */
    public void forgetStrangers() {
        sandman.execute(() -> {
            try {
                for (String owner : maker.owners()) {
                    if (Learner.isId(owner) && learners.find(owner).isEmpty()) {
                        LOG.log(Level.INFO, "labs of a learner who was removed are taken away");
                        maker.forget(owner);
                    }
                }
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "journals of removed learners were not taken away", e);
            }
        });
    }

    /** @param failed called if it cannot be made: its place is free again */
    private LearnerRoom open(Workplace place, Learner learner, Runnable failed) {
        boolean opened = false;
        try {
            LearnerRoom room = new LearnerRoom(
                    maker,
                    place,
                    learner,
                    login,
                    clock,
                    progress.of(learner),
                    (exercise, state) -> keeping.execute(() -> keep(learner, exercise, state)));
            opened = true;
            return room;
        } finally {
            if (!opened) {
                failed.run();
            }
        }
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
        sandman.shutdown();
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
