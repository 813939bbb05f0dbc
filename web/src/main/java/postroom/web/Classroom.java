package postroom.web;

import java.time.Clock;
import java.util.function.Supplier;
import postroom.labs.course.Course;
import postroom.web.classroom.AccountPages;
import postroom.web.classroom.BoardSocket;
import postroom.web.classroom.Boards;
import postroom.web.classroom.ClassPages;
import postroom.web.classroom.Entry;
import postroom.web.classroom.Guard;
import postroom.web.classroom.JoinPages;
import postroom.web.classroom.SeatPages;
import postroom.web.classroom.SetupToken;
import postroom.web.http.Assets;
import postroom.web.rooms.LearnerRooms;
import postroom.web.storage.Cohorts;
import postroom.web.storage.Database;
import postroom.web.storage.Instructor;
import postroom.web.storage.Progress;
import postroom.web.storage.Seats;
import postroom.web.text.CourseTexts;

/**
 * What a server with classes has beyond that of one learner.
 *
 * @param entry lets students, and nobody else, to their labs
 * @param token prints who may choose the instructor's password; none if that is done
 */
record Classroom(
        Entry entry,
        Guard guard,
        AccountPages account,
        JoinPages join,
        ClassPages classes,
        SeatPages seats,
        BoardSocket board,
        Boards boards,
        SetupToken token)
        implements AutoCloseable {

    /** @param renew whether the instructor's password is to be chosen anew */
    static Classroom make(
            Database database,
            Supplier<Course> course,
            CourseTexts texts,
            Progress progress,
            LearnerRooms rooms,
            Assets assets,
            Clock clock,
            boolean renew) {
        Cohorts cohorts = new Cohorts(database, clock);
        Seats seats = new Seats(database, clock);
        Instructor instructor = new Instructor(database, clock);
        SetupToken token = renew || !instructor.exists() ? SetupToken.draw() : SetupToken.none();
        Boards boards = new Boards(course, seats, progress, rooms, clock);
        return new Classroom(
                new Entry(course, cohorts, seats, rooms),
                new Guard(instructor),
                new AccountPages(instructor, token, assets, clock),
                new JoinPages(course, cohorts, seats, progress, assets, clock),
                new ClassPages(course, cohorts, seats, boards, rooms, assets),
                new SeatPages(course, texts, cohorts, seats, progress, rooms, assets),
                new BoardSocket(cohorts, boards, texts, clock),
                boards,
                token);
    }

    @Override
    public void close() {
        boards.close();
    }
}
