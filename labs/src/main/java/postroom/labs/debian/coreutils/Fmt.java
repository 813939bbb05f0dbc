package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** {@code fmt(1)}: fills paragraphs. */
final class Fmt extends GnuProgram {
    private static final int MAX_WIDTH = 2500;
    private static final int USUAL_WIDTH = 75;
    /** The goal is 93 per cent of the width. */
    private static final int LEEWAY = 7;

    Fmt() {
        super(
                "cg:p:stuw:",
                "crown-margin",
                "c",
                "goal=",
                "g",
                "prefix=",
                "p",
                "split-only",
                "s",
                "tagged-paragraph",
                "t",
                "uniform-spacing",
                "u",
                "width=",
                "w");
    }

    /** {@code -72} means {@code -w 72}. */
    @Override
    protected List<String> rewritten(Process process) {
        List<String> words = new ArrayList<>(process.argv());
        if (words.size() > 1 && words.get(1).matches("-[0-9]+")) {
            words.set(1, "-w" + words.get(1).substring(1));
        }
        return words;
    }

    @Override
    protected int run(Call call) throws IOException {
        int goal = number(call, "g", -1, MAX_WIDTH);
        int width = number(call, "w", goal >= 0 ? goal + 10 : USUAL_WIDTH, MAX_WIDTH);
        if (goal > width) {
            throw Failure.of(1, "invalid goal: " + Quoting.locale(call.value("g", "")));
        }
        int target = goal >= 0 ? goal : width * (2 * (100 - LEEWAY) + 1) / 200;
        Filling filling = new Filling(call, width, target);
        for (String name : call.inputs()) {
            try (Input in = Input.open(call.process(), name)) {
                filling.fill(in);
            } catch (ErrnoException e) {
                call.complain("cannot open " + Quoting.always(name) + " for reading: " + e.getMessage());
            }
        }
        return 0;
    }

    private static int number(Call call, String option, int fallback, int most) {
        String given = call.value(option, null);
        if (given == null) {
            return fallback;
        }
        String what = option.equals("w") ? "invalid width: " : "invalid goal: ";
        if (!given.matches("[0-9]{1,9}")) {
            throw Failure.of(1, what + Quoting.locale(given));
        }
        int number = Integer.parseInt(given);
        if (number > most) {
            throw Failure.of(1, what + Quoting.locale(given) + ": Numerical result out of range");
        }
        return number;
    }
}
