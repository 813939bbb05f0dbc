package postroom.web.classroom;

import io.javalin.http.Context;
import java.util.LinkedHashSet;
import java.util.Set;
import postroom.web.storage.Cohort;
import postroom.web.storage.Seat;
import postroom.web.text.Language;

/**
 * A class's settings as its form brings them.
 *
 * @param problem what is wrong with them, a key of the words; empty if nothing is
 */
record ClassForm(String name, Language language, int seats, Set<String> chapters, String problem) {
    /** @param known the ids of all chapters */
    static ClassForm read(Context ctx, Set<String> known) {
        String name = Seat.readName(ctx.formParam("name")).orElse("");
        Language language =
                Language.ofCode(String.valueOf(ctx.formParam("language"))).orElse(Language.EN);
        String number = String.valueOf(ctx.formParam("seats"));
        int seats = number.matches("[0-9]{1,5}") ? Integer.parseInt(number) : 0;
        Set<String> chapters = new LinkedHashSet<>(ctx.formParams("chapter"));
        chapters.retainAll(known);
        String problem = "";
        if (name.isEmpty()) {
            problem = "class.problem.name";
        } else if (seats < 1 || seats > Cohort.MOST_SEATS) {
            problem = "class.problem.seats";
        } else if (chapters.isEmpty()) {
            problem = "class.problem.chapters";
        }
        return new ClassForm(name, language, seats, chapters, problem);
    }
}
