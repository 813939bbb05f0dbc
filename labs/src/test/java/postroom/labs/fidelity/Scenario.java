package postroom.labs.fidelity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A transcript of a student at the shell of a fresh host: what is typed, and what is waited for.
 *
 * <p>Each line of the file is a marker, a blank and the rest: {@code #} a header or remark, {@code $} a command at the
 * prompt, {@code >} a line into a program, {@code ^} a control character, {@code ?} a pattern to wait for, {@code !} a
 * pause in seconds.
 *
 * @param base what the host has installed
 * @param timeoutSeconds what one step may take, pauses not counted
 */
record Scenario(String base, double timeoutSeconds, List<Step> steps) {
    private static final Pattern HEADER = Pattern.compile("# (title|base|topic|timeout): *(.*)");

    /** What a step waits for. */
    sealed interface Wait {}

    /** Output that matches, behind the match of the one before. */
    record Until(Pattern pattern) implements Wait {}

    /** So many seconds. */
    record Pause(double seconds) implements Wait {}

    /**
     * One typed line and everything printed until the next one.
     *
     * @param kind {@code $}, {@code >} or {@code ^}
     */
    record Step(char kind, String text, List<Wait> waits) {
        /** What goes to the terminal. */
        String keys() {
            return kind == '^' ? String.valueOf((char) (text.charAt(0) & 0x1F)) : text + "\r";
        }

        @Override
        public String toString() {
            return (kind + " " + text).stripTrailing();
        }
    }

    static Scenario read(String file) {
        Map<String, String> headers = new HashMap<>();
        List<Step> steps = new ArrayList<>();
        for (String raw : file.split("\n", -1)) {
            String line = raw.stripTrailing();
            if (line.isEmpty()) {
                continue;
            }
            String text = line.length() > 2 ? line.substring(2) : "";
            switch (line.charAt(0)) {
                case '#' -> {
                    Matcher header = HEADER.matcher(line);
                    if (header.matches()) {
                        headers.put(header.group(1), header.group(2));
                    }
                }
                case '$', '>', '^' -> steps.add(new Step(line.charAt(0), text, new ArrayList<>()));
                case '?' -> last(steps).waits().add(new Until(Pattern.compile(text, Pattern.MULTILINE)));
                case '!' -> last(steps).waits().add(new Pause(Double.parseDouble(text)));
                default -> throw new IllegalArgumentException("not a line of a scenario: " + line);
            }
        }
        return new Scenario(headers.get("base"), Double.parseDouble(headers.getOrDefault("timeout", "15")), steps);
    }

    private static Step last(List<Step> steps) {
        return steps.get(steps.size() - 1);
    }

    /** What the real machine printed, step by step, from the recording of this scenario. */
    List<String> recorded(String file) {
        List<String> typed = new ArrayList<>();
        List<List<String>> outputs = new ArrayList<>();
        for (String line : file.split("\n")) {
            if (line.startsWith("|")) {
                outputs.get(outputs.size() - 1).add(line.length() > 2 ? line.substring(2) : "");
            } else if (!line.startsWith("#")) {
                typed.add(line);
                outputs.add(new ArrayList<>());
            }
        }
        List<String> mine = steps.stream().map(Step::toString).toList();
        if (!typed.equals(mine)) {
            throw new IllegalArgumentException("recorded from other steps: " + typed);
        }
        return outputs.stream()
                .map(lines -> Normal.form(String.join("\n", lines)))
                .toList();
    }
}
