package postroom.labs.shell.run;

import java.util.Optional;

/** The special parameters of one character that are neither positional nor the name. Source: bash(1), Special Parameters. */
final class SpecialParameters {
    private SpecialParameters() {}

    static Optional<String> get(Shell shell, int shellPid, int lastBackground, char name) {
        return switch (name) {
            case '?' -> Optional.of(Integer.toString(shell.status()));
            case '$' -> Optional.of(Integer.toString(shellPid));
            case '!' -> lastBackground == 0 ? Optional.empty() : Optional.of(Integer.toString(lastBackground));
            case '-' -> Optional.of(letters(shell));
            default -> Optional.empty();
        };
    }

    /** dash has no letters for what bash calls hashall, braceexpand and history, nor for {@code -c}. */
    private static String letters(Shell shell) {
        String letters = shell.options().letters(started(shell.mode()));
        return shell.isDash() ? letters.replaceAll("[hBHc]", "") : letters;
    }

    private static String started(Shell.Mode mode) {
        return (mode.interactive() ? "i" : "") + (mode.commandString() ? "c" : "") + (mode.readsInput() ? "s" : "");
    }
}
