package postroom.labs.debian.ufw;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/** {@code /etc/ufw/user.rules} and {@code user6.rules}. */
final class RuleFile {
    private static final String LIMIT = "-m limit --limit 3/min --limit-burst 10";

    private RuleFile() {}

    static String path(boolean v6) {
        return "/etc/ufw/user" + (v6 ? "6" : "") + ".rules";
    }

    static List<Rule> read(FileAccess files, boolean v6) throws UfwError {
        try {
            return parse(new String(files.readAll(path(v6)), UTF_8), v6);
        } catch (ErrnoException missing) {
            throw new UfwError("Couldn't open '" + path(v6) + "' for reading");
        }
    }

    static List<Rule> parse(String text, boolean v6) {
        List<Rule> rules = new ArrayList<>();
        for (String line : text.split("\n")) {
            RuleText.parse(line, v6).ifPresent(rules::add);
        }
        return rules;
    }

    /**
     * The file.
     *
     * @param limits whether connections can be limited; {@code --dry-run} does not know it of IPv6
     */
    static String text(List<Rule> rules, Settings settings, boolean v6, boolean limits) {
        String prefix = v6 ? "ufw6" : "ufw";
        StringBuilder out = new StringBuilder("*filter\n");
        for (String each : List.of("user", "before-logging", "user-logging", "after-logging")) {
            for (String chain : List.of("input", "output", "forward")) {
                out.append(':')
                        .append(prefix)
                        .append('-')
                        .append(each)
                        .append('-')
                        .append(chain)
                        .append(" - [0:0]\n");
            }
        }
        List<String> more = limits
                ? List.of("logging-deny", "logging-allow", "user-limit", "user-limit-accept")
                : List.of("logging-deny", "logging-allow");
        for (String each : more) {
            out.append(':').append(prefix).append('-').append(each).append(" - [0:0]\n");
        }
        out.append("### RULES ###\n");
        for (Rule each : rules) {
            out.append('\n').append(RuleText.tuple(each)).append('\n');
            RuleText.commands(each).forEach(it -> out.append(it).append('\n'));
        }
        out.append("\n### END RULES ###\n\n### LOGGING ###\n");
        logging(out, prefix, settings);
        out.append("### END LOGGING ###\n");
        if (!limits) {
            return out.append("COMMIT\n").toString();
        }
        out.append("\n### RATE LIMITING ###\n");
        if (!settings.logLevel().equals("off")) {
            out.append("-A ").append(prefix).append("-user-limit -m limit --limit 3/minute -j LOG --log-prefix");
            out.append(" \"[UFW LIMIT BLOCK] \"\n");
        }
        out.append("-A ").append(prefix).append("-user-limit -j REJECT\n");
        out.append("-A ").append(prefix).append("-user-limit-accept -j ACCEPT\n");
        return out.append("### END RATE LIMITING ###\nCOMMIT\n").toString();
    }

    private static void logging(StringBuilder out, String prefix, Settings settings) {
        int level = List.of("off", "low", "medium", "high", "full").indexOf(settings.logLevel());
        if (level <= 0) {
            for (String chain : List.of("input", "output", "forward")) {
                out.append("-I ")
                        .append(prefix)
                        .append("-user-logging-")
                        .append(chain)
                        .append(" -j RETURN\n");
            }
            return;
        }
        String limit = level < 3 ? " " + LIMIT : "";
        for (String chain : List.of("input", "output", "forward")) {
            boolean blocks = !settings.policy(chain).equals("allow");
            if (blocks || level >= 2) {
                out.append("-A ")
                        .append(prefix)
                        .append("-after-logging-")
                        .append(chain)
                        .append(" -j LOG --log-prefix \"[UFW ");
                out.append(blocks ? "BLOCK" : "ALLOW")
                        .append("] \"")
                        .append(limit)
                        .append('\n');
            }
        }
        String deny = prefix + "-logging-deny";
        out.append(
                level < 2
                        ? "-I " + deny + " -m conntrack --ctstate INVALID -j RETURN" + limit + "\n"
                        : "-A " + deny + " -m conntrack --ctstate INVALID -j LOG --log-prefix \"[UFW AUDIT INVALID] \""
                                + limit + "\n");
        out.append("-A ")
                .append(deny)
                .append(" -j LOG --log-prefix \"[UFW BLOCK] \"")
                .append(limit)
                .append('\n');
        out.append("-A ")
                .append(prefix)
                .append("-logging-allow -j LOG --log-prefix \"[UFW ALLOW] \"")
                .append(limit)
                .append('\n');
        if (level >= 2) {
            String audit = level < 3 ? " -m conntrack --ctstate NEW " + LIMIT : level < 4 ? " " + LIMIT : "";
            for (String chain : List.of("input", "output", "forward")) {
                out.append("-I ").append(prefix).append("-before-logging-").append(chain);
                out.append(" -j LOG --log-prefix \"[UFW AUDIT] \"")
                        .append(audit)
                        .append('\n');
            }
        }
    }
}
