package postroom.labs.course.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import postroom.labs.course.ConsoleBlock;
import postroom.labs.course.ConsoleBlock.Kind;
import postroom.labs.course.ConsoleBlock.Line;

/**
 * One thing typed in a console block, and what the text shows to come of it.
 *
 * @param input what is typed
 * @param expected the lines shown after it, gaps among them
 * @param promptAfter whether the shell's prompt must be back before the next step
 */
record ConsoleStep(Line input, List<Line> expected, boolean promptAfter) {
    private static final String GAP = "…";
    private static final Pattern PROMPT = Pattern.compile("(?:^|\\n)(?:student|root|carla)@myserver:[^\\n]*[$#] ?\\z");

    /** Whether the last thing printed is a prompt of a shell. */
    static boolean endsInPrompt(String printed) {
        return PROMPT.matcher(Masks.apply(printed)).find();
    }

    /** The steps of blocks that are one session. What stands before the first thing typed belongs to none. */
    static List<ConsoleStep> of(List<ConsoleBlock> blocks) {
        List<Line> lines =
                blocks.stream().flatMap(block -> block.lines().stream()).toList();
        List<ConsoleStep> steps = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).kind().isInput()) {
                continue;
            }
            int end = i + 1;
            while (end < lines.size() && !lines.get(end).kind().isInput()) {
                end++;
            }
            boolean prompt = end == lines.size() || lines.get(end).kind() == Kind.COMMAND;
            steps.add(new ConsoleStep(lines.get(i), List.copyOf(lines.subList(i + 1, end)), prompt));
        }
        return steps;
    }

    /** Whether that is what had to be printed, and all of it. */
    boolean isComplete(String printed) {
        if (screen().isPresent() || (promptAfter && !endsInPrompt(printed))) {
            return false;
        }
        String shown = shown(printed);
        return wanted().matcher(shown.isEmpty() ? "" : shown + "\n").matches();
    }

    /** The picture of a screen that ends the step; what was printed on the way to it is not compared. */
    Optional<String> screen() {
        return expected.stream()
                .filter(line -> line.kind() == Kind.SCREEN)
                .map(Line::text)
                .findFirst();
    }

    /** What was printed, without the echo of what was typed and without the prompt, masked. */
    String shown(String printed) {
        String text = Masks.apply(printed);
        String echo = input.kind() == Kind.KEY ? "^" + input.text() : Masks.apply(input.text());
        if (text.startsWith(echo)) {
            text = text.substring(echo.length());
        }
        if (input.kind() != Kind.KEY && text.startsWith("\n")) {
            text = text.substring(1);
        }
        if (input.kind() == Kind.COMMAND && text.startsWith(echo + "\n")) {
            // what is typed ahead is echoed twice: by the terminal, and by the shell once it is at its prompt
            text = text.substring(echo.length() + 1);
        }
        return PROMPT.matcher(text).replaceFirst("").stripTrailing();
    }

    private Pattern wanted() {
        StringBuilder regex = new StringBuilder();
        String masked = Masks.apply(wish());
        for (String line : masked.isEmpty() ? new String[0] : masked.split("\n", -1)) {
            regex.append(line.equals(GAP) ? "(?:[^\n]*\n)*?" : Pattern.quote(line) + "\n");
        }
        return Pattern.compile(regex.toString());
    }

    /** What the text shows. */
    String wish() {
        return expected.stream()
                .map(line -> line.kind() == Kind.GAP ? GAP : line.text())
                .collect(Collectors.joining("\n"))
                .stripTrailing();
    }
}
