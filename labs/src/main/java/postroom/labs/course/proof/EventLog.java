package postroom.labs.course.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import postroom.labs.course.run.CourseEvent;

/** The events of a proof, to be waited for. */
final class EventLog implements Consumer<CourseEvent> {
    private final List<CourseEvent> events = new ArrayList<>();

    @Override
    public synchronized void accept(CourseEvent event) {
        events.add(event);
        notifyAll();
    }

    synchronized List<CourseEvent> all() {
        return List.copyOf(events);
    }

    /** Waits until what has happened satisfies; false when the time is over before. */
    synchronized boolean await(Predicate<List<CourseEvent>> enough, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!enough.test(events)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
