package postroom.labs.course;

import java.util.ArrayList;
import java.util.List;

/**
 * A chapter's text in one language: CommonMark with tables, and three things of our own.
 *
 * <ul>
 *   <li>A line {@code @exercise ID} by itself is where that exercise's card stands.
 *   <li>A fenced block {@code console} is a piece of a terminal's screen in the notation of {@link ConsoleBlock}.
 *   <li>Inline code that begins with {@code $ } or {@code > } can be typed by a click.
 * </ul>
 *
 * Pictures are SVG files beside the text, to be put into the page as they are, so that they take its colours.
 *
 * @param file its path in the course, for messages
 * @param markdown the whole text
 */
public record Page(String file, String markdown) {
    /** What a line must begin with to place an exercise. */
    public static final String EXERCISE = "@exercise ";

    /** A piece of the page. */
    public sealed interface Part {

        /** Markdown between two cards. */
        record Text(String markdown) implements Part {}

        /** The card of an exercise. */
        record Card(String exercise) implements Part {}
    }

    /** The page cut at its cards, in order. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        boolean fenced = false;
        for (String line : markdown.split("\n", -1)) {
            fenced ^= line.startsWith("```");
            if (!fenced && line.startsWith(EXERCISE)) {
                flush(text, parts);
                parts.add(new Part.Card(line.substring(EXERCISE.length()).strip()));
            } else {
                text.append(line).append('\n');
            }
        }
        flush(text, parts);
        return parts;
    }

    private static void flush(StringBuilder text, List<Part> parts) {
        if (!text.toString().isBlank()) {
            parts.add(new Part.Text(text.toString()));
        }
        text.setLength(0);
    }

    /** The ids of the exercises in the order of their cards. */
    public List<String> exercises() {
        List<String> ids = new ArrayList<>();
        for (Part part : parts()) {
            if (part instanceof Part.Card card) {
                ids.add(card.exercise());
            }
        }
        return ids;
    }

    /** The content of all fenced blocks with that info string, in order. */
    public List<String> blocks(String info) {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = null;
        String fence = "```" + info;
        boolean other = false;
        for (String line : markdown.split("\n", -1)) {
            if (block != null) {
                if (line.equals("```")) {
                    blocks.add(block.toString());
                    block = null;
                } else {
                    block.append(line).append('\n');
                }
            } else if (line.startsWith("```")) {
                if (!other && line.equals(fence)) {
                    block = new StringBuilder();
                } else {
                    other ^= true;
                }
            }
        }
        return blocks;
    }
}
