package postroom.labs.debian.iproute2;

import java.util.ArrayList;
import java.util.List;

/** The options that stand before the object of {@code ip}: any unique beginning of their names will do. */
final class IpOptions {
    private int family;
    private int statistics;
    private boolean brief;
    private boolean oneLine;
    private boolean json;
    private boolean pretty;
    private boolean details;
    private boolean color;
    private boolean version;
    private boolean help;
    private String unknown;
    private String wrongFamily;
    private String namespace;
    private String batch;
    private List<String> rest = List.of();

    private IpOptions() {}

    static IpOptions parse(List<String> arguments) {
        IpOptions options = new IpOptions();
        int i = 0;
        while (i < arguments.size() && arguments.get(i).startsWith("-") && options.unknown == null) {
            String word = arguments.get(i);
            String name = word.startsWith("--") ? word.substring(1) : word;
            boolean valued = is(name, "-family", 2) || is(name, "-netns", 2) || is(name, "-batch", 2);
            if (valued && i + 1 >= arguments.size()) {
                options.help = true;
            } else if (is(name, "-family", 2)) {
                options.family(arguments.get(++i));
            } else if (is(name, "-netns", 2)) {
                options.namespace = arguments.get(++i);
            } else if (is(name, "-batch", 2)) {
                options.batch = arguments.get(++i);
            } else if (!options.take(name)) {
                options.unknown = name;
            }
            i++;
        }
        options.rest = new ArrayList<>(arguments.subList(i, arguments.size()));
        return options;
    }

    private void family(String wanted) {
        switch (wanted) {
            case "inet" -> family = 4;
            case "inet6" -> family = 6;
            case "link", "mpls", "bridge" -> family = 0;
            case "help" -> help = true;
            default -> wrongFamily = wanted;
        }
    }

    private static boolean is(String given, String name, int shortest) {
        return given.length() >= shortest && name.startsWith(given);
    }

    private boolean take(String name) {
        if (name.equals("-4")) {
            family = 4;
        } else if (name.equals("-6")) {
            family = 6;
        } else if (name.equals("-0")
                || is(name, "-resolve", 2)
                || is(name, "-Numeric", 2)
                || is(name, "-iec", 3)
                || is(name, "-human-readable", 2) && !is(name, "-help", 3)
                || is(name, "-timestamp", 2)
                || is(name, "-all", 2)
                || is(name, "-force", 3)) {
            return true;
        } else if (is(name, "-help", 3)) {
            help = true;
        } else if (is(name, "-statistics", 2) || name.equals("-stats")) {
            statistics++;
        } else if (is(name, "-brief", 3)) {
            brief = true;
        } else if (is(name, "-oneline", 2)) {
            oneLine = true;
        } else if (is(name, "-json", 2)) {
            json = true;
        } else if (is(name, "-pretty", 2)) {
            pretty = true;
        } else if (is(name, "-details", 2)) {
            details = true;
        } else if (is(name.replaceFirst("=.*", ""), "-color", 2)) {
            color = !name.endsWith("=never");
        } else if (is(name, "-Version", 2)) {
            version = true;
        } else {
            return false;
        }
        return true;
    }

    /** A family that there is not; null if all is well. */
    String wrongFamily() {
        return wrongFamily;
    }

    /** The name of {@code -netns}; null without one. */
    String namespace() {
        return namespace;
    }

    /** The file of {@code -batch}; null without one. */
    String batch() {
        return batch;
    }

    List<String> rest() {
        return rest;
    }

    String unknown() {
        return unknown;
    }

    /** 4, 6, or 0 for both. */
    int family() {
        return family;
    }

    boolean version() {
        return version;
    }

    boolean help() {
        return help;
    }

    boolean brief() {
        return brief;
    }

    boolean oneLine() {
        return oneLine;
    }

    boolean json() {
        return json;
    }

    boolean pretty() {
        return pretty;
    }

    boolean details() {
        return details;
    }

    boolean statistics() {
        return statistics > 0;
    }

    boolean moreStatistics() {
        return statistics > 1;
    }

    String paint(int code, String text) {
        return color ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    String paintState(String state) {
        return color && state.equals("UP") ? paint(32, state) : state;
    }
}
