package postroom.web.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A chapter in one language, ready for the page: its title, its sections, and its parts in reading order. A line
 * {@code @exercise ID} in the source is the place of an exercise's card.
 */
public record ChapterText(String title, List<Part> parts) {
    private static final Pattern PLACE = Pattern.compile("(?m)^@exercise ([a-z0-9]+(?:-[a-z0-9]+)*)\\s*$");
    private static final Pattern TITLE = Pattern.compile("\\A\\s*# (.+)\\R");

    /** A piece of the text. */
    public sealed interface Part permits Prose, Place {}

    /** Text between two exercises, as HTML. */
    public record Prose(String html) implements Part {}

    /** Here stands the card of an exercise. */
    public record Place(String exercise) implements Part {}

    /** @param source Markdown whose first line is the title */
    public static ChapterText parse(String source, Markdown markdown) {
        Matcher title = TITLE.matcher(source);
        if (!title.find()) {
            throw new IllegalArgumentException("a chapter's text begins with its title");
        }
        List<Part> parts = new ArrayList<>();
        int from = title.end();
        Matcher place = PLACE.matcher(source);
        while (place.find()) {
            prose(source.substring(from, place.start()), markdown, parts);
            parts.add(new Place(place.group(1)));
            from = place.end();
        }
        prose(source.substring(from), markdown, parts);
        return new ChapterText(title.group(1).strip(), List.copyOf(parts));
    }

    private static void prose(String source, Markdown markdown, List<Part> parts) {
        if (!source.isBlank()) {
            parts.add(new Prose(markdown.blocks(source)));
        }
    }
}
