package postroom.labs.debian.mailutils;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The variables of {@code set}: numbers, texts and switches. A variable that is unset has no value at all. */
final class Variables {
    private static final Map<String, String> ALIASES = Map.of(
            "asksub", "ask",
            "varpp", "variable-pretty-print",
            "varstrict", "variable-strict",
            "xmailer", "useragent");
    private static final Set<String> OUT_NAMES = Set.of("local", "email", "domain");

    private final TreeMap<String, Object> values = new TreeMap<>();
    private final Set<String> switchedOff = new HashSet<>();

    /** A value that a variable cannot have. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        Unfit(String message) {
            super(message);
        }
    }

    /** Carries out one argument of {@code set}: {@code name}, {@code noname}, {@code name=value}. */
    void assign(String word) throws Unfit {
        int equals = word.indexOf('=');
        if (equals < 0 && word.startsWith("no")) {
            unset(word.substring(2));
        } else if (equals < 0) {
            put(word, Boolean.TRUE);
        } else {
            String value = word.substring(equals + 1);
            boolean number = value.isEmpty() || value.matches("[0-9]{1,9}");
            put(word.substring(0, equals), number ? (Object) Integer.valueOf("0" + value) : value);
        }
    }

    private void put(String given, Object value) throws Unfit {
        String name = ALIASES.getOrDefault(given, given);
        if (name.equals("escape") && value instanceof String text && text.length() != 1) {
            throw new Unfit("escape value must be a single character");
        }
        if (name.equals("outfilename") && value instanceof String text && !OUT_NAMES.contains(text)) {
            throw new Unfit("unsupported value for outfilename");
        }
        values.put(name, value);
    }

    /** Sets a switch, even one whose name begins with {@code no}. */
    void on(String name) {
        values.put(name, Boolean.TRUE);
    }

    void put(String name, int value) {
        values.put(name, value);
    }

    void put(String name, String value) {
        values.put(name, value);
    }

    void unset(String given) {
        String name = ALIASES.getOrDefault(given, given);
        if (!name.equals("headline") && !name.equals("outfilename")) {
            if (values.remove(name) instanceof Boolean) {
                switchedOff.add(name);
            }
        }
    }

    boolean isTrue(String name) {
        return values.get(name) instanceof Boolean;
    }

    boolean isSet(String name) {
        return values.containsKey(name);
    }

    Optional<String> text(String name) {
        return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    Optional<Integer> number(String name) {
        return values.get(name) instanceof Integer number ? Optional.of(number) : Optional.empty();
    }

    /** What {@code set} lists. */
    String list() {
        StringBuilder list = new StringBuilder();
        values.forEach((name, value) -> {
            list.append(name);
            if (value instanceof Integer) {
                list.append('=').append(value);
            } else if (value instanceof String) {
                list.append("=\"").append(value).append('"');
            }
            list.append('\n');
        });
        return list.toString();
    }

    /** A value as text: a switch is {@code yes}, and {@code no} if it was on once. */
    String shown(String given, String otherwise) {
        String name = ALIASES.getOrDefault(given, given);
        Object value = values.get(name);
        return value == null
                ? switchedOff.contains(name) ? "no" : otherwise
                : value instanceof Boolean ? "yes" : value.toString();
    }
}
