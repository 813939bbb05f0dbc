package postroom.labs.terminal;

import java.util.Optional;
import java.util.function.Consumer;

/** A number is typed (M-3, M--) that says how often to do the next command, at most 999,999. */
final class ArgumentMode implements Mode {
    private static final int LIMIT = 999_999;

    private final Editing editing;
    private final Mode back;
    private final Consumer<Mode> draw;
    private boolean negative;
    private int number;
    private boolean digits;

    /** A number that begins with {@code first}; {@code draw} shows a mode's line at once. */
    ArgumentMode(Editing editing, Mode back, Consumer<Mode> draw, char first) {
        this.editing = editing;
        this.back = back;
        this.draw = draw;
        draw.accept(this);
        take(first);
    }

    @Override
    public Mode key(Key key) {
        String digit =
                key.isText() ? key.value() : key.value().substring(key.value().startsWith("\u001b") ? 1 : 0);
        boolean isDigit = digit.length() == 1 && Character.isDigit(digit.charAt(0)) && digit.charAt(0) < 0x80;
        if (isDigit) {
            take(digit.charAt(0));
            return this;
        }
        if (key.is("\u0007")) {
            editing.ding();
            return back;
        }
        editing.argument = Optional.of(value());
        draw.accept(back);
        if (key.isText()) {
            String text = key.value().repeat(Math.max(0, Math.min(value(), EditCommand.MOST)));
            return back.key(text.isEmpty() ? key : Key.text(text));
        }
        return back.key(key);
    }

    private void take(char c) {
        if (c == '-') {
            negative = !negative;
        } else {
            digits = true;
            number = Math.min(LIMIT, number * 10 + (c - '0'));
        }
    }

    private int value() {
        int magnitude = digits ? number : 1;
        return negative ? -magnitude : magnitude;
    }

    @Override
    public Layout layout(int columns) {
        Prompt prompt = Prompt.parse("(arg: " + value() + ") ");
        return Layout.of(prompt, editing.line.text(), editing.line.cursor(), 0, 0, columns);
    }
}
