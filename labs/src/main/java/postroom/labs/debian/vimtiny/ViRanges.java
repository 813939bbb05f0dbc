package postroom.labs.debian.vimtiny;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.editing.Place;

/** Reads the addresses before a command of the colon. */
final class ViRanges {
    private static final Pattern ADDRESS = Pattern.compile("^\\s*(\\d+|\\.|\\$|'[a-z<>])?((?:[+-]\\d*)*)\\s*");
    private static final Pattern STEP = Pattern.compile("([+-])(\\d*)");
    private static final int MOST_DIGITS = 7;
    private static final int MOST_STEP = 1_000_000;

    private final ViText text;

    /** A range and what stands behind it. */
    record Parsed(ViRange range, String rest) {}

    ViRanges(ViText text) {
        this.text = text;
    }

    Parsed parse(String command) throws WrongCommand {
        if (command.startsWith("%")) {
            return new Parsed(new ViRange(0, text.size() - 1, true), command.substring(1));
        }
        String rest = command;
        List<Integer> found = new ArrayList<>();
        boolean more = true;
        while (more) {
            Matcher address = ADDRESS.matcher(rest);
            if (!address.find() || address.group().isBlank() && !rest.startsWith(",")) {
                break;
            }
            found.add(address(address.group(1), address.group(2)));
            rest = rest.substring(address.end());
            more = rest.startsWith(",") || rest.startsWith(";");
            rest = more ? rest.substring(1) : rest;
        }
        if (found.isEmpty()) {
            return new Parsed(new ViRange(text.row, text.row, false), rest);
        }
        int last = found.get(found.size() - 1);
        return new Parsed(new ViRange(found.size() > 1 ? found.get(found.size() - 2) : last, last, true), rest);
    }

    private int address(String what, String offset) throws WrongCommand {
        int row = line(what == null ? "." : what);
        Matcher steps = STEP.matcher(offset);
        while (steps.find()) {
            int by = steps.group(2).isEmpty() ? 1 : step(steps.group(2));
            row += steps.group(1).equals("+") ? by : -by;
        }
        return Math.max(0, row);
    }

    private int line(String what) throws WrongCommand {
        if (what.equals(".")) {
            return text.row;
        }
        if (what.equals("$")) {
            return text.size() - 1;
        }
        if (what.startsWith("'")) {
            Place mark = text.marks.get(what.charAt(1));
            if (mark == null) {
                throw new WrongCommand("E20: Mark not set");
            }
            return mark.row();
        }
        return what.length() > MOST_DIGITS + 1 ? text.size() : Math.max(0, Integer.parseInt(what) - 1);
    }

    private static int step(String digits) {
        return Math.min(MOST_STEP, Integer.parseInt(digits.substring(0, Math.min(MOST_DIGITS, digits.length()))));
    }
}
