package postroom.labs.debian.sed;

import java.io.IOException;

/** Which lines the commands of a script work on; ranges remember whether they are open. */
final class Ranges {
    private final boolean[] open;
    private final long[] end;
    private final Matching matching;

    /** Whether the pattern space matches. */
    @FunctionalInterface
    interface Matching {
        boolean test(Instruction.Match match) throws IOException;
    }

    Ranges(int commands, Matching matching) {
        this.open = new boolean[commands];
        this.end = new long[commands];
        this.matching = matching;
    }

    /** Whether a command's range goes on after this line. */
    boolean open(Instruction each) {
        return open[each.index()];
    }

    boolean selected(Instruction each, Lines lines) throws IOException {
        if (each.from() == null) {
            return true;
        }
        if (each.to() == null) {
            return matches(each.from(), lines);
        }
        int i = each.index();
        if (open[i]) {
            return within(each, i, lines);
        }
        boolean zero = each.from() instanceof Instruction.Line first && first.number() == 0 && lines.number() == 1;
        if (zero) {
            open[i] = !matches(each.to(), lines);
            return true;
        }
        if (!matches(each.from(), lines)) {
            return false;
        }
        long number = lines.number();
        if (each.to() instanceof Instruction.Line last) {
            open[i] = last.number() > number;
        } else if (each.to() instanceof Instruction.More more) {
            end[i] = number + more.lines();
            open[i] = more.lines() > 0;
        } else if (each.to() instanceof Instruction.Step step) {
            end[i] = step.step() == 0 ? number : number + step.step() - number % step.step();
            open[i] = end[i] > number;
        } else {
            open[i] = !(each.to() instanceof Instruction.Last) || !lines.atEnd();
        }
        return true;
    }

    private boolean within(Instruction each, int i, Lines lines) throws IOException {
        if (each.to() instanceof Instruction.Line last) {
            open[i] = lines.number() < last.number();
            return lines.number() <= last.number();
        }
        if (each.to() instanceof Instruction.More || each.to() instanceof Instruction.Step) {
            open[i] = lines.number() < end[i];
        } else {
            open[i] = !matches(each.to(), lines);
        }
        return true;
    }

    private boolean matches(Instruction.Address address, Lines lines) throws IOException {
        if (address instanceof Instruction.Line line) {
            return lines.number() == line.number();
        }
        if (address instanceof Instruction.Step step) {
            return step.step() <= 0
                    ? lines.number() == step.first()
                    : lines.number() >= step.first() && (lines.number() - step.first()) % step.step() == 0;
        }
        if (address instanceof Instruction.Last) {
            return lines.atEnd();
        }
        return address instanceof Instruction.Match match && matching.test(match);
    }
}
