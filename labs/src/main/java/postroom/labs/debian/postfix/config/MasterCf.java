package postroom.labs.debian.postfix.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The services that master.cf defines, in its order ({@code master(5)}). */
public final class MasterCf {
    private static final int FIELDS = 8;

    private final List<Entry> entries;

    private MasterCf(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * One service.
     *
     * @param fields name, type, private, unprivileged, chroot, wakeup, process limit, command, as they are written
     * @param arguments what follows the command; {@code {...}} is one
     */
    public record Entry(List<String> fields, List<String> arguments) {
        public Entry {
            fields = List.copyOf(fields);
            arguments = List.copyOf(arguments);
        }

        /** The service name: {@code smtp}, {@code 127.0.0.1:10025}. */
        public String name() {
            return fields.get(0);
        }

        /** {@code inet}, {@code unix}, {@code unix-dgram}, {@code fifo} or {@code pass}. */
        public String type() {
            return fields.get(1);
        }

        /** True unless the field says {@code n}. */
        public boolean isPrivate() {
            return !fields.get(2).equals("n");
        }

        /** True unless the field says {@code n}. */
        public boolean isUnprivileged() {
            return !fields.get(3).equals("n");
        }

        /** True if the field says {@code y}; the default is no. */
        public boolean isChrooted() {
            return fields.get(4).equals("y");
        }

        /** The process limit; empty for default_process_limit; 0 for none. */
        public Optional<Integer> processLimit() {
            return fields.get(6).equals("-") ? Optional.empty() : Optional.of(Integer.valueOf(fields.get(6)));
        }

        /** The program in daemon_directory. */
        public String program() {
            return fields.get(7);
        }

        /** The {@code -o name=value} settings, in order. */
        public Map<String, String> options() {
            Map<String, String> options = new LinkedHashMap<>();
            for (int i = 0; i < arguments.size(); i++) {
                String argument = arguments.get(i);
                if (argument.equals("-o") && i + 1 < arguments.size()) {
                    put(options, arguments.get(++i));
                } else if (argument.startsWith("-o") && argument.length() > 2) {
                    put(options, argument.substring(2));
                }
            }
            return options;
        }

        private static void put(Map<String, String> options, String setting) {
            String text = setting.startsWith("{") && setting.endsWith("}")
                    ? setting.substring(1, setting.length() - 1).strip()
                    : setting;
            int equals = text.indexOf('=');
            if (equals > 0) {
                options.put(
                        text.substring(0, equals).strip(),
                        text.substring(equals + 1).strip());
            }
        }
    }

    /**
     * Reads a file's text.
     *
     * @param path names the file in messages
     * @param atLine how the program that reads it names a line: {@code "file PATH: line 3: "} or {@code "PATH: line 3: "}
     * @throws Fatal {@code bad field count} and whatever is wrong with a field
     */
    public static MasterCf parse(String text, IntFunction<String> atLine) {
        return parse(
                text,
                line -> new Fatal(atLine.apply(line.last()) + "bad field count"),
                (line, field, value) -> new Fatal(atLine.apply(line.last()) + "field \"" + field.ofMaster()
                        + "\": bad value: \"" + value + "\""));
    }

    /**
     * Reads a file's text as {@code postconf(1)} does, which has words of its own for what is wrong.
     *
     * @param fewFields what is thrown for a line with less than eight fields
     */
    public static MasterCf parseForPostconf(String text, Function<LogicalLines.Line, Fatal> fewFields) {
        return parse(text, fewFields, (line, field, value) -> invalid(field, value, line.text()));
    }

    private static Fatal invalid(Field field, String value, String where) {
        return new Fatal("invalid " + field.ofPostconf() + " field \"" + value + "\" in \"" + where + "\"");
    }

    /** Refuses a field's new value as {@code postconf -F} does. */
    public static void checkField(int index, String value) {
        for (Field each : CHECKED) {
            if (each.index == index && !value.matches(each.pattern)) {
                throw invalid(each, value, value);
            }
        }
    }

    private interface BadValue {
        Fatal of(LogicalLines.Line line, Field field, String value);
    }

    private record Field(int index, String ofMaster, String ofPostconf, String pattern) {}

    private static final List<Field> CHECKED = List.of(
            new Field(1, "transport type", "type", "inet|unix|unix-dgram|fifo|pass"),
            new Field(2, "private", "private", "[yn-]"),
            new Field(3, "unprivileged", "unprivileged", "[yn-]"),
            new Field(4, "chroot", "chroot", "[yn-]"),
            new Field(5, "wakeup", "wakeup", "-|[0-9]{1,9}\\??"),
            new Field(6, "max_proc", "process_limit", "-|[0-9]{1,9}"));

    private static MasterCf parse(String text, Function<LogicalLines.Line, Fatal> fewFields, BadValue badValue) {
        List<Entry> entries = new ArrayList<>();
        LogicalLines lines = new LogicalLines(text);
        while (lines.hasNext()) {
            LogicalLines.Line line = lines.next();
            List<String> words = words(line.text());
            if (words.size() < FIELDS) {
                throw fewFields.apply(line);
            }
            for (Field each : CHECKED) {
                String value = words.get(each.index);
                if (!value.matches(each.pattern)) {
                    throw badValue.of(line, each, value);
                }
            }
            entries.add(new Entry(words.subList(0, FIELDS), words.subList(FIELDS, words.size())));
        }
        return new MasterCf(entries);
    }

    /** Splits at white space; what stands in braces stays together. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            if (LogicalLines.isBlank(line.charAt(at))) {
                at++;
                continue;
            }
            int start = at;
            int depth = 0;
            while (at < line.length() && (depth > 0 || !LogicalLines.isBlank(line.charAt(at)))) {
                if (line.charAt(start) == '{') {
                    depth += line.charAt(at) == '{' ? 1 : line.charAt(at) == '}' ? -1 : 0;
                }
                at++;
            }
            words.add(line.substring(start, at));
        }
        return words;
    }

    /** All services. */
    public List<Entry> entries() {
        return entries;
    }

    /** The service of a name and type. */
    public Optional<Entry> find(String name, String type) {
        return entries.stream()
                .filter(each -> each.name().equals(name) && each.type().equals(type))
                .findFirst();
    }
}
