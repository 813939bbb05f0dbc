package postroom.labs.shell.syntax;

import java.util.Set;

/** The words that bash reserves, which open and close its compound commands. */
public final class ReservedWords {
    /** All of them, as {@code compgen -k} lists them. */
    public static final Set<String> ALL = Set.of(
            "if",
            "then",
            "else",
            "elif",
            "fi",
            "case",
            "esac",
            "for",
            "select",
            "while",
            "until",
            "do",
            "done",
            "in",
            "function",
            "time",
            "{",
            "}",
            "!",
            "[[",
            "]]",
            "coproc");

    private ReservedWords() {}
}
