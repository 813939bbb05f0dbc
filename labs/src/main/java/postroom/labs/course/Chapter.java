package postroom.labs.course;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.course.text.Bilingual;
import postroom.labs.course.text.Draws;
import postroom.labs.course.text.Language;
import postroom.labs.course.text.Template;
import postroom.labs.course.text.Vars;

/**
 * A chapter: a text in each language, a lab to try it in, and exercises.
 *
 * @param id the name of its folder below {@code chapters/}, and of its page
 * @param number as it stands before the title
 * @param start the base that its lab starts from
 * @param setup commands that root runs when its lab is made, before those of the exercises
 * @param exercises in the order of the text; all are open at once, and their tasks tick by themselves
 * @param pages the text in each language
 */
public record Chapter(
        String id,
        int number,
        Bilingual title,
        Bilingual summary,
        String start,
        Draws draws,
        List<Template> setup,
        List<Exercise> exercises,
        Map<Language, Page> pages) {
    public Chapter {
        setup = List.copyOf(setup);
        exercises = List.copyOf(exercises);
        pages = Map.copyOf(pages);
    }

    public Page page(Language language) {
        return pages.get(language);
    }

    /** The values that all exercises of the chapter share, for one student. */
    public Vars vars(long seed) {
        return draws.draw(seed, id);
    }

    public Optional<Exercise> exercise(String name) {
        return exercises.stream().filter(each -> each.id().equals(name)).findFirst();
    }
}
