package postroom.labs.terminal;

import java.util.Optional;

/**
 * What the editor's commands work on: the line, what was cut, the place in the history; and what they leave for the
 * command after them.
 */
final class Editing {
    /** What kind of command ran; some commands go on where one of their kind left off. */
    enum Action {
        OTHER,
        CUT,
        /** ^D: the next ^D is not taken for the end of input. */
        CONTROL_D,
        YANK,
        YANK_ARGUMENT,
        COMPLETE
    }

    final EditLine line = new EditLine();
    final KillRing cuts = new KillRing();
    final HistoryCursor history;

    /** The command before this one, and what this one will be called by the next. */
    Action last = Action.OTHER;

    Action now = Action.OTHER;

    /** How often to do it, if the student said so (M-3). */
    Optional<Integer> argument = Optional.empty();

    /** The mark of set-mark. */
    int mark;

    /** Begin and end of what is shown in reverse video. */
    int activeFrom;

    int activeTo;

    /** Where the argument that was inserted last begins. */
    int argumentFrom;

    /** How often yank-last-argument was pressed in a row. */
    int argumentsBack;

    /** Set by a command that ends the line. */
    Optional<EditorEvent> ended = Optional.empty();

    private boolean bell;

    Editing(LineHistory lines) {
        history = new HistoryCursor(lines);
    }

    void begin() {
        line.reset("", new UndoLog());
        history.begin();
        last = Action.OTHER;
        now = Action.OTHER;
        argument = Optional.empty();
        mark = 0;
        activeFrom = 0;
        activeTo = 0;
        ended = Optional.empty();
    }

    int count() {
        return argument.orElse(1);
    }

    void ding() {
        bell = true;
    }

    /** Whether to sound the bell; asking resets it. */
    boolean takeBell() {
        boolean was = bell;
        bell = false;
        return was;
    }

    void insert(String text) {
        if (!line.insert(text)) {
            ding();
        }
    }

    /** Cuts a part of the line for a later yank; cuts in a row make one piece. */
    void cut(int from, int to, boolean backwards) {
        boolean joins = last == Action.CUT || now == Action.CUT;
        now = Action.CUT;
        String piece = line.delete(from, to);
        mark = line.cursor();
        if (joins) {
            cuts.join(piece, backwards);
        } else if (!piece.isEmpty()) {
            cuts.add(piece);
        }
    }
}
