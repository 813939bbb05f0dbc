package postroom.labs.debian.less;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The options of {@code less}, from {@code $LESS}, the command line or typed at the prompt. */
final class LessOptions {
    static final String VERSION = "less 590";
    private static final String WITH_NUMBERS = "xjzhyb";

    String start = "";
    final List<String> names = new ArrayList<>();
    private final Map<LessToggle, Integer> levels = new EnumMap<>(LessToggle.class);
    private final String[] prompts = {Prompt.SHORT, Prompt.MEDIUM, Prompt.LONG};

    private int level(LessToggle toggle) {
        return levels.getOrDefault(toggle, toggle.start());
    }

    /** Whether every line has its number before it. */
    boolean numbersLines() {
        return level(LessToggle.LINE_NUMBERS) == 2;
    }

    /** Whether the prompt may say numbers of lines. */
    boolean countsLines() {
        return level(LessToggle.LINE_NUMBERS) > 0;
    }

    boolean chops() {
        return level(LessToggle.CHOP) > 0;
    }

    /** Whether a pattern matches capital and small letters alike; with {@code -i} not if it has capital ones. */
    boolean ignoresCase(boolean patternHasCapitals) {
        return level(LessToggle.CASE) == 2 || level(LessToggle.CASE) == 1 && !patternHasCapitals;
    }

    /** Whether sequences that set colours go to the terminal. */
    boolean colours() {
        return level(LessToggle.CONTROLS) > 0;
    }

    boolean highlights() {
        return level(LessToggle.HIGHLIGHTING) > 0;
    }

    boolean tildes() {
        return level(LessToggle.TILDES) > 0;
    }

    boolean quitsIfShort() {
        return level(LessToggle.QUIT_IF_SHORT) > 0;
    }

    /** The first screen has been shown: it is not asked again whether it is the last. */
    void showedFirst() {
        levels.put(LessToggle.QUIT_IF_SHORT, 0);
    }

    boolean keepsScreen() {
        return level(LessToggle.KEEP_SCREEN) > 0;
    }

    void keepScreen() {
        levels.put(LessToggle.KEEP_SCREEN, 1);
    }

    String prompt() {
        return prompts[level(LessToggle.PROMPT)];
    }

    /** The same prompt, whether short or long ones are wanted. */
    void prompt(String text) {
        Arrays.fill(prompts, text);
    }

    /** Takes the words in {@code $LESS}, which may lack their dash. */
    void environment(String value) {
        if (!value.isBlank() && !value.startsWith("--")) {
            letters(value.startsWith("-") ? value.substring(1) : value);
        }
    }

    /**
     * Takes one word that begins with a dash.
     *
     * @return the first option that less does not have, empty if all are known
     */
    String letters(String word) {
        for (int i = 0; i < word.length(); i++) {
            char letter = word.charAt(i);
            LessToggle toggle = LessToggle.of(letter);
            if (toggle != null) {
                levels.put(toggle, toggle.turned(toggle.start(), letter));
            } else if (letter == 'P') {
                int end = word.indexOf('$', i);
                prompts(word.substring(i + 1, end < 0 ? word.length() : end));
                i = end < 0 ? word.length() : end;
            } else if (WITH_NUMBERS.indexOf(letter) >= 0) {
                while (i + 1 < word.length() && ".,0123456789".indexOf(word.charAt(i + 1)) >= 0) {
                    i++;
                }
            } else if ("V-$ ".indexOf(letter) < 0) {
                return String.valueOf(letter);
            }
        }
        return "";
    }

    private void prompts(String text) {
        int which = text.isEmpty() ? -1 : "smM".indexOf(text.charAt(0));
        prompts[Math.max(0, which)] = which < 0 ? text : text.substring(1);
    }

    /** Turns an option typed at the prompt over and gives the message that says so. */
    String toggle(char letter) {
        LessToggle toggle = LessToggle.of(letter);
        if (toggle == null) {
            return letter == 'V' ? VERSION : "There is no -" + LessLook.control(letter) + " option";
        }
        if (!toggle.refusal().isEmpty()) {
            return toggle.refusal();
        }
        levels.put(toggle, toggle.turned(level(toggle), letter));
        return toggle.message(level(toggle));
    }
}
