package postroom.web.classroom;

import io.javalin.http.Context;
import io.javalin.http.ServiceUnavailableResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import postroom.labs.course.Chapter;
import postroom.labs.course.Course;
import postroom.web.http.LearnerCookie;
import postroom.web.pages.Entrance;
import postroom.web.rooms.LearnerRooms;
import postroom.web.storage.Cohort;
import postroom.web.storage.Cohorts;
import postroom.web.storage.Seat;
import postroom.web.storage.Seats;
import postroom.web.study.StudyRoom;
import postroom.web.study.StudyRooms;

/** Lets students of a class, and nobody else, to its chapters and to their own labs. */
public final class Entry implements Entrance, StudyRooms {
    private final Supplier<Course> course;
    private final Cohorts cohorts;
    private final Seats seats;
    private final LearnerRooms rooms;

    /** @param course waited for, since it is read while the server starts */
    public Entry(Supplier<Course> course, Cohorts cohorts, Seats seats, LearnerRooms rooms) {
        this.course = course;
        this.cohorts = cohorts;
        this.seats = seats;
        this.rooms = rooms;
    }

    /** @throws ServiceUnavailableResponse if there is no room for one more lab, or not for one more of this student */
    @Override
    public Optional<Visit> enter(Context ctx) {
        Optional<Seat> seat = seats.ofLearner(LearnerCookie.read(ctx));
        String chapter = ctx.pathParam("chapter");
        if (seat.isPresent() && !rooms.hasRoomFor(seat.get().learner().id(), chapter)) {
            throw new ServiceUnavailableResponse();
        }
        return seat.map(it -> new Visit(it.learner(), chapters(it)));
    }

    private List<Chapter> chapters(Seat seat) {
        return cohorts.find(seat.cohort())
                .map(cohort -> Column.chapters(course.get(), cohort.chapters()))
                .orElse(List.of());
    }

    @Override
    public Optional<StudyRoom> enter(String learner, String chapter, String host) {
        Optional<Cohort> cohort = seats.ofLearner(learner).flatMap(seat -> cohorts.find(seat.cohort()));
        return cohort.filter(it -> it.chapters().contains(chapter)).flatMap(it -> rooms.enter(learner, chapter, host));
    }
}
