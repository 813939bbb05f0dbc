package postroom.web.pages;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.SameSite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import postroom.labs.course.Chapter;
import postroom.labs.course.Course;
import postroom.labs.course.Term;
import postroom.labs.course.run.ExerciseState;
import postroom.web.http.Assets;
import postroom.web.http.LearnerCookie;
import postroom.web.storage.Learner;
import postroom.web.storage.Learners;
import postroom.web.storage.Progress;
import postroom.web.text.ChapterText;
import postroom.web.text.CourseTexts;
import postroom.web.text.Language;

/** The pages: front page, chapters, glossary, errors, and the switch of the language. */
public final class Pages {
    private static final int A_YEAR_IN_SECONDS = 365 * 24 * 3600;

    private final Supplier<Course> course;
    private final CourseTexts texts;
    private final ExerciseViews exercises;
    private final GlossaryViews terms;
    private final Learners learners;
    private final Progress progress;
    private final Assets assets;
    private final Templates templates = new Templates();

    /** @param course waited for, since it is read while the server starts */
    public Pages(
            Supplier<Course> course,
            CourseTexts texts,
            ExerciseViews exercises,
            Learners learners,
            Progress progress,
            Assets assets) {
        this.course = course;
        this.texts = texts;
        this.terms = new GlossaryViews(texts);
        this.exercises = exercises;
        this.learners = learners;
        this.progress = progress;
        this.assets = assets;
    }

    /** {@code GET /} */
    public void front(Context ctx) {
        Page page = Page.of(ctx, assets);
        Map<String, ExerciseState> standings =
                learners.find(LearnerCookie.read(ctx)).map(progress::of).orElse(Map.of());
        List<FrontPage.ChapterCard> cards = course.get().chapters().stream()
                .map(chapter -> card(chapter, standings, page.words().language()))
                .toList();
        FrontPage front = new FrontPage(cards, next(cards));
        templates.send(ctx, "front.jte", Map.of("page", page, "front", front));
    }

    private static FrontPage.ChapterCard card(
            Chapter chapter, Map<String, ExerciseState> standings, Language language) {
        long done = chapter.exercises().stream()
                .filter(each ->
                        standings.getOrDefault(each.id(), ExerciseState.FRESH).done())
                .count();
        boolean begun = chapter.exercises().stream().anyMatch(each -> standings.containsKey(each.id()));
        return new FrontPage.ChapterCard(
                chapter.id(),
                chapter.number(),
                chapter.title().in(language.ofCourse()).text(),
                chapter.summary().in(language.ofCourse()).text(),
                chapter.exercises().size(),
                (int) done,
                begun);
    }

    /** The first chapter that is begun and not done, else the first that is not done; after the last, the last. */
    private static FrontPage.ChapterCard next(List<FrontPage.ChapterCard> cards) {
        List<FrontPage.ChapterCard> open =
                cards.stream().filter(card -> card.done() < card.exercises()).toList();
        return open.stream()
                .filter(FrontPage.ChapterCard::begun)
                .findFirst()
                .or(() -> open.stream().findFirst())
                .orElse(cards.isEmpty() ? null : cards.get(cards.size() - 1));
    }

    /** {@code GET /chapters/{chapter}}; whoever comes without a cookie is enrolled. */
    public void chapter(Context ctx) {
        Chapter chapter = course.get().chapter(ctx.pathParam("chapter")).orElseThrow(NotFoundResponse::new);
        Learner learner = learners.find(LearnerCookie.read(ctx)).orElseGet(learners::enrol);
        LearnerCookie.write(ctx, learner.id());
        Page page = Page.of(ctx, assets);
        StudyPage study = study(chapter, learner, page.words().language());
        templates.send(ctx, "study.jte", Map.of("page", page, "study", study));
    }

    private StudyPage study(Chapter chapter, Learner learner, Language language) {
        Map<String, ExerciseState> standings = progress.of(learner);
        ChapterText text = texts.chapter(chapter, language);
        List<StudyPage.Block> blocks = new ArrayList<>();
        int done = 0;
        for (ChapterText.Part part : text.parts()) {
            if (part instanceof ChapterText.Prose prose) {
                blocks.add(new StudyPage.Block(prose.html(), null));
            } else if (part instanceof ChapterText.Place place) {
                ExerciseView view = exercise(chapter, place.exercise(), learner, standings, language);
                done += view.done() ? 1 : 0;
                blocks.add(new StudyPage.Block(null, view));
            }
        }
        int count =
                (int) blocks.stream().filter(block -> block.exercise() != null).count();
        return new StudyPage(
                chapter.id(),
                chapter.number(),
                text.title(),
                blocks,
                done,
                count,
                neighbour(chapter, -1, language),
                neighbour(chapter, 1, language));
    }

    private StudyPage.Neighbour neighbour(Chapter chapter, int step, Language language) {
        List<Chapter> all = course.get().chapters();
        int place = all.indexOf(chapter) + step;
        if (place < 0 || place >= all.size()) {
            return null;
        }
        Chapter there = all.get(place);
        return new StudyPage.Neighbour(
                there.id(),
                there.number(),
                there.title().in(language.ofCourse()).text());
    }

    private ExerciseView exercise(
            Chapter chapter, String id, Learner learner, Map<String, ExerciseState> standings, Language language) {
        return exercises.of(
                chapter,
                chapter.exercise(id).orElseThrow(() -> new IllegalStateException("no exercise " + id)),
                learner.seed(),
                standings.getOrDefault(id, ExerciseState.FRESH),
                language);
    }

    /** {@code GET /glossary}. */
    public void glossary(Context ctx) {
        Page page = Page.of(ctx, assets);
        GlossaryPage glossary = terms.page(course.get().glossary(), page.words().language());
        templates.send(ctx, "glossary.jte", Map.of("page", page, "glossary", glossary));
    }

    /** {@code GET /glossary/{term}}: the entry alone, which the page's code shows beside a text. */
    public void term(Context ctx) {
        Term term = course.get().glossary().term(ctx.pathParam("term")).orElseThrow(NotFoundResponse::new);
        Page page = Page.of(ctx, assets);
        templates.send(
                ctx,
                "entry.jte",
                Map.of("page", page, "entry", terms.entry(term, page.words().language())));
    }

    /** {@code POST /language}, {@code to=zh&back=/chapters/…}: keeps the choice and goes back. */
    public void language(Context ctx) {
        Optional<Language> to = Language.ofCode(String.valueOf(ctx.formParam("to")));
        to.ifPresent(language -> {
            Cookie cookie = new Cookie(Page.languageCookie(), language.code());
            cookie.setPath("/");
            cookie.setMaxAge(A_YEAR_IN_SECONDS);
            cookie.setHttpOnly(true);
            cookie.setSameSite(SameSite.LAX);
            ctx.cookie(cookie);
        });
        String back = String.valueOf(ctx.formParam("back"));
        ctx.redirect(back.matches("/[A-Za-z0-9/-]*") && !back.startsWith("//") ? back : "/", HttpStatus.SEE_OTHER);
    }

    /** A page that says in the reader's language what went wrong, instead of an error's bare status. */
    public void error(Context ctx) {
        Page page = Page.of(ctx, assets);
        int status = ctx.statusCode();
        String key = "error." + status;
        String sentence = page.words().has(key) ? page.say(key) : page.say(status < 500 ? "error.400" : "error.500");
        templates.send(ctx, "error.jte", Map.of("page", page, "status", status, "sentence", sentence));
    }
}
