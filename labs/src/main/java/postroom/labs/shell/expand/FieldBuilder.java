package postroom.labs.shell.expand;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import postroom.labs.shell.pattern.Marked;
import postroom.labs.shell.state.ShellError;

/**
 * Gathers the expansion of one word: cuts what came out of unquoted expansions at IFS, and marks what was quoted. Source:
 * bash(1), Word Splitting.
 */
final class FieldBuilder {
    /** Longer words cannot be handed to any command; bash would run out of memory later. */
    static final int MAX_LENGTH = 16 << 20;

    private final boolean splits;
    private final String separators;
    private final List<Marked> fields = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private boolean[] quoted = new boolean[32];
    private boolean open;
    private boolean afterBlank;
    private long total;

    /**
     * A builder.
     *
     * @param splits whether there can be more than one field
     * @param ifs the value of IFS
     */
    FieldBuilder(boolean splits, String ifs) {
        this.splits = splits;
        this.separators = ifs;
    }

    boolean splits() {
        return splits;
    }

    /** Unquoted text of the word itself: not split, its globs are alive. */
    void literal(String value) {
        if (!value.isEmpty()) {
            afterBlank = false;
            append(value, false);
        }
    }

    /** Text that is taken as it is; even empty it makes a field. */
    void quoted(String value) {
        afterBlank = false;
        open = true;
        append(value, true);
    }

    /** Text that came out of an unquoted expansion. */
    void expanded(String value) {
        if (!splits || separators.isEmpty()) {
            literal(value);
            return;
        }
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (separators.indexOf(c) < 0) {
                continue;
            }
            if (i > from) {
                afterBlank = false;
                append(value.substring(from, i), false);
            }
            from = i + 1;
            separator(c);
        }
        if (from < value.length()) {
            afterBlank = false;
            append(value.substring(from), false);
        }
    }

    private void separator(char c) {
        boolean blank = c == ' ' || c == '\t' || c == '\n';
        if (open) {
            finish();
            afterBlank = blank;
        } else if (!blank) {
            if (!afterBlank) {
                finish();
            }
            afterBlank = false;
        }
    }

    /** Ends the field, between two elements of {@code $@}; {@code force} also when nothing is in it. */
    void separate(boolean force) {
        if (splits && (open || force)) {
            finish();
        }
    }

    private void append(String value, boolean isQuoted) {
        total += value.length();
        if (total > MAX_LENGTH) {
            throw new ShellError("xrealloc: cannot allocate " + total + " bytes");
        }
        int start = text.length();
        text.append(value);
        if (text.length() > quoted.length) {
            quoted = Arrays.copyOf(quoted, Math.max(text.length(), quoted.length * 2));
        }
        Arrays.fill(quoted, start, text.length(), isQuoted);
        open = true;
    }

    private void finish() {
        fields.add(current());
        text.setLength(0);
        open = false;
    }

    private Marked current() {
        int[] points = new int[text.length()];
        boolean[] marks = new boolean[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            points[length] = c;
            marks[length++] = quoted[i];
            i += Character.charCount(c);
        }
        return new Marked(Arrays.copyOf(points, length), Arrays.copyOf(marks, length));
    }

    /** The fields. */
    List<Marked> fields() {
        if (open) {
            finish();
        }
        return fields;
    }

    /** All as one. */
    Marked single() {
        return current();
    }

    String text() {
        return text.toString();
    }
}
