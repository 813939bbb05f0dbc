package postroom.labs.shell.syntax;

import java.util.ArrayList;
import java.util.List;

/** Gathers parts, runs of plain characters as one. */
final class WordParts {
    private final List<WordPart> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    void text(int c) {
        text.append((char) c);
    }

    void add(WordPart part) {
        flush();
        parts.add(part);
    }

    private void flush() {
        if (text.length() > 0) {
            parts.add(new WordPart.Literal(text.toString()));
            text.setLength(0);
        }
    }

    List<WordPart> finish() {
        flush();
        return List.copyOf(parts);
    }
}
