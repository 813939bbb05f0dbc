package postroom.labs.debian.mawk;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The variables of a running program: the global ones and those of the function that runs. */
final class Variables {
    private static final String NUMBER_FORMAT = "%.6g";

    /** A variable: a value, an array, or nothing yet. */
    static final class Cell {
        Value value;
        Map<String, Value> array;
    }

    private final Map<String, Cell> globals = new HashMap<>();
    private Cell[] frame = new Cell[0];

    /** Those that awk itself sets, with the program's arguments and environment. */
    Variables(List<String> arguments, Map<String, String> environment) {
        setText("FS", " ");
        setText("OFS", " ");
        setText("ORS", "\n");
        setText("RS", "\n");
        setText("SUBSEP", "\u001c");
        setText("CONVFMT", NUMBER_FORMAT);
        setText("OFMT", NUMBER_FORMAT);
        setText("FILENAME", "");
        for (String each : List.of("NR", "FNR", "RSTART")) {
            set(each, 0);
        }
        set("RLENGTH", -1);
        set("ARGC", arguments.size() + 1);
        Map<String, Value> argv = array(global("ARGV"));
        argv.put("0", Value.of("awk"));
        for (int i = 0; i < arguments.size(); i++) {
            argv.put(Integer.toString(i + 1), Value.input(arguments.get(i)));
        }
        Map<String, Value> environ = array(global("ENVIRON"));
        environment.forEach((name, value) -> environ.put(name, Value.input(value)));
    }

    private Cell global(String name) {
        return globals.computeIfAbsent(name, it -> new Cell());
    }

    String text(String name) {
        Value value = global(name).value;
        return value == null ? "" : value.string(NUMBER_FORMAT);
    }

    double number(String name) {
        Value value = global(name).value;
        return value == null ? 0 : value.number();
    }

    void set(String name, double number) {
        global(name).value = Value.of(number);
    }

    void add(String name, double by) {
        set(name, number(name) + by);
    }

    void setText(String name, String text) {
        global(name).value = Value.of(text);
    }

    String element(String array, String subscript) {
        Value value = array(global(array)).get(subscript);
        return value == null ? "" : value.string(NUMBER_FORMAT);
    }

    Cell cell(Node.Variable variable) {
        if (variable.local() < 0) {
            return global(variable.name());
        }
        if (frame[variable.local()] == null) {
            frame[variable.local()] = new Cell();
        }
        return frame[variable.local()];
    }

    boolean isArray(Node.Variable variable) {
        return cell(variable).array != null;
    }

    /** The variable as an array, which it becomes. */
    Map<String, Value> array(Node.Variable variable) {
        return array(cell(variable));
    }

    private static Map<String, Value> array(Cell cell) {
        if (cell.array == null) {
            cell.array = new LinkedHashMap<>();
        }
        return cell.array;
    }

    /** Makes {@code locals} those of the function that runs; gives the ones before. */
    Cell[] enter(Cell[] locals) {
        Cell[] outer = frame;
        frame = locals;
        return outer;
    }
}
