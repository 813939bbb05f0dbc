package postroom.labs.debian.mawk;

import java.util.HashMap;
import java.util.Map;

/** The functions that awk has by itself, and how many arguments each takes. */
final class BuiltinFunctions {
    private static final Map<String, int[]> COUNTS = new HashMap<>();

    static {
        put(0, 1, "length", "srand", "fflush");
        put(1, 1, "sin", "cos", "exp", "log", "sqrt", "int", "tolower", "toupper", "system", "close");
        put(2, 2, "index", "match", "atan2");
        put(2, 3, "substr", "split", "sub", "gsub");
        put(0, 0, "rand", "systime");
        put(0, 3, "strftime");
        put(1, 2, "mktime");
        put(1, 255, "sprintf");
    }

    private BuiltinFunctions() {}

    private static void put(int least, int most, String... names) {
        for (String each : names) {
            COUNTS.put(each, new int[] {least, most});
        }
    }

    static boolean has(String name) {
        return COUNTS.containsKey(name);
    }

    /** Whether a function takes so many arguments. */
    static boolean takes(String name, int arguments) {
        int[] counts = COUNTS.get(name);
        return counts[0] <= arguments && arguments <= counts[1];
    }
}
