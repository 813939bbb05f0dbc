package postroom.labs.debian.getopt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Options and operands of a command line, in the manner and with the complaints of glibc's {@code getopt_long(3)}.
 *
 * <p>Short options are given as there: {@code "ab:c::"}, one that begins with {@code +} ends the options at the first
 * operand, one that begins with {@code -} puts the operands among the options, too, with {@link #OPERAND} as their key. Long ones map a name, followed by {@code =} if it takes a value and {@code ==} if it may, to the key that
 * {@link Option} then carries: often the short option of the same meaning.
 */
public final class Getopt {
    /** The key of an operand that stands among the options. */
    public static final String OPERAND = "";

    private final boolean inOrder;
    private final boolean mixed;
    private final String shorts;
    private final Map<String, Long> longs = new LinkedHashMap<>();

    /**
     * One option that was given.
     *
     * @param value its argument, null if there was none
     */
    public record Option(String key, String value) {
        /** Whether it is this one. */
        public boolean is(String wanted) {
            return key.equals(wanted);
        }
    }

    /** A command line taken apart, both in the order in which they were given. */
    public record Parsed(List<Option> options, List<String> operands) {
        /** Whether an option was given. */
        public boolean has(String key) {
            return options.stream().anyMatch(it -> it.key.equals(key));
        }

        /** The value of an option, the last one if it was given more than once; {@code fallback} if it was not. */
        public String value(String key, String fallback) {
            String value = fallback;
            for (Option each : options) {
                if (each.key.equals(key)) {
                    value = each.value;
                }
            }
            return value;
        }
    }

    private enum Argument {
        NONE,
        REQUIRED,
        OPTIONAL
    }

    private record Long(String key, Argument argument) {}

    /**
     * Knows a program's options.
     *
     * @param longs pairs of a long option's name and its key
     */
    public Getopt(String shorts, String... longs) {
        this.inOrder = shorts.startsWith("+");
        this.mixed = shorts.startsWith("-");
        this.shorts = inOrder || mixed ? shorts.substring(1) : shorts;
        for (int i = 0; i < longs.length; i += 2) {
            String name = longs[i];
            Argument argument =
                    name.endsWith("==") ? Argument.OPTIONAL : name.endsWith("=") ? Argument.REQUIRED : Argument.NONE;
            this.longs.put(name.replace("=", ""), new Long(longs[i + 1], argument));
        }
    }

    /** Takes {@code argv} apart, whose first element is the program's name. */
    public Parsed parse(List<String> argv) throws UsageException {
        String program = argv.get(0);
        List<Option> options = new ArrayList<>();
        List<String> operands = new ArrayList<>();
        int i = 1;
        while (i < argv.size()) {
            String word = argv.get(i);
            if (word.equals("--")) {
                operands.addAll(argv.subList(i + 1, argv.size()));
                if (mixed) {
                    argv.subList(i + 1, argv.size()).forEach(it -> options.add(new Option(OPERAND, it)));
                }
                break;
            } else if (word.startsWith("--")) {
                i = longOption(program, argv, i, options);
            } else if (word.startsWith("-") && word.length() > 1) {
                i = shortOptions(program, argv, i, options);
            } else if (inOrder) {
                operands.addAll(argv.subList(i, argv.size()));
                break;
            } else {
                operands.add(word);
                if (mixed) {
                    options.add(new Option(OPERAND, word));
                }
                i++;
            }
        }
        return new Parsed(options, operands);
    }

    private int shortOptions(String program, List<String> argv, int at, List<Option> options) throws UsageException {
        String word = argv.get(at);
        for (int i = 1; i < word.length(); i++) {
            char letter = word.charAt(i);
            int known = letter == ':' ? -1 : shorts.indexOf(letter);
            if (known < 0) {
                throw new UsageException(program + ": invalid option -- '" + letter + "'");
            }
            boolean takesValue = known + 1 < shorts.length() && shorts.charAt(known + 1) == ':';
            if (!takesValue) {
                options.add(new Option(String.valueOf(letter), null));
                continue;
            }
            boolean optional = known + 2 < shorts.length() && shorts.charAt(known + 2) == ':';
            if (i + 1 < word.length()) {
                options.add(new Option(String.valueOf(letter), word.substring(i + 1)));
            } else if (optional) {
                options.add(new Option(String.valueOf(letter), null));
            } else if (at + 1 < argv.size()) {
                options.add(new Option(String.valueOf(letter), argv.get(at + 1)));
                return at + 2;
            } else {
                throw new UsageException(program + ": option requires an argument -- '" + letter + "'");
            }
            return at + 1;
        }
        return at + 1;
    }

    private int longOption(String program, List<String> argv, int at, List<Option> options) throws UsageException {
        String word = argv.get(at);
        int equals = word.indexOf('=');
        String given = equals < 0 ? word.substring(2) : word.substring(2, equals);
        String name = resolve(program, word, given);
        Long option = longs.get(name);
        if (equals >= 0 && option.argument == Argument.NONE) {
            throw new UsageException(program + ": option '--" + name + "' doesn't allow an argument");
        }
        if (equals >= 0) {
            options.add(new Option(option.key, word.substring(equals + 1)));
            return at + 1;
        }
        if (option.argument != Argument.REQUIRED) {
            options.add(new Option(option.key, null));
            return at + 1;
        }
        if (at + 1 >= argv.size()) {
            throw new UsageException(program + ": option '--" + name + "' requires an argument");
        }
        options.add(new Option(option.key, argv.get(at + 1)));
        return at + 2;
    }

    /** A name in full or an unambiguous beginning of one. */
    private String resolve(String program, String word, String given) throws UsageException {
        if (longs.containsKey(given)) {
            return given;
        }
        List<String> candidates =
                longs.keySet().stream().filter(it -> it.startsWith(given)).toList();
        boolean same = candidates.stream().map(longs::get).distinct().count() == 1;
        if (!candidates.isEmpty() && same) {
            return candidates.get(0);
        }
        if (candidates.isEmpty()) {
            throw new UsageException(
                    program + ": unrecognized option '" + (word.indexOf('=') < 0 ? word : "--" + given) + "'");
        }
        StringBuilder complaint = new StringBuilder(program + ": option '" + word + "' is ambiguous; possibilities:");
        candidates.forEach(it -> complaint.append(" '--").append(it).append('\''));
        throw new UsageException(complaint.toString());
    }
}
