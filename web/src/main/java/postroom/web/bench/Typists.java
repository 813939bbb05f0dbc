package postroom.web.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Students of one classroom, each at the prompt of their lab's shell, who type. */
final class Typists implements AutoCloseable {
    private static final int DOORS = 8;
    private static final long LONGEST_MAKING_SECONDS = 45;

    private final List<Student> students = Collections.synchronizedList(new ArrayList<>());
    private final List<Seat> seats = Collections.synchronizedList(new ArrayList<>());

    /** A student, and where the echoes of this student's keys arrive. */
    private static final class Seat {
        private final Student student;
        private volatile Typing.Hand hand;

        Seat(Classroom room) throws Exception {
            student = room.atTheTerminal(room.enrol(), this::arrived);
        }

        private void arrived() {
            Typing.Hand typing = hand;
            if (typing != null) {
                typing.arrived();
            }
        }
    }

    /** Lets students in, several at a time, for {@value #LONGEST_MAKING_SECONDS} s at most. */
    static Typists enter(Classroom room, int count) throws Exception {
        Typists typists = new Typists();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_MAKING_SECONDS);
        AtomicInteger comers = new AtomicInteger();
        Callable<Void> door = () -> {
            while (System.nanoTime() < end && comers.getAndIncrement() < count) {
                Seat seat = new Seat(room);
                typists.students.add(seat.student);
                typists.seats.add(seat);
            }
            return null;
        };
        ExecutorService doors = Executors.newFixedThreadPool(DOORS);
        try {
            for (Future<Void> each : doors.invokeAll(Collections.nCopies(DOORS, door))) {
                each.get();
            }
            return typists;
        } catch (Exception failed) {
            typists.close();
            throw failed;
        } finally {
            doors.shutdownNow();
        }
    }

    int count() {
        return seats.size();
    }

    /** All type for a while; how long each key's echo took. */
    Figures type() throws InterruptedException {
        Typing typing = new Typing();
        List<Typing.Hand> hands = new ArrayList<>();
        for (Seat seat : List.copyOf(seats)) {
            Typing.Hand hand = typing.new Hand();
            seat.hand = hand.at(seat.student);
            hands.add(hand);
        }
        return typing.run(hands);
    }

    @Override
    public void close() {
        students.forEach(Student::close);
    }
}
