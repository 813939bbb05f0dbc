package postroom.labs.debian.less;

import java.util.ArrayList;
import java.util.List;

/** The options of {@code less}, from {@code $LESS}, the command line or typed at the prompt. */
final class LessOptions {
    /** Options that are taken and change nothing that the lab shows. */
    private static final String QUIET = "aABcCdeEfgGIJKLmMnqQrRuUVwWX~";

    boolean numbers;
    boolean lineNumbers = true;
    boolean chop;
    boolean ignoreCase;
    boolean raw;
    boolean quitIfShort;
    boolean keepScreen;
    String prompt = Prompt.SHORT;
    String start = "";
    final List<String> names = new ArrayList<>();

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
            switch (letter) {
                case 'N' -> numbers = true;
                case 'n' -> lineNumbers = false;
                case 'S' -> chop = true;
                case 'i', 'I' -> ignoreCase = true;
                case 'R', 'r' -> raw = true;
                case 'F' -> quitIfShort = true;
                case 'X' -> keepScreen = true;
                case 'm' -> prompt = Prompt.MEDIUM;
                case 'M' -> prompt = Prompt.LONG;
                case 'P' -> {
                    int end = word.indexOf('$', i);
                    String text = word.substring(i + 1, end < 0 ? word.length() : end);
                    prompt = text.startsWith("m") || text.startsWith("M") || text.startsWith("s")
                            ? text.substring(1)
                            : text;
                    i = end < 0 ? word.length() : end;
                }
                case '-', '$', ' ' -> {}
                case 'x', 'j', 'z', 'h', 'y', 'b' -> {
                    while (i + 1 < word.length() && ".,".indexOf(word.charAt(i + 1)) >= 0
                            || i + 1 < word.length() && Character.isDigit(word.charAt(i + 1))) {
                        i++;
                    }
                }
                default -> {
                    if (QUIET.indexOf(letter) < 0) {
                        return String.valueOf(letter);
                    }
                }
            }
        }
        return "";
    }

    /** Turns an option typed at the prompt over and gives the message that says so. */
    String toggle(char letter) {
        return switch (letter) {
            case 'N' -> {
                boolean off = numbers;
                numbers = !off;
                lineNumbers = !off;
                yield off ? "Don't use line numbers" : "Constantly display line numbers";
            }
            case 'n' -> {
                numbers = false;
                lineNumbers = !lineNumbers;
                yield lineNumbers ? "Use line numbers" : "Don't use line numbers";
            }
            case 'S' -> {
                chop = !chop;
                yield chop ? "Chop long lines" : "Fold long lines";
            }
            case 'i' -> {
                ignoreCase = !ignoreCase;
                yield ignoreCase ? "Ignore case in searches" : "Case is significant in searches";
            }
            case 'F' -> {
                quitIfShort = !quitIfShort;
                yield quitIfShort ? "Quit if end-of-file on first screen" : "Don't quit if end-of-file on first screen";
            }
            default -> "There is no -" + letter + " option";
        };
    }
}
