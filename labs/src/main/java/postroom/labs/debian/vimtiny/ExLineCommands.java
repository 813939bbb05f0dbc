package postroom.labs.debian.vimtiny;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.editing.Place;

/** Commands of the colon that take, put, move, join and shift whole lines. */
final class ExLineCommands implements ExCommands {
    private final ViText text;
    private final ViWindow window;
    private final ViCuts cuts;
    private final ViPuts puts;
    private final ViLines lines;
    private final ViRanges ranges;

    ExLineCommands(ViText text, ViWindow window, ViCuts cuts, ViPuts puts, ViLines lines, ViRanges ranges) {
        this.text = text;
        this.window = window;
        this.cuts = cuts;
        this.puts = puts;
        this.lines = lines;
        this.ranges = ranges;
    }

    @Override
    public boolean run(ViRange range, String name, boolean force, String argument) throws IOException, WrongCommand {
        int from = range.from();
        int to = range.to();
        switch (name) {
            case "d", "delete" -> cuts.deleteLines(from, Math.min(to, text.size() - 1), ViRegisters.UNNAMED);
            case "y", "yank" -> cuts.yankLines(from, to, ViRegisters.UNNAMED);
            case "pu", "put" -> puts.linesBehind(to);
            case "j", "join" -> lines.join(from, Math.max(2, to - from + 1), !force);
            case ">", "<" -> lines.shift(from, to, name.equals(">"));
            case "m", "move" -> move(range, target(argument));
            case "t", "co", "copy" -> insert(text.lines(from, to + 1), target(argument));
            case "k", "ma", "mark" -> text.marks.put(argument.isEmpty() ? 'a' : argument.charAt(0), new Place(to, 0));
            case "=" -> window.say(String.valueOf(range.endOfAll(text.size())));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The line before which lines go that are put behind an address; 0 is before all. */
    private int target(String address) throws WrongCommand {
        return address.equals("0") ? 0 : ranges.parse(address).range().to() + 1;
    }

    private void move(ViRange range, int target) throws WrongCommand {
        if (target > range.from() && target <= range.to()) {
            throw new WrongCommand("E134: Cannot move a range of lines into itself");
        }
        List<String> moved = text.lines(range.from(), range.to() + 1);
        text.replaceLines(range.from(), range.to() + 1, List.of());
        insert(moved, target > range.to() ? target - moved.size() : target);
    }

    private void insert(List<String> more, int at) {
        text.replaceLines(at, at, more);
        text.go(at + more.size() - 1, 0);
    }
}
