package postroom.web.classroom;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import postroom.labs.course.Course;
import postroom.labs.course.text.Bilingual;
import postroom.web.http.Assets;
import postroom.web.http.InstructorCookie;
import postroom.web.pages.Page;
import postroom.web.pages.Templates;
import postroom.web.rooms.LearnerRooms;
import postroom.web.storage.Cohort;
import postroom.web.storage.Cohorts;
import postroom.web.storage.Moment;
import postroom.web.storage.NoSeatException;
import postroom.web.storage.Progress;
import postroom.web.storage.Seat;
import postroom.web.storage.Seats;
import postroom.web.text.CourseTexts;
import postroom.web.text.Language;

/** The instructor's page of one student: the timeline, the name, the personal link, removing. The guard stands before. */
public final class SeatPages {
    private static final Logger LOG = System.getLogger(SeatPages.class.getName());
    private static final int LONGEST_ACCOUNT = 120;

    private final Supplier<Course> course;
    private final CourseTexts texts;
    private final Cohorts cohorts;
    private final Seats seats;
    private final Progress progress;
    private final LearnerRooms rooms;
    private final Assets assets;
    private final Templates templates = new Templates();

    /**
     * What happened, in words.
     *
     * @param kind {@link Moment.Kind}'s code
     * @param exercise {@code 3.1 Title}, HTML of ours
     * @param text the task, the near miss or the hint, HTML of ours; may be empty
     */
    public record Entry(Instant at, String kind, String exercise, String text) {}

    public SeatPages(
            Supplier<Course> course,
            CourseTexts texts,
            Cohorts cohorts,
            Seats seats,
            Progress progress,
            LearnerRooms rooms,
            Assets assets) {
        this.course = course;
        this.texts = texts;
        this.cohorts = cohorts;
        this.seats = seats;
        this.progress = progress;
        this.rooms = rooms;
        this.assets = assets;
    }

    /** {@code GET /classes/{class}/seats/{seat}} */
    public void show(Context ctx) {
        Cohort cohort = cohort(ctx);
        show(ctx, cohort, seat(ctx, cohort), "");
    }

    private Cohort cohort(Context ctx) {
        return ClassPages.cohort(cohorts, ctx.pathParam("class")).orElseThrow(NotFoundResponse::new);
    }

    private Seat seat(Context ctx, Cohort cohort) {
        String id = ctx.pathParam("seat");
        return Optional.of(id)
                .filter(it -> it.matches("[0-9]{1,9}"))
                .flatMap(it -> seats.find(cohort, Long.parseLong(it)))
                .orElseThrow(NotFoundResponse::new);
    }

    private void show(Context ctx, Cohort cohort, Seat seat, String problem) {
        Page page = Page.of(ctx, assets);
        templates.send(
                ctx,
                "seat.jte",
                Map.of(
                        "page",
                        page,
                        "token",
                        InstructorCookie.formToken(ctx),
                        "cohort",
                        cohort,
                        "seat",
                        seat,
                        "entries",
                        timeline(cohort, seat, page.words().language()),
                        "link",
                        JoinPages.origin(ctx) + "/back/" + seat.key(),
                        "problem",
                        problem));
        ctx.header("Cache-Control", "no-store");
    }

    /** The latest first. */
    private List<Entry> timeline(Cohort cohort, Seat seat, Language language) {
        List<Column> columns = Column.of(course.get(), cohort);
        List<Entry> entries = new ArrayList<>();
        for (Moment moment : progress.moments(seat.learner().id())) {
            columns.stream()
                    .filter(column -> column.exercise().id().equals(moment.exercise()))
                    .findFirst()
                    .ifPresent(column -> entries.add(entry(moment, column, seat, language)));
        }
        Collections.reverse(entries);
        return entries;
    }

    private Entry entry(Moment moment, Column column, Seat seat, Language language) {
        Optional<Bilingual> text = text(moment, column);
        return new Entry(
                moment.at(),
                moment.kind().code(),
                column.chapter().number() + "." + column.number() + " "
                        + say(column, column.exercise().title(), seat, language),
                text.map(it -> say(column, it, seat, language)).orElse(""));
    }

    private String say(Column column, Bilingual text, Seat seat, Language language) {
        return texts.sentence(
                column.chapter(),
                text,
                column.exercise().vars(column.chapter(), seat.learner().seed()),
                language);
    }

    private static Optional<Bilingual> text(Moment moment, Column column) {
        return switch (moment.kind()) {
            case TICK, UNTICK -> column.exercise().task(moment.detail()).map(task -> task.text());
            case MISS -> column.nearMiss(moment.detail());
            case HINT ->
                Optional.of(Integer.parseInt(moment.detail()) - 1)
                        .filter(hint -> hint < column.exercise().hints().size())
                        .map(hint -> column.exercise().hints().get(hint));
            case DONE -> Optional.empty();
        };
    }

    /** {@code POST /classes/{class}/seats/{seat}}, {@code name=…&account=…} */
    public void change(Context ctx) {
        Cohort cohort = cohort(ctx);
        Seat seat = seat(ctx, cohort);
        Optional<String> name = Seat.readName(ctx.formParam("name"));
        String account =
                Optional.ofNullable(ctx.formParam("account")).orElse("").strip();
        if (name.isEmpty() || account.length() > LONGEST_ACCOUNT || account.matches("(?s).*\\p{Cntrl}.*")) {
            refuse(ctx, cohort, seat, name.isEmpty() ? "join.problem.name" : "seat.problem.account");
            return;
        }
        try {
            seats.change(seat, name.get(), account);
            ctx.redirect("/classes/" + cohort.id() + "/seats", HttpStatus.SEE_OTHER);
        } catch (NoSeatException e) {
            refuse(ctx, cohort, seat, "seat.problem.taken");
        }
    }

    private void refuse(Context ctx, Cohort cohort, Seat seat, String problem) {
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, cohort, seat, problem);
    }

    /** {@code POST /classes/{class}/seats/{seat}/remove}: the student is out at once, with lab and progress. */
    public void remove(Context ctx) {
        Cohort cohort = cohort(ctx);
        Seat seat = seat(ctx, cohort);
        seats.remove(seat);
        rooms.forget(seat.learner());
        LOG.log(
                Level.INFO,
                "the instructor at {0} removed seat {1}, \"{2}\", from class {3}",
                ctx.ip(),
                String.valueOf(seat.id()),
                seat.name(),
                String.valueOf(cohort.id()));
        ctx.redirect("/classes/" + cohort.id() + "/seats", HttpStatus.SEE_OTHER);
    }
}
