package postroom.labs.shell.syntax;

import java.util.List;

/** The words that bash reserves, which open and close its compound commands. */
public final class ReservedWords {
    /** All of them, in the order in which {@code compgen -k} lists them. */
    public static final List<String> ALL = List.of(
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
