package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.Text;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;
import postroom.labs.io.ErrnoException;

/** {@code csplit(1)}: cuts a file into pieces where lines fit patterns, and prints how long each is. */
final class Csplit extends GnuProgram {
    private static final int MAX_PIECES = 10_000;
    private static final Pattern EXPRESSION = Pattern.compile("([/%])(.*)\\1([-+]?[0-9]{1,9})?", Pattern.DOTALL);

    /** Where to cut: before line {@code number}, or where {@code regex} fits; {@code times} more. */
    private record Cut(String text, int number, Pattern regex, boolean drop, int offset, int times) {}

    private static final class Pieces {
        private final Call call;
        private final List<String> names = new ArrayList<>();

        Pieces(Call call) {
            this.call = call;
        }

        void write(String content) throws IOException {
            byte[] bytes = Text.bytes(content);
            if (bytes.length == 0 && call.has("z")) {
                return;
            }
            if (names.size() >= MAX_PIECES) {
                throw Failure.of(1, "too many pieces");
            }
            String name = name(names.size());
            call.files().writeAll(name, bytes);
            names.add(name);
            if (!call.has("s")) {
                call.print(bytes.length + "\n");
            }
        }

        private String name(int number) {
            String format = call.value("b", null);
            String digits = call.value("n", "2");
            int width = digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : 2;
            Matcher m = Pattern.compile("%([-#0 ]*)([0-9]{0,3})([diuoxX])")
                    .matcher(format == null ? "%0" + width + "d" : format);
            if (!m.find()) {
                throw Failure.of(1, "missing % conversion specification in suffix");
            }
            String kind = m.group(3).replaceAll("[iu]", "d");
            String shown = String.format("%" + m.group(1) + m.group(2) + kind, number);
            return call.value("f", "xx")
                    + m.replaceFirst(Matcher.quoteReplacement(shown)).replace("%%", "%");
        }

        void remove() throws IOException {
            for (String each : call.has("k") ? List.<String>of() : names) {
                call.files().unlink(each);
            }
        }
    }

    Csplit() {
        super(
                "b:f:kn:qsz",
                "digits=",
                "n",
                "quiet",
                "s",
                "silent",
                "s",
                "keep-files",
                "k",
                "elide-empty-files",
                "z",
                "prefix=",
                "f",
                "suffix-format=",
                "b",
                "suppress-matched",
                "matched");
    }

    @Override
    protected int run(Call call) throws IOException {
        call.atLeast(2);
        String file = call.operands().get(0);
        List<String> lines = new ArrayList<>();
        try (Input in = Input.open(call.process(), file)) {
            for (String line = in.text(); line != null; line = in.text()) {
                lines.add(in.newline() ? line + "\n" : line);
            }
        } catch (ErrnoException e) {
            throw Failure.of(1, "cannot open " + Quoting.always(file) + " for reading: " + e.getMessage());
        }
        List<Cut> cuts = cuts(call, call.operands().subList(1, call.operands().size()));
        Pieces pieces = new Pieces(call);
        int at = 0;
        for (Cut cut : cuts) {
            for (int i = 0; i <= cut.times; i++) {
                call.process().step();
                int end = cut.regex == null
                        ? cut.number * (i + 1) - 1
                        : find(cut, lines, at, i == 0 && at == 0 ? at : at + 1);
                if (end < 0 && cut.times == Integer.MAX_VALUE) {
                    break;
                }
                if (end < 0 || end > lines.size()) {
                    String what = cut.regex == null ? "line number out of range" : "match not found";
                    call.complain(Quoting.locale(cut.text) + ": " + what + (i == 0 ? "" : " on repetition " + i));
                    if (cut.regex == null || !cut.drop) {
                        pieces.write(String.join("", lines.subList(at, lines.size())));
                    }
                    pieces.remove();
                    return 1;
                }
                if (!cut.drop) {
                    pieces.write(String.join("", lines.subList(at, end)));
                }
                at = end + (call.has("matched") && end < lines.size() ? 1 : 0);
            }
        }
        pieces.write(String.join("", lines.subList(at, lines.size())));
        return 0;
    }

    private static int find(Cut cut, List<String> lines, int at, int from) {
        for (int i = from; i < lines.size(); i++) {
            String line = lines.get(i);
            if (cut.regex
                    .matcher(line.endsWith("\n") ? line.substring(0, line.length() - 1) : line)
                    .find()) {
                int end = i + cut.offset;
                return end < at || end > lines.size() ? -1 : end;
            }
        }
        return -1;
    }

    private static List<Cut> cuts(Call call, List<String> words) throws IOException {
        List<Cut> cuts = new ArrayList<>();
        int before = 0;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int times = 0;
            boolean repeated = i + 1 < words.size() && words.get(i + 1).startsWith("{");
            if (repeated) {
                String count = words.get(++i);
                if (!count.endsWith("}")) {
                    throw Failure.of(1, Quoting.locale(count) + ": '}' is required in repeat count");
                }
                String inside = count.substring(1, count.length() - 1);
                if (!inside.matches("\\*|[0-9]{1,8}")) {
                    throw Failure.of(1, Quoting.locale(count) + ": integer required between '{' and '}'");
                }
                times = inside.equals("*") ? Integer.MAX_VALUE : Integer.parseInt(inside);
            }
            if (word.startsWith("/") || word.startsWith("%")) {
                cuts.add(expression(word, times));
                continue;
            }
            if (!word.matches("[0-9]{1,9}")) {
                throw Failure.of(1, Quoting.locale(word) + ": invalid pattern");
            }
            int number = Integer.parseInt(word);
            if (number == 0) {
                throw Failure.of(1, word + ": line number must be greater than zero");
            }
            if (number < before) {
                throw Failure.of(
                        1, "line number " + Quoting.locale(word) + " is smaller than preceding line number, " + before);
            }
            if (number == before) {
                call.warn("warning: line number " + Quoting.locale(word) + " is the same as preceding line number");
            }
            before = number;
            cuts.add(new Cut(word, number, null, false, 0, times));
        }
        return cuts;
    }

    private static Cut expression(String word, int times) {
        Matcher m = EXPRESSION.matcher(word);
        char delimiter = word.charAt(0);
        if (word.lastIndexOf(delimiter) == 0) {
            throw Failure.of(1, word + ": closing delimiter '" + delimiter + "' missing");
        }
        if (!m.matches()) {
            throw Failure.of(1, Quoting.locale(word) + ": integer expected after delimiter");
        }
        try {
            Pattern regex = PosixRegex.compile(m.group(2), PosixRegex.Syntax.BASIC, 0);
            int offset = m.group(3) == null ? 0 : Integer.parseInt(m.group(3).replace("+", ""));
            return new Cut(word, 0, regex, delimiter == '%', offset, times);
        } catch (RegexException e) {
            throw Failure.of(1, Quoting.locale(word) + ": invalid regular expression: Invalid regular expression");
        }
    }
}
