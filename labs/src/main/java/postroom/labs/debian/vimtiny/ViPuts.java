package postroom.labs.debian.vimtiny;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.editing.Characters;

/** Puts what a register has into the text. */
final class ViPuts {
    private static final int MOST_REPEATS = 10_000;

    private final ViText text;
    private final ViWindow window;
    private final ViRegisters registers;
    private final ViChanges changes;

    ViPuts(ViText text, ViWindow window, ViRegisters registers, ViChanges changes) {
        this.text = text;
        this.window = window;
        this.registers = registers;
        this.changes = changes;
    }

    private ViRegisters.Register filled(char register) {
        ViRegisters.Register value = registers.get(register);
        if (value == null) {
            window.alert("E353: Nothing in register " + register);
        }
        return value;
    }

    /** {@code :put}: whole lines behind a line, whatever the register has. */
    void linesBehind(int row) {
        ViRegisters.Register value = filled(ViRegisters.UNNAMED);
        if (value != null) {
            List<String> lines = List.of(value.text().split("\n", -1));
            text.replaceLines(row + 1, row + 1, lines);
            text.goToText(row + lines.size());
            window.sayGrowth(lines.size());
        }
    }

    /** {@code p} and {@code P}. */
    void put(boolean after, int times, char register) throws IOException {
        ViRegisters.Register value = filled(register);
        if (value != null) {
            changes.make(() -> {
                if (value.lines()) {
                    putLines(List.of(value.text().split("\n", -1)), after, times);
                } else {
                    putText(value.text().repeat(Math.min(times, MOST_REPEATS)), after);
                }
            });
        }
    }

    private void putLines(List<String> once, boolean after, int times) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < times && lines.size() < ViKeys.MOST_COUNT; i++) {
            lines.addAll(once);
        }
        int at = after ? text.row + 1 : text.row;
        text.replaceLines(at, at, lines);
        text.goToText(at);
        window.sayGrowth(lines.size());
    }

    private void putText(String what, boolean after) {
        String line = text.line();
        int at = after && !line.isEmpty() ? Characters.after(line, text.x) : text.x;
        List<String> now = new ArrayList<>(List.of(what.split("\n", -1)));
        int last = now.size() - 1;
        now.set(0, line.substring(0, at) + now.get(0));
        int end = now.get(last).length();
        now.set(last, now.get(last) + line.substring(at));
        int row = text.row;
        text.replaceLines(row, row + 1, now);
        text.go(row, last == 0 ? Math.max(0, end - 1) : at);
    }
}
