package postroom.labs.course;

import java.util.ArrayList;
import java.util.List;

/**
 * A chapter's text in one language: CommonMark with tables, and five things of our own.
 *
 * <ul>
 *   <li>A line {@code @exercise ID} by itself is where that exercise's card stands.
 *   <li>A fenced block {@code console} is a piece of a terminal's screen in the notation of {@link ConsoleBlock}.
 *   <li>A fenced block {@code screen TITLE} is what a full-screen program shows at this point of the session.
 *   <li>Inline code that begins with {@code $ } or {@code > } can be typed by a click.
 *   <li>A link to {@code term:ID} opens that entry of the {@link Glossary}.
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

    /** The content of all fenced blocks of that kind, in order. */
    public List<String> blocks(String kind) {
        return fences().stream()
                .filter(fence -> fence.kind().equals(kind))
                .map(Fence::content)
                .toList();
    }

    /**
     * A fenced block.
     *
     * @param kind the first word behind the fence
     * @param title the words behind it
     * @param content with the line break of its last line
     */
    public record Fence(String kind, String title, String content) {}

    /** All fenced blocks, in order. */
    public List<Fence> fences() {
        List<Fence> fences = new ArrayList<>();
        StringBuilder content = null;
        String[] info = {};
        for (String line : markdown.split("\n", -1)) {
            if (content == null && line.startsWith("```")) {
                content = new StringBuilder();
                info = (line.substring(3).strip() + " ").split(" ", 2);
            } else if (content != null && line.equals("```")) {
                fences.add(new Fence(info[0], info[1].strip(), content.toString()));
                content = null;
            } else if (content != null) {
                content.append(line).append('\n');
            }
        }
        return fences;
    }
}
