package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Escapes;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.host.Process;

/** {@code seq(1)}: numbers in a row. */
final class Seq extends GnuProgram {
    Seq() {
        super("+f:s:w", "equal-width", "w", "format=", "f", "separator=", "s");
    }

    /** A negative number is an operand. */
    @Override
    protected List<String> rewritten(Process process) {
        List<String> argv = new ArrayList<>(process.argv());
        for (int i = 1; i < argv.size(); i++) {
            if (argv.get(i).matches("-[0-9.].*")) {
                argv.add(i, "--");
                break;
            }
            if (!argv.get(i).startsWith("-") || argv.get(i).equals("--")) {
                break;
            }
        }
        return argv;
    }

    @Override
    protected int run(Call call) throws IOException {
        List<String> words = call.operands();
        call.atLeast(1);
        call.atMost(3);
        List<BigDecimal> numbers = words.stream().map(Seq::number).toList();
        BigDecimal first = numbers.size() > 1 ? numbers.get(0) : BigDecimal.ONE;
        BigDecimal step = numbers.size() > 2 ? numbers.get(1) : BigDecimal.ONE;
        BigDecimal last = numbers.get(numbers.size() - 1);
        if (step.signum() == 0) {
            throw Failure.usage("invalid Zero increment value: " + Quoting.locale(words.get(1)));
        }
        int scale = Math.max(0, Math.max(first.scale(), step.scale()));
        int width = call.has("w")
                ? Math.max(
                        text(first, scale).length(),
                        text(last.setScale(Math.max(scale, last.scale())), scale)
                                .length())
                : 0;
        String separator = call.has("s") ? Escapes.format(call.value("s", "\n")).text() : "\n";
        String format = call.value("f", null);
        boolean any = false;
        for (BigDecimal at = first;
                step.signum() > 0 ? at.compareTo(last) <= 0 : at.compareTo(last) >= 0;
                at = at.add(step)) {
            call.process().step();
            String text = format == null
                    ? padded(text(at, scale), width)
                    : PrintfFormat.print(format, List.of(at.toPlainString()), () -> {})
                            .text();
            call.print((any ? separator : "") + text);
            any = true;
        }
        call.print(any ? "\n" : "");
        return 0;
    }

    private static BigDecimal number(String text) {
        if (!text.matches("[-+]?([0-9]{1,30}\\.?[0-9]{0,30}|\\.[0-9]{1,30})(e[-+]?[0-9]{1,2})?")) {
            throw Failure.usage("invalid floating point argument: " + Quoting.locale(text));
        }
        return new BigDecimal(text.endsWith(".") ? text + "0" : text);
    }

    private static String text(BigDecimal number, int scale) {
        return number.setScale(scale, java.math.RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String padded(String text, int width) {
        String zeros = "0".repeat(Math.max(0, width - text.length()));
        return text.startsWith("-") ? "-" + zeros + text.substring(1) : zeros + text;
    }
}
