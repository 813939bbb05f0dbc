package postroom.labs.debian.vimtiny;

import java.io.IOException;
import postroom.labs.debian.editing.Characters;
import postroom.labs.debian.editing.Place;

/** The commands that wait for a motion: delete, change, yank and shift. */
final class ViOperators {
    private final ViText text;
    private final ViOptions options;
    private final ViKeys keys;
    private final ViChanges changes;
    private final ViCuts cuts;
    private final ViLines lines;
    private final ViMoves moves;
    private final ViInsert insert;

    ViOperators(
            ViText text,
            ViOptions options,
            ViKeys keys,
            ViChanges changes,
            ViCuts cuts,
            ViLines lines,
            ViMoves moves,
            ViInsert insert) {
        this.text = text;
        this.options = options;
        this.keys = keys;
        this.changes = changes;
        this.cuts = cuts;
        this.lines = lines;
        this.moves = moves;
        this.insert = insert;
    }

    /** {@code D C s S Y}: an operator and its motion in one key. */
    void shorthand(String key, int count, char register) throws IOException {
        switch (key) {
            case "D" -> over("d", "$", count, register);
            case "C" -> over("c", "$", count, register);
            case "S" -> over("c", "c", count, register);
            case "Y" -> over("y", "y", count, register);
            default -> {
                if (text.line().isEmpty()) {
                    changes.make(insert::type);
                } else {
                    over("c", "l", count, register);
                }
            }
        }
    }

    /** An operator whose motion is to come; counts before both multiply. */
    void operate(String operator, int count, char register) throws IOException {
        ViKeys.Counted inner = keys.counted(keys.key());
        String key = inner.key().equals("g") ? "g" + keys.key() : inner.key();
        over(operator, key, ViKeys.multiplied(count, inner.count()), register);
    }

    private void over(String operator, String key, int count, char register) throws IOException {
        if (key.equals(operator)) {
            overLines(operator, text.row, text.row + Math.max(1, count) - 1, register);
            return;
        }
        Place from = text.place();
        Motion motion = operator.equals("c") && isWord(key) && onWord()
                ? moves.changedWords(key.equals("W"), Math.max(1, count))
                : moves.motion(key, count, true);
        if (motion == null) {
            keys.refuse();
        } else {
            over(operator, from, motion, isWord(key), register);
        }
    }

    private static boolean isWord(String key) {
        return key.equals("w") || key.equals("W");
    }

    private boolean onWord() {
        return text.x < text.line().length()
                && !Character.isWhitespace(text.line().charAt(text.x));
    }

    /** What is selected: characters up to and with the one at {@code to}. */
    void overCharacters(String operator, Place from, Place to) throws IOException {
        over(operator, from, Motion.inclusive(to), false, ViRegisters.UNNAMED);
    }

    private void over(String operator, Place here, Motion motion, boolean word, char register) throws IOException {
        boolean forwards = here.compareTo(motion.to()) <= 0;
        Place from = forwards ? here : motion.to();
        Place to = forwards ? motion.to() : here;
        if (motion.lines()) {
            overLines(operator, from.row(), to.row(), register);
            return;
        }
        if (word && to.row() > from.row() && to.x() <= ViMotions.firstNonBlank(text.line(to.row()))) {
            int row = to.row() - 1;
            to = new Place(row, text.line(row).length());
        }
        Place end = motion.inclusive() ? new Place(to.row(), Characters.after(text.line(to.row()), to.x())) : to;
        switch (operator) {
            case "y" -> {
                cuts.yank(from, end, register);
                text.go(from.row(), from.x());
            }
            case "d" -> changes.make(() -> cuts.delete(from, end, register));
            case "c" ->
                changes.make(() -> {
                    cuts.delete(from, end, register);
                    insert.type();
                });
            default -> changes.make(() -> lines.shift(from.row(), end.row(), operator.equals(">")));
        }
    }

    /** An operator on whole lines. */
    void overLines(String operator, int from, int to, char register) throws IOException {
        int last = Math.min(to, text.size() - 1);
        if (to > last && from == last && !operator.equals("y")) {
            keys.refuse();
            return;
        }
        switch (operator) {
            case "y" -> {
                cuts.yankLines(from, last, register);
                text.go(from, text.x);
            }
            case "d" -> changes.make(() -> cuts.deleteLines(from, last, register));
            case "c" ->
                changes.make(() -> {
                    cuts.clearLines(from, last, options.indentLike(text.line(from)), register);
                    insert.type();
                });
            default -> changes.make(() -> lines.shift(from, last, operator.equals(">")));
        }
    }
}
