package postroom.labs.debian.postfix.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import postroom.labs.debian.postfix.config.MasterCf;

/** An entry of master.cf as {@code postconf -M} writes it. */
final class MasterEntryText {
    private static final int[] COLUMNS = {0, 11, 17, 25, 33, 41, 49, 57};
    private static final int WIDTH = 80;
    private static final String INDENT = "    ";

    private final boolean folds;
    private final UnaryOperator<String> value;
    private final StringBuilder out = new StringBuilder();
    private int column;

    private MasterEntryText(boolean folds, UnaryOperator<String> value) {
        this.folds = folds;
        this.value = value;
    }

    /**
     * The entry's text.
     *
     * @param folds whether long lines are broken, and each {@code -o} begins a line
     * @param value what becomes of a parameter's value: {@code -x} expands it
     */
    static String of(MasterCf.Entry entry, boolean folds, UnaryOperator<String> value) {
        MasterEntryText text = new MasterEntryText(folds, value);
        text.fields(entry.fields());
        text.arguments(entry.arguments());
        return text.out.toString();
    }

    /** The command field: the program and its arguments in one line. */
    static String command(MasterCf.Entry entry, UnaryOperator<String> value) {
        MasterEntryText text = new MasterEntryText(false, value);
        text.out.append(entry.program());
        text.column = WIDTH;
        text.arguments(entry.arguments());
        return text.out.toString();
    }

    /** A field that is too long for its column pushes the next one until there is room again. */
    private void fields(List<String> fields) {
        for (int i = 0; i < fields.size(); i++) {
            int gap = Math.max(i == 0 ? 0 : 1, COLUMNS[i] - out.length());
            out.append(" ".repeat(gap)).append(fields.get(i));
        }
        column = out.length();
    }

    private void arguments(List<String> given) {
        List<String> arguments = apart(given);
        boolean options = true;
        for (int i = 0; i < arguments.size(); i++) {
            String each = arguments.get(i);
            options &= each.startsWith("-") && !each.equals("--");
            boolean pair = options && each.equals("-o") && i + 1 < arguments.size();
            if (!pair) {
                add(braced(each));
                continue;
            }
            column = WIDTH;
            add(each + " " + braced(setting(arguments.get(++i))));
            column = WIDTH;
        }
    }

    /** {@code -oname=value} is two words. */
    private static List<String> apart(List<String> arguments) {
        List<String> apart = new ArrayList<>();
        for (String each : arguments) {
            if (each.startsWith("-o") && each.length() > 2) {
                apart.add("-o");
                apart.add(each.substring(2));
            } else {
                apart.add(each);
            }
        }
        return apart;
    }

    private String setting(String given) {
        String text = given.startsWith("{") && given.endsWith("}")
                ? given.substring(1, given.length() - 1).strip()
                : given;
        int equals = text.indexOf('=');
        return equals < 0
                ? text
                : text.substring(0, equals).strip() + "="
                        + value.apply(text.substring(equals + 1).strip());
    }

    private static String braced(String text) {
        return text.chars().anyMatch(Character::isWhitespace) && !text.startsWith("{") ? "{" + text + "}" : text;
    }

    private void add(String item) {
        if (!folds || column + 1 + item.length() < WIDTH) {
            out.append(' ');
            column++;
        } else {
            out.append('\n').append(INDENT);
            column = INDENT.length();
        }
        out.append(item);
        column += item.length();
    }
}
