package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.regex.Budgeted;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;
import postroom.labs.io.ErrnoException;

/** {@code nl(1)}: numbers lines. */
final class Nl extends GnuProgram {
    Nl() {
        super(
                "b:d:f:h:i:l:n:ps:v:w:",
                "body-numbering=",
                "b",
                "line-increment=",
                "i",
                "number-format=",
                "n",
                "number-separator=",
                "s",
                "starting-line-number=",
                "v",
                "number-width=",
                "w",
                "no-renumber",
                "p");
    }

    @Override
    protected int run(Call call) throws IOException {
        String style = call.value("b", "t");
        String format = call.value("n", "rn");
        int width = number(call, "w", "6", "invalid line number field width");
        long step = number(call, "i", "1", "invalid line number increment");
        long number = number(call, "v", "1", "invalid starting line number");
        if (!List.of("ln", "rn", "rz").contains(format)) {
            throw Failure.usage("invalid line numbering format: " + Quoting.locale(format));
        }
        if (!style.matches("(?s)[atn]|p.*")) {
            throw Failure.usage("invalid body numbering style: " + Quoting.locale(style));
        }
        String separator = call.value("s", "\t");
        for (String name : call.inputs()) {
            try (Input in = Input.open(call.process(), name)) {
                for (String line = in.text(); line != null; line = in.text()) {
                    boolean counted = style.equals("a")
                            || style.equals("t") && !line.isEmpty()
                            || style.startsWith("p") && matches(style.substring(1), line, call.process()::step);
                    String shown = " ".repeat(width) + " ".repeat(separator.length());
                    if (counted) {
                        String pattern = format.equals("ln")
                                ? "%-" + width + "d"
                                : format.equals("rz") ? "%0" + width + "d" : "%" + width + "d";
                        shown = String.format(pattern, number) + separator;
                        number += step;
                    }
                    call.print(shown + line + "\n");
                }
            } catch (ErrnoException e) {
                call.complain(Quoting.name(name) + ": " + e.getMessage());
            }
        }
        return 0;
    }

    private static boolean matches(String regex, String line, Runnable step) {
        try {
            return PosixRegex.compile(regex, PosixRegex.Syntax.BASIC, 0)
                    .matcher(new Budgeted(line, step))
                    .find();
        } catch (RegexException e) {
            throw Failure.of(1, e.getMessage());
        }
    }

    private static int number(Call call, String option, String fallback, String what) {
        String given = call.value(option, fallback);
        if (!given.matches("-?[0-9]{1,9}")) {
            throw Failure.of(1, what + ": " + Quoting.locale(given));
        }
        int number = Integer.parseInt(given);
        return option.equals("w") ? Math.max(1, Math.min(number, 1000)) : number;
    }
}
