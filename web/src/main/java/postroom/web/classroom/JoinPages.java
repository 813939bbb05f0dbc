package postroom.web.classroom;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import postroom.labs.course.Course;
import postroom.labs.course.run.ExerciseState;
import postroom.web.http.Assets;
import postroom.web.http.LearnerCookie;
import postroom.web.http.RateLimit;
import postroom.web.pages.FrontPage;
import postroom.web.pages.Page;
import postroom.web.pages.Templates;
import postroom.web.storage.Cohort;
import postroom.web.storage.Cohorts;
import postroom.web.storage.NoSeatException;
import postroom.web.storage.Progress;
import postroom.web.storage.Seat;
import postroom.web.storage.Seats;

/** A student's way into a class: by its code and a name, and back by the personal link. */
public final class JoinPages {
    private static final int MOST_WRONG_CODES = 30;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final Supplier<Course> course;
    private final Cohorts cohorts;
    private final Seats seats;
    private final Progress progress;
    private final RateLimit guesses;
    private final Assets assets;
    private final Templates templates = new Templates();

    /** What the form says: what was typed, and what is wrong with it (a key of the words, or empty). */
    public record Form(String code, String name, String problem) {}

    public JoinPages(
            Supplier<Course> course,
            Cohorts cohorts,
            Seats seats,
            Progress progress,
            Assets assets,
            InstantSource clock) {
        this.course = course;
        this.cohorts = cohorts;
        this.seats = seats;
        this.progress = progress;
        this.assets = assets;
        this.guesses = new RateLimit(MOST_WRONG_CODES, WINDOW, clock);
    }

    /** {@code GET /}: the class of whoever has a seat, else the way in. */
    public void front(Context ctx) {
        Optional<Seat> seat = seats.ofLearner(LearnerCookie.read(ctx));
        if (seat.isPresent()) {
            home(ctx, seat.get());
        } else {
            form(ctx, Optional.empty(), new Form("", "", ""));
        }
    }

    private void home(Context ctx, Seat seat) {
        Page page = Page.of(ctx, assets);
        Cohort cohort = cohorts.find(seat.cohort()).orElseThrow();
        Map<String, ExerciseState> standings = progress.of(seat.learner());
        List<FrontPage.ChapterCard> cards = Column.chapters(course.get(), cohort.chapters()).stream()
                .map(chapter -> FrontPage.card(chapter, standings, page.words().language()))
                .toList();
        templates.send(
                ctx,
                "home.jte",
                Map.of(
                        "page",
                        page,
                        "front",
                        FrontPage.of(cards),
                        "cohort",
                        cohort,
                        "seat",
                        seat,
                        "link",
                        origin(ctx) + "/back/" + seat.key()));
    }

    /** {@code http://host:port}, as the reader's browser calls us; the gate has looked at it. */
    static String origin(Context ctx) {
        return ctx.scheme() + "://" + ctx.header("Host");
    }

    private void form(Context ctx, Optional<Cohort> cohort, Form form) {
        templates.send(
                ctx,
                "join.jte",
                Map.of(
                        "page",
                        Page.of(ctx, assets),
                        "form",
                        form,
                        "cohort",
                        cohort.map(Cohort::name).orElse("")));
    }

    /** {@code GET /join/{code}}: the link that a class gives out. */
    public void link(Context ctx) {
        Cohort cohort = cohort(ctx, ctx.pathParam("code")).orElseThrow(NotFoundResponse::new);
        Optional<Seat> seat = seats.ofLearner(LearnerCookie.read(ctx));
        if (seat.isPresent() && seat.get().cohort() == cohort.id()) {
            ctx.redirect("/", HttpStatus.SEE_OTHER);
            return;
        }
        Page.suggest(ctx, cohort.language());
        form(ctx, Optional.of(cohort), new Form(cohort.spelled(), "", ""));
    }

    private Optional<Cohort> cohort(Context ctx, String typed) {
        guesses.check(ctx);
        Optional<Cohort> cohort = Cohort.readCode(typed).flatMap(cohorts::byCode);
        if (cohort.isEmpty()) {
            guesses.failed(ctx);
        }
        return cohort;
    }

    /** {@code POST /join}, {@code code=K7M-4RT&name=Ada} */
    public void join(Context ctx) {
        String code = String.valueOf(ctx.formParam("code"));
        String typed = String.valueOf(ctx.formParam("name"));
        Optional<Cohort> cohort = cohort(ctx, code);
        Optional<String> name = Seat.readName(typed);
        if (cohort.isEmpty() || name.isEmpty()) {
            refuse(ctx, cohort, new Form(code, typed, cohort.isEmpty() ? "join.problem.code" : "join.problem.name"));
            return;
        }
        try {
            Seat seat = seats.take(cohort.get(), name.get());
            LearnerCookie.write(ctx, seat.learner().id());
            Page.suggest(ctx, cohort.get().language());
            ctx.redirect("/", HttpStatus.SEE_OTHER);
        } catch (NoSeatException e) {
            String problem = e.why() == NoSeatException.Why.FULL ? "join.problem.full" : "join.problem.taken";
            refuse(ctx, cohort, new Form(code, typed, problem));
        }
    }

    private void refuse(Context ctx, Optional<Cohort> cohort, Form form) {
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        form(ctx, cohort, form);
    }

    /** {@code GET /back/{key}}: the personal link. */
    public void back(Context ctx) {
        guesses.check(ctx);
        Optional<Seat> seat = seats.ofKey(ctx.pathParam("key"));
        if (seat.isEmpty()) {
            guesses.failed(ctx);
            throw new NotFoundResponse();
        }
        LearnerCookie.write(ctx, seat.get().learner().id());
        ctx.redirect("/", HttpStatus.SEE_OTHER);
    }
}
