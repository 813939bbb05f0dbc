package postroom.labs.fidelity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a program printed, less everything that chance, the clock or a package's version decided. */
final class Normal {
    private static final String STAMP =
            "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\S+ ";
    private static final Pattern LOG_LINE = Pattern.compile(STAMP);
    private static final Pattern LOGGED = Pattern.compile(STAMP + "postfix\\S*\\[\\d+\\]: "
            + "([0-9A-F]{6,15}|(?=\\w*z)[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{12,20}): ");
    private static final Pattern SOCKET = Pattern.compile("(?:tcp|udp|raw)6? +|(?:LISTEN|ESTAB|UNCONN|TIME-WAIT) +\\d");
    private static final List<Rule> RULES = rules();

    private Normal() {}

    private record Rule(Pattern pattern, String mask) {
        private boolean onlyTheId() {
            return pattern.pattern().contains("(?<id>");
        }

        private String apply(String text) {
            Matcher matcher = pattern.matcher(text);
            if (!onlyTheId()) {
                return matcher.replaceAll(mask);
            }
            return matcher.replaceAll(match -> {
                String whole = match.group();
                int start = matcher.start("id") - match.start();
                int end = matcher.end("id") - match.start();
                return Matcher.quoteReplacement(whole.substring(0, start) + mask + whole.substring(end));
            });
        }
    }

    private static List<Rule> rules() {
        try (InputStream file = Normal.class.getResourceAsStream("/fidelity/normalisation.tsv")) {
            List<Rule> rules = new ArrayList<>();
            for (String line : new String(Objects.requireNonNull(file).readAllBytes(), UTF_8).split("\n")) {
                int tab = line.indexOf('\t');
                if (tab > 0) {
                    rules.add(new Rule(
                            Pattern.compile(line.substring(0, tab), Pattern.MULTILINE | Pattern.UNIX_LINES),
                            line.substring(tab + 1).replace("\\n", "\n")));
                }
            }
            return rules;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Raw terminal output in its normal form: lines without trailing blanks, no empty lines at the end. */
    static String form(String raw) {
        List<String> lines = new ArrayList<>();
        for (String line : ScreenText.rendered(ScreenText.unescape(raw)).split("\n", -1)) {
            lines.add(line.stripTrailing());
        }
        String text = String.join("\n", groupLogLines(lines));
        for (Rule rule : RULES) {
            text = rule.apply(text);
        }
        List<String> masked = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            masked.add(line.stripTrailing());
        }
        List<String> sorted = sortSockets(masked);
        while (!sorted.isEmpty() && sorted.get(sorted.size() - 1).isEmpty()) {
            sorted.remove(sorted.size() - 1);
        }
        return String.join("\n", sorted);
    }

    /** Which message's line comes first is chance between two messages, not within one: each follows its message's last. */
    private static List<String> groupLogLines(List<String> lines) {
        List<String> out = new ArrayList<>();
        Map<String, Integer> last = new HashMap<>();
        for (String line : lines) {
            Matcher logged = LOGGED.matcher(line);
            if (!logged.lookingAt()) {
                if (!LOG_LINE.matcher(line).lookingAt()) {
                    last.clear();
                }
                out.add(line);
                continue;
            }
            String id = logged.group(1);
            int at = last.getOrDefault(id, out.size() - 1) + 1;
            out.add(at, line);
            last.replaceAll((other, index) -> index >= at ? index + 1 : index);
            last.put(id, at);
        }
        return out;
    }

    /** netstat and ss list sockets in the order of a kernel's hash table. */
    private static List<String> sortSockets(List<String> lines) {
        List<String> out = new ArrayList<>();
        List<String> run = new ArrayList<>();
        for (String line : lines) {
            if (SOCKET.matcher(line).lookingAt()) {
                run.add(line);
            } else {
                Collections.sort(run);
                out.addAll(run);
                run.clear();
                out.add(line);
            }
        }
        Collections.sort(run);
        out.addAll(run);
        return out;
    }
}
