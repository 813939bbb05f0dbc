package postroom.web.pages;

import java.util.List;
import java.util.Map;
import postroom.labs.course.Chapter;
import postroom.labs.course.run.ExerciseState;
import postroom.web.text.Language;

/**
 * What the front page shows.
 *
 * @param next the chapter that the large button leads to, null while there is none
 */
public record FrontPage(List<ChapterCard> chapters, ChapterCard next) {

    /** @param done exercises that this learner has done; @param begun whether they have been in the chapter */
    public record ChapterCard(
            String id, int number, String title, String summary, int exercises, int done, boolean begun) {}

    /** A chapter with where its learner stands. */
    public static ChapterCard card(Chapter chapter, Map<String, ExerciseState> standings, Language language) {
        long done = chapter.exercises().stream()
                .filter(each ->
                        standings.getOrDefault(each.id(), ExerciseState.FRESH).done())
                .count();
        boolean begun = chapter.exercises().stream().anyMatch(each -> standings.containsKey(each.id()));
        return new ChapterCard(
                chapter.id(),
                chapter.number(),
                chapter.title().in(language.ofCourse()).text(),
                chapter.summary().in(language.ofCourse()).text(),
                chapter.exercises().size(),
                (int) done,
                begun);
    }

    /** Leads to the first chapter that is begun and not done, else to the first that is not done; after the last, to the last. */
    public static FrontPage of(List<ChapterCard> cards) {
        List<ChapterCard> open =
                cards.stream().filter(card -> card.done() < card.exercises()).toList();
        ChapterCard next = open.stream()
                .filter(ChapterCard::begun)
                .findFirst()
                .or(() -> open.stream().findFirst())
                .orElse(cards.isEmpty() ? null : cards.get(cards.size() - 1));
        return new FrontPage(cards, next);
    }
}
