package postroom.labs.debian.ufw;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Resolver;

/** {@code ufw(8)}: takes a command apart, checks who gives it, and does it. */
public final class Ufw implements Program {
    /** By id. */
    public static final Map<String, Program> PROGRAMS =
            Map.of("ufw/ufw", new Ufw(), "ufw/ufw-init", new UfwInit(), "ufw/postinst", new UfwPostinst());

    private static final String LOCK = "/run/ufw.lock";
    private static final Set<String> RULE_WORDS =
            Set.of("allow", "limit", "deny", "reject", "insert", "delete", "prepend");
    private static final Set<String> PLAIN =
            Set.of("enable", "disable", "help", "--help", "-h", "version", "--version", "reload", "reset");

    @Override
    public int run(Process process) throws IOException {
        List<String> words = new ArrayList<>(process.arguments());
        boolean dryRun = takes(words, "--dry-run");
        boolean force = takes(words, "--force") || takes(words, "-f");
        if (words.isEmpty()) {
            process.err().println("ERROR: not enough args");
            return help(process, 1);
        }
        String command = words.get(0).toLowerCase(Locale.ROOT);
        try {
            check(process, command, words);
            if (command.equals("help") || command.equals("--help") || command.equals("-h")) {
                return help(process, 0);
            }
            if (command.equals("version") || command.equals("--version")) {
                process.out().println("ufw 0.36.2\nCopyright 2008-2023 Canonical Ltd.");
                return 0;
            }
            RuleParser.Parsed rule = rule(process, command, words);
            if (!process.who().isRoot()) {
                throw new UfwError("You need to be root to run this script");
            }
            Actions actions = new Actions(process, dryRun, force);
            if (!dryRun && !process.files().exists(LOCK)) {
                process.files().writeAll(LOCK, new byte[0]);
            }
            String said = rule != null ? actions.rule(rule) : actions.command(command, words);
            if (!said.isEmpty()) {
                process.out().println(said);
            }
            return 0;
        } catch (UfwError e) {
            process.out().flush();
            process.err().println("ERROR: " + (e.getMessage() == null ? "Invalid syntax" : e.getMessage()));
            return e.getMessage() == null ? help(process, 1) : 1;
        }
    }

    private static boolean takes(List<String> words, String option) {
        boolean there =
                !words.isEmpty() && words.get(0).toLowerCase(Locale.ROOT).equals(option);
        if (there) {
            words.remove(0);
        }
        return there;
    }

    private static int help(Process process, int status) throws IOException {
        process.out().print(HelpText.of("ufw/ufw"));
        return status;
    }

    /** The form of commands that are not rules. */
    private static void check(Process process, String command, List<String> words) throws UfwError {
        String second = words.size() > 1 ? words.get(1).toLowerCase(Locale.ROOT) : "";
        boolean well = switch (command) {
            case "status" -> words.size() == 1 || Set.of("verbose", "numbered").contains(second);
            case "show" ->
                Set.of(
                                "raw",
                                "before-rules",
                                "user-rules",
                                "after-rules",
                                "logging-rules",
                                "builtins",
                                "listening",
                                "added")
                        .contains(second);
            case "logging" ->
                Set.of("on", "off", "low", "medium", "high", "full").contains(second);
            case "default" -> isPolicy(words);
            case "app" -> isApp(words, second);
            case "route" -> words.size() > 1 && RULE_WORDS.contains(second);
            default ->
                PLAIN.contains(command) ? words.size() == 1 : RULE_WORDS.contains(command) || command.equals("rule");
        };
        if (!well) {
            throw UfwError.syntax();
        }
    }

    private static boolean isPolicy(List<String> words) {
        return words.size() > 1
                && Set.of("allow", "deny", "reject").contains(words.get(1).toLowerCase(Locale.ROOT))
                && (words.size() < 3
                        || Set.of("incoming", "input", "routed", "forward", "output", "outgoing")
                                .contains(words.get(2).toLowerCase(Locale.ROOT)));
    }

    private static boolean isApp(List<String> words, String second) {
        return switch (second) {
            case "list" -> words.size() == 2;
            case "info", "update" -> words.size() >= 3;
            case "default" ->
                words.size() >= 3
                        && Set.of("allow", "deny", "reject", "skip")
                                .contains(words.get(2).toLowerCase(Locale.ROOT));
            default -> false;
        };
    }

    private static RuleParser.Parsed rule(Process process, String command, List<String> words) throws UfwError {
        boolean route = command.equals("route");
        if (!route && !RULE_WORDS.contains(command) && !command.equals("rule")) {
            return null;
        }
        List<String> rest = new ArrayList<>(route || command.equals("rule") ? words.subList(1, words.size()) : words);
        if (rest.size() < 2) {
            throw UfwError.syntax();
        }
        String text = " " + String.join(" ", rest) + " ";
        String outInterface = "";
        if (route) {
            if (text.matches(".* delete \\d+ .*")) {
                throw new UfwError("'route delete NUM' unsupported. Use 'delete NUM' instead.");
            }
            if (text.contains(" in on ") && text.contains(" out on ")) {
                int at = rest.indexOf("out");
                outInterface = rest.get(at + 2);
                rest.subList(at, at + 3).clear();
            } else if (!text.matches(".* (in|out) on .*") && text.matches(".* (in|out) .*")) {
                throw new UfwError("Invalid interface clause for route rule");
            }
        }
        RuleParser.Parsed parsed = new RuleParser(new Services(new Resolver(process)), rest).parse();
        if (route && parsed.rule() != null) {
            parsed.rule().forward = true;
            if (!outInterface.isEmpty()) {
                parsed.rule().networkInterface(false, outInterface);
            }
        }
        return parsed;
    }

    /** The answer to a question, in small letters. */
    static String answer(Process process) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = process.in().read(); c >= 0 && c != '\n'; c = process.in().read()) {
            if (line.size() < 100) {
                line.write(c);
            }
        }
        return line.toString(java.nio.charset.StandardCharsets.UTF_8).strip().toLowerCase(Locale.ROOT);
    }
}
