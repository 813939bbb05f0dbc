package postroom.web.classroom;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import postroom.labs.course.Chapter;
import postroom.labs.course.Course;
import postroom.web.http.Assets;
import postroom.web.http.InstructorCookie;
import postroom.web.pages.Page;
import postroom.web.pages.Templates;
import postroom.web.rooms.LearnerRooms;
import postroom.web.storage.Cohort;
import postroom.web.storage.Cohorts;
import postroom.web.storage.Learner;
import postroom.web.storage.Seat;
import postroom.web.storage.Seats;
import postroom.web.text.Language;

/** The instructor's pages of classes: the list, the matrix, the big screen, the seats, the marks. The guard stands before. */
public final class ClassPages {
    private static final Logger LOG = System.getLogger(ClassPages.class.getName());

    private final Supplier<Course> course;
    private final Cohorts cohorts;
    private final Seats seats;
    private final Boards boards;
    private final LearnerRooms rooms;
    private final Assets assets;
    private final Templates templates = new Templates();

    /** A class in the list. */
    public record Card(Cohort cohort, int students) {}

    /** A chapter to choose. */
    public record Choice(String id, int number, String title, int exercises, boolean chosen) {}

    /** A chapter's exercises, as the matrix heads its columns. */
    public record Group(int number, String title, List<String> exercises) {}

    public ClassPages(
            Supplier<Course> course, Cohorts cohorts, Seats seats, Boards boards, LearnerRooms rooms, Assets assets) {
        this.course = course;
        this.cohorts = cohorts;
        this.seats = seats;
        this.boards = boards;
        this.rooms = rooms;
        this.assets = assets;
    }

    /** {@code GET /classes} */
    public void list(Context ctx) {
        list(ctx, "");
    }

    private void list(Context ctx, String problem) {
        Page page = Page.of(ctx, assets);
        List<Card> cards = cohorts.all().stream()
                .map(cohort -> new Card(cohort, seats.count(cohort)))
                .toList();
        send(
                ctx,
                "classes.jte",
                page,
                Map.of(
                        "cards",
                        cards,
                        "choices",
                        choices(page.words().language(), chapter -> true),
                        "problem",
                        problem));
    }

    private void send(Context ctx, String template, Page page, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("page", page);
        all.put("token", InstructorCookie.formToken(ctx));
        templates.send(ctx, template, all);
        ctx.header("Cache-Control", "no-store");
    }

    private List<Choice> choices(Language language, Function<String, Boolean> chosen) {
        return course.get().chapters().stream()
                .map(chapter -> new Choice(
                        chapter.id(),
                        chapter.number(),
                        chapter.title().in(language.ofCourse()).text(),
                        chapter.exercises().size(),
                        chosen.apply(chapter.id())))
                .toList();
    }

    /** {@code POST /classes}: a new class. */
    public void make(Context ctx) {
        ClassForm form = ClassForm.read(ctx, chapterIds());
        if (!form.problem().isEmpty()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            list(ctx, form.problem());
            return;
        }
        Optional<Cohort> made = cohorts.make(form.name(), form.language(), form.seats(), form.chapters());
        if (made.isEmpty()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            list(ctx, "class.problem.full");
            return;
        }
        ctx.redirect("/classes/" + made.get().id(), HttpStatus.SEE_OTHER);
    }

    private Set<String> chapterIds() {
        return course.get().chapters().stream().map(Chapter::id).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** {@code GET /classes/{class}}: the live matrix. */
    public void matrix(Context ctx) {
        show(ctx, "matrix.jte");
    }

    /** {@code GET /classes/{class}/screen}: for the projector, without names. */
    public void screen(Context ctx) {
        show(ctx, "screen.jte");
    }

    private void show(Context ctx, String template) {
        Page page = Page.of(ctx, assets);
        Cohort cohort = cohort(ctx);
        send(
                ctx,
                template,
                page,
                Map.of(
                        "cohort",
                        cohort,
                        "groups",
                        groups(cohort, page.words().language()),
                        "link",
                        JoinPages.origin(ctx) + "/join/" + cohort.code()));
    }

    private List<Group> groups(Cohort cohort, Language language) {
        List<Column> columns = Column.of(course.get(), cohort);
        return Column.chapters(course.get(), cohort.chapters()).stream()
                .map(chapter -> new Group(
                        chapter.number(),
                        chapter.title().in(language.ofCourse()).text(),
                        columns.stream()
                                .filter(column -> column.chapter().equals(chapter))
                                .map(column -> column.title(language))
                                .toList()))
                .toList();
    }

    private Cohort cohort(Context ctx) {
        return cohort(cohorts, ctx.pathParam("class")).orElseThrow(NotFoundResponse::new);
    }

    /** The class of an address. */
    static Optional<Cohort> cohort(Cohorts cohorts, String id) {
        return id.matches("[0-9]{1,9}") ? cohorts.find(Long.parseLong(id)) : Optional.empty();
    }

    /** {@code GET /classes/{class}/seats}: the class's settings, and who sits in it. */
    public void seats(Context ctx) {
        seats(ctx, cohort(ctx), "");
    }

    private void seats(Context ctx, Cohort cohort, String problem) {
        Page page = Page.of(ctx, assets);
        Map<Long, Row> rows = rows(boards.now(cohort));
        send(
                ctx,
                "seats.jte",
                page,
                Map.of(
                        "cohort",
                        cohort,
                        "seats",
                        seats.of(cohort).stream()
                                .filter(seat -> rows.containsKey(seat.id()))
                                .toList(),
                        "rows",
                        rows,
                        "choices",
                        choices(page.words().language(), cohort.chapters()::contains),
                        "link",
                        JoinPages.origin(ctx) + "/join/" + cohort.code(),
                        "problem",
                        problem));
    }

    static Map<Long, Row> rows(Board board) {
        return board.rows().orElse(List.of()).stream().collect(Collectors.toMap(Row::seat, row -> row));
    }

    /** {@code POST /classes/{class}}: other settings. */
    public void change(Context ctx) {
        Cohort cohort = cohort(ctx);
        ClassForm form = ClassForm.read(ctx, chapterIds());
        if (!form.problem().isEmpty()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            seats(ctx, cohort, form.problem());
            return;
        }
        cohorts.change(cohort.id(), form.name(), form.language(), form.seats(), form.chapters());
        ctx.redirect("/classes/" + cohort.id() + "/seats", HttpStatus.SEE_OTHER);
    }

    /**
     * {@code POST /classes/{class}/remove}, {@code confirm=NAME}: the class is gone at once, with its seats, labs and
     * progress. The name is typed, so that no class goes by a slip of the hand.
     */
    public void remove(Context ctx) {
        Cohort cohort = cohort(ctx);
        String typed = Optional.ofNullable(ctx.formParam("confirm")).orElse("").strip();
        if (!typed.equals(cohort.name())) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            seats(ctx, cohort, "class.problem.confirm");
            return;
        }
        List<Learner> gone = cohorts.remove(cohort);
        gone.forEach(rooms::forget);
        LOG.log(
                Level.INFO,
                "the instructor at {0} deleted class {1}, \"{2}\", with {3} seats",
                ctx.ip(),
                String.valueOf(cohort.id()),
                cohort.name(),
                String.valueOf(gone.size()));
        ctx.redirect("/classes", HttpStatus.SEE_OTHER);
    }

    /** {@code GET /classes/{class}/marks/{format}}: a CSV file. */
    public void marks(Context ctx) {
        Cohort cohort = cohort(ctx);
        Marks.Format format = Marks.Format.ofCode(ctx.pathParam("format")).orElseThrow(BadRequestResponse::new);
        Board board = boards.now(cohort);
        Map<Long, Row> rows = rows(board);
        List<Seat> marked = seats.of(cohort).stream()
                .filter(seat -> rows.containsKey(seat.id()))
                .toList();
        byte[] file = new Marks(board.columns(), Page.language(ctx)).write(format, cohort.name(), marked, rows);
        ctx.contentType("text/csv; charset=utf-8")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"marks-" + cohort.code() + "-" + format.code() + ".csv\"")
                .header("Cache-Control", "no-store")
                .result(file);
    }
}
