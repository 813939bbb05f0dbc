package postroom.labs.debian.postfix.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postroom.labs.io.ErrnoException;

/**
 * Postfix's parameters as one program has them: what {@code -o} says, else main.cf, else the default, expanded when
 * asked for. Immutable but for a memory of what was expanded.
 *
 * <p>Values that cannot be read are {@link Fatal}, as they are to the program that needs them.
 */
public final class Parameters {
    private final MainCf main;
    private final Map<String, String> overrides;
    private final Surroundings host;
    private final Msg msg;
    private final Map<String, String> expanded = new HashMap<>();

    /**
     * The parameters of a program.
     *
     * @param overrides what {@code -o} options say, unexpanded
     * @param msg gets warnings about values
     */
    public Parameters(MainCf main, Map<String, String> overrides, Surroundings host, Msg msg) {
        this.main = main;
        this.overrides = Map.copyOf(overrides);
        this.host = host;
        this.msg = msg;
    }

    /** The same configuration for a service of master.cf with its own {@code -o} options. */
    public Parameters with(Map<String, String> options, Msg otherMsg) {
        Map<String, String> all = new HashMap<>(overrides);
        all.putAll(options);
        return new Parameters(main, all, host, otherMsg);
    }

    /** What main.cf says. */
    public MainCf main() {
        return main;
    }

    /** What the configuration asks of the host. */
    public Surroundings host() {
        return host;
    }

    /** The value as it is written, or the default as it is; empty for a name that is none. */
    public Optional<String> raw(String name) {
        String override = overrides.get(name);
        if (override != null) {
            return Optional.of(override);
        }
        Optional<String> set = main.raw(name);
        return set.isPresent() ? set : Defaults.of(name, this);
    }

    /** True if an {@code -o} option of this program says it. */
    public boolean isOption(String name) {
        return overrides.containsKey(name);
    }

    /** The expanded value; the empty text if there is none. */
    public synchronized String get(String name) {
        String known = expanded.get(name);
        if (known == null) {
            known = expand(raw(name).orElse(""));
            expanded.put(name, known);
        }
        return known;
    }

    /** Expands a text with these parameters' values. */
    public String expand(String text) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        try {
            return new MacroExpander(this::raw, msg::warning, true).expand(text);
        } catch (MacroExpander.Broken broken) {
            throw new Fatal("dictionary mail_dict: macro processing error");
        }
    }

    /** A text that must not be empty. */
    public String required(String name) {
        String value = get(name);
        if (value.isEmpty()) {
            throw new Fatal("bad string length 0 < 1: " + name + " = ");
        }
        return value;
    }

    /** The words of a list, which commas and white space part. */
    public List<String> list(String name) {
        return words(get(name));
    }

    /** Splits a list at commas and white space; what stands in braces stays together. */
    public static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (isSeparator(text.charAt(at))) {
                at++;
                continue;
            }
            int start = at;
            int depth = 0;
            while (at < text.length() && (depth > 0 || !isSeparator(text.charAt(at)))) {
                depth += text.charAt(at) == '{' ? 1 : text.charAt(at) == '}' ? -1 : 0;
                at++;
            }
            words.add(text.substring(start, at));
        }
        return words;
    }

    private static boolean isSeparator(char c) {
        return c == ',' || LogicalLines.isBlank(c);
    }

    /** {@code yes} or {@code no}, in any case. */
    public boolean bool(String name) {
        String value = get(name);
        if (value.equalsIgnoreCase("yes")) {
            return true;
        } else if (value.equalsIgnoreCase("no")) {
            return false;
        }
        throw new Fatal("bad boolean configuration: " + name + " = " + value);
    }

    /** A whole number. */
    public long number(String name) {
        String value = get(name);
        if (!value.matches("-?[0-9]{1,18}")) {
            throw new Fatal("bad numerical configuration: " + name + " = " + value);
        }
        return Long.parseLong(value);
    }

    /** A whole number that must not be less than {@code least}. */
    public long number(String name, long least) {
        long value = number(name);
        if (value < least) {
            throw new Fatal("invalid " + name + " parameter value " + value + " < " + least);
        }
        return value;
    }

    /** A time in seconds: numbers with units s, m, h, d, w; without one, the unit of the default. */
    public int seconds(String name) {
        String value = get(name);
        String fallback = ParameterTable.find(name)
                .map(ParameterTable.Parameter::defaultValue)
                .filter(text -> !text.isEmpty())
                .orElse("s");
        long seconds = TimeValue.seconds(value, fallback.charAt(fallback.length() - 1))
                .orElseThrow(() -> new Fatal("parameter " + name + ": bad time value or unit: " + value));
        return (int) seconds;
    }

    /** A time in seconds that must not be less than {@code least}. */
    public int seconds(String name, int least) {
        int value = seconds(name);
        if (value < least) {
            throw new Fatal("invalid " + name + ": " + value + " (min " + least + ")");
        }
        return value;
    }

    /** myorigin, read from its file if it names one. */
    public String myorigin() {
        String value = required("myorigin");
        if (value.startsWith("/")) {
            try {
                String text = new String(host.read(value), ISO_8859_1);
                int end = text.indexOf('\n');
                value = (end < 0 ? text : text.substring(0, end)).strip();
            } catch (ErrnoException e) {
                throw new Fatal(value + ": cannot open file: " + e.getMessage());
            }
        }
        if (Set.copyOf(words(value)).size() > 1) {
            throw new Fatal("myorigin parameter setting must not contain multiple values: " + value);
        }
        return value;
    }

    /**
     * Checks what every Postfix program checks when it starts, so that each of them refuses to run with it.
     *
     * @throws Fatal for the first thing that is wrong
     */
    public void check() {
        new GlobalChecks(this, host, msg).run();
    }
}
