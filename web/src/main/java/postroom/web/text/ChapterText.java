package postroom.web.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.course.Page;

/** A chapter in one language, as HTML: its title, and its parts in reading order. */
public record ChapterText(String title, List<Part> parts) {
    private static final Pattern TITLE = Pattern.compile("\\A\\s*# (.+)\\R");

    /** A piece of the text. */
    public sealed interface Part permits Prose, Place {}

    /** Text between two exercises, as HTML. */
    public record Prose(String html) implements Part {}

    /** Here stands the card of an exercise. */
    public record Place(String exercise) implements Part {}

    /** @param page Markdown whose first line is the title, which the page shows above the rest */
    static ChapterText render(Page page, Markdown markdown) {
        Matcher title = TITLE.matcher(page.markdown());
        if (!title.find()) {
            throw new IllegalArgumentException(page.file() + " does not begin with a title");
        }
        Page rest = new Page(page.file(), page.markdown().substring(title.end()));
        List<Part> parts = new ArrayList<>();
        for (Page.Part part : rest.parts()) {
            if (part instanceof Page.Part.Card card) {
                parts.add(new Place(card.exercise()));
            } else if (part instanceof Page.Part.Text text) {
                parts.add(new Prose(markdown.blocks(text.markdown())));
            }
        }
        return new ChapterText(title.group(1).strip(), List.copyOf(parts));
    }
}
