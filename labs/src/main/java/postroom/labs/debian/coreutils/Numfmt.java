package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.ArgMatch;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.host.Process;

/** {@code numfmt(1)}: numbers with and without units, for people and for programs. */
final class Numfmt extends GnuProgram {
    private static final int CONVERSION_FAILED = 2;

    Numfmt() {
        super(
                "d:z",
                "from=",
                "from",
                "from-unit=",
                "from-unit",
                "to=",
                "to",
                "to-unit=",
                "to-unit",
                "round=",
                "round",
                "padding=",
                "padding",
                "suffix=",
                "suffix",
                "grouping",
                "grouping",
                "delimiter=",
                "d",
                "field=",
                "field",
                "debug",
                "debug",
                "header==",
                "header",
                "format=",
                "format",
                "invalid=",
                "invalid",
                "zero-terminated",
                "z");
    }

    /** A negative number is no option. */
    @Override
    protected List<String> rewritten(Process process) {
        List<String> words = new ArrayList<>(process.argv());
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i).matches("-[0-9.].*") && !words.get(i - 1).startsWith("--")) {
                words.add(i, "--");
                break;
            }
        }
        return words;
    }

    @Override
    protected int run(Call call) throws IOException {
        HumanNumber numbers = HumanNumber.of(call);
        String invalid =
                ArgMatch.choose("--invalid", call.value("invalid", "abort"), "abort", "fail", "warn", "ignore");
        int header = call.has("header") ? Integer.parseInt(header(call.value("header", null))) : 0;
        if (call.operands().isEmpty()) {
            Input in = Input.standard(call.process());
            int separator = call.has("z") ? 0 : '\n';
            int number = 0;
            for (byte[] bytes = in.line(separator); bytes != null; bytes = in.line(separator)) {
                String line = postroom.labs.debian.gnu.Text.of(bytes);
                String end = in.newline() ? String.valueOf((char) separator) : "";
                call.print((number++ < header ? line : line(call, numbers, line, invalid)) + end);
            }
        }
        for (String each : call.operands()) {
            call.print(line(call, numbers, each, invalid) + "\n");
        }
        return 0;
    }

    private static String header(String given) {
        if (given == null) {
            return "1";
        }
        if (!given.matches("0*[1-9][0-9]{0,6}")) {
            throw Failure.of(1, "invalid header value " + Quoting.locale(given));
        }
        return given;
    }

    private static String line(Call call, HumanNumber numbers, String line, String invalid) throws IOException {
        FieldRanges wanted = FieldRanges.of(call.value("field", "1"));
        String delimiter = call.value("d", null);
        StringBuilder out = new StringBuilder();
        int at = 0;
        int field = 1;
        while (at <= line.length()) {
            int start = at;
            if (delimiter == null) {
                while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
                    at++;
                }
            }
            int from = at;
            while (at < line.length()
                    && (delimiter == null
                            ? !Character.isWhitespace(line.charAt(at))
                            : !line.startsWith(delimiter, at))) {
                at++;
            }
            String blanks = line.substring(start, from);
            String text = line.substring(from, at);
            if (wanted.has(field)) {
                out.append(converted(call, numbers, blanks, text, invalid, field > 1 && delimiter == null));
            } else {
                out.append(blanks).append(text);
            }
            if (delimiter != null && at < line.length()) {
                out.append(delimiter);
                at += delimiter.length();
            } else if (at >= line.length()) {
                break;
            }
            field++;
        }
        return out.toString();
    }

    private static String converted(
            Call call, HumanNumber numbers, String blanks, String text, String invalid, boolean apart)
            throws IOException {
        try {
            String shown = numbers.convert(text);
            int width = numbers.padding();
            if (width == 0 && blanks.length() > (apart ? 1 : 0)) {
                width = blanks.length() - (apart ? 1 : 0) + text.length();
            }
            String padded = width == 0 ? shown : HumanNumber.padded(shown, width);
            return (apart ? blanks.substring(0, Math.min(1, blanks.length())) : "") + padded;
        } catch (HumanNumber.Wrong e) {
            if (invalid.equals("abort")) {
                throw Failure.of(CONVERSION_FAILED, e.getMessage());
            }
            if (!invalid.equals("ignore")) {
                call.warn(e.getMessage());
            }
            call.fail(invalid.equals("fail") ? CONVERSION_FAILED : 0);
            return blanks + text;
        }
    }
}
