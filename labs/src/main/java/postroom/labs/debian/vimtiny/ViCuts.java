package postroom.labs.debian.vimtiny;

import java.util.List;
import postroom.labs.debian.editing.Place;

/** Takes parts of the text into a register, and out of the text if they are deleted. */
final class ViCuts {
    private final ViText text;
    private final ViWindow window;
    private final ViRegisters registers;

    ViCuts(ViText text, ViWindow window, ViRegisters registers) {
        this.text = text;
        this.window = window;
        this.registers = registers;
    }

    void yank(Place from, Place to, char register) {
        registers.store(register, text.between(from, to), false);
    }

    void delete(Place from, Place to, char register) {
        yank(from, to, register);
        String joined = text.line(from.row()).substring(0, from.x())
                + text.line(to.row()).substring(to.x());
        int before = text.size();
        text.replaceLines(from.row(), to.row() + 1, List.of(joined));
        text.go(from.row(), from.x());
        window.sayGrowth(text.size() - before);
    }

    private void takeLines(int from, int to, char register) {
        registers.store(register, String.join("\n", text.lines(from, to + 1)), true);
    }

    void yankLines(int from, int to, char register) {
        takeLines(from, to, register);
        int count = to - from + 1;
        if (ViWindow.isMany(count)) {
            window.say(count + " lines yanked");
        }
    }

    void deleteLines(int from, int to, char register) {
        takeLines(from, to, register);
        int before = text.size();
        boolean all = to - from + 1 == before;
        text.replaceLines(from, to + 1, List.of());
        text.goToText(from);
        if (all) {
            window.say("--No lines in buffer--");
        } else {
            window.sayGrowth(text.size() - before);
        }
    }

    /** Takes lines out and leaves an empty one in their place. */
    void clearLines(int from, int to, String indent, char register) {
        takeLines(from, to, register);
        text.replaceLines(from, to + 1, List.of(indent));
        text.go(from, indent.length());
    }
}
