package postroom.web.pages;

import java.util.List;

/**
 * What the front page shows.
 *
 * @param next the chapter that the large button leads to, null while there is none
 */
public record FrontPage(List<ChapterCard> chapters, ChapterCard next) {

    /** @param done exercises that this learner has done; @param begun whether they have been in the chapter */
    public record ChapterCard(
            String id, int number, String title, String summary, int exercises, int done, boolean begun) {}
}
