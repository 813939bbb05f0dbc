package postroom.labs.debian.adduser;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A command line as Perl's {@code Getopt::Long} takes it apart: long options, abbreviated at will, in any case. */
final class LongOptions {
    /** What kind of value an option takes. */
    enum Kind {
        FLAG,
        TEXT,
        NUMBER
    }

    private final Map<String, String> values = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    LongOptions(Map<String, Kind> known, List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (word.equals("--")) {
                names.addAll(arguments.subList(i + 1, arguments.size()));
                return;
            }
            if (!word.startsWith("-") || word.length() < 2) {
                names.add(word);
                continue;
            }
            String text = word.replaceFirst("^--?", "");
            int equals = text.indexOf('=');
            String given = equals < 0 ? text : text.substring(0, equals);
            String name = resolve(known, given);
            if (name == null) {
                complaints.add("Unknown option: " + given);
                continue;
            }
            Kind kind = known.get(name);
            if (kind == Kind.FLAG) {
                values.put(name, "1");
            } else if (equals >= 0) {
                put(name, kind, text.substring(equals + 1));
            } else if (i + 1 < arguments.size()) {
                put(name, kind, arguments.get(++i));
            } else {
                complaints.add("Option " + name + " requires an argument");
            }
        }
    }

    private static String resolve(Map<String, Kind> known, String given) {
        String lower = given.toLowerCase(Locale.ROOT);
        if (known.containsKey(lower)) {
            return lower;
        }
        List<String> fits =
                known.keySet().stream().filter(it -> it.startsWith(lower)).toList();
        return fits.size() == 1 ? fits.get(0) : null;
    }

    private void put(String name, Kind kind, String value) {
        if (kind == Kind.NUMBER && !value.matches("[-+]?[0-9]{1,9}")) {
            complaints.add("Value \"" + value + "\" invalid for option " + name + " (number expected)");
        } else {
            values.put(name, value);
        }
    }

    boolean has(String option) {
        return values.containsKey(option);
    }

    String value(String option, String fallback) {
        return values.getOrDefault(option, fallback);
    }

    /** The words that are no options. */
    List<String> names() {
        return names;
    }

    /** What does not fit, a line each. */
    List<String> complaints() {
        return complaints;
    }
}
