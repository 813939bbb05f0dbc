package postroom.labs.debian.mawk;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.regex.Matches;

/** The record and its fields: whichever was set last, the other is made from it when it is asked for. */
final class Fields {
    private static final int MAX_FIELDS = 100_000;

    private final Interpreter interpreter;
    private String record = "";
    private final List<Value> fields = new ArrayList<>();
    private boolean split = true;
    private boolean joined = true;

    Fields(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    void record(String text) {
        record = text;
        joined = true;
        split = false;
    }

    String record() {
        if (!joined) {
            String separator = interpreter.variables().text("OFS");
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < fields.size(); i++) {
                out.append(i == 0 ? "" : separator)
                        .append(fields.get(i).string(interpreter.variables().text("CONVFMT")));
            }
            record = out.toString();
            joined = true;
        }
        return record;
    }

    int count() {
        split();
        return fields.size();
    }

    void count(double count) {
        split();
        int wanted = bounded(count);
        while (fields.size() > wanted) {
            fields.remove(fields.size() - 1);
        }
        while (fields.size() < wanted) {
            fields.add(Value.EMPTY);
        }
        joined = false;
    }

    private static int bounded(double number) {
        if (number < 0) {
            throw new RunTimeError("negative field index $" + (long) number, "");
        }
        if (number > MAX_FIELDS) {
            throw Failure.of(2, "program limit exceeded: maximum field index=" + MAX_FIELDS);
        }
        return (int) number;
    }

    Value get(double number) {
        int i = bounded(number);
        if (i == 0) {
            return Value.input(record());
        }
        split();
        return i <= fields.size() ? fields.get(i - 1) : Value.EMPTY;
    }

    void set(double number, Value value) {
        int i = bounded(number);
        if (i == 0) {
            record(value.string(interpreter.variables().text("CONVFMT")));
            return;
        }
        split();
        if (i > fields.size()) {
            count(i);
        }
        fields.set(i - 1, value);
        joined = false;
    }

    private void split() {
        if (!split) {
            split = true;
            fields.clear();
            boolean paragraphs = interpreter.variables().text("RS").isEmpty();
            split(record, interpreter.variables().text("FS"), paragraphs, interpreter)
                    .forEach(it -> fields.add(Value.input(it)));
        }
    }

    /** Text in pieces: by blanks for a separator of one space, by a character, or by a regular expression. */
    static List<String> split(String text, String separator, boolean newlines, Interpreter interpreter) {
        List<String> pieces = new ArrayList<>();
        if (separator.equals(" ")) {
            for (String each : text.split("[ \t\n]+")) {
                if (!each.isEmpty()) {
                    pieces.add(each);
                }
            }
            return pieces;
        }
        if (text.isEmpty()) {
            return pieces;
        }
        if (separator.isEmpty()) {
            text.codePoints().forEach(it -> pieces.add(Character.toString(it)));
            return pieces;
        }
        boolean plain = separator.length() == 1 && !separator.equals("\\");
        Pattern pattern = plain
                ? Pattern.compile(Pattern.quote(separator) + (newlines ? "|\n" : ""))
                : interpreter.patterns().of(separator);
        Matches matches = new Matches(pattern, text, interpreter::step);
        Matcher m = matches.match();
        int from = 0;
        while (matches.next()) {
            if (m.end() > m.start()) {
                pieces.add(text.substring(from, m.start()));
                from = m.end();
            }
        }
        pieces.add(text.substring(from));
        return pieces;
    }
}
