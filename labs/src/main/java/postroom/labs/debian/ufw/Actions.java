package postroom.labs.debian.ufw;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Process;
import postroom.labs.host.Resolver;

/** What the commands of ufw do; each gives what is to be said. */
final class Actions {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss", Locale.ROOT);
    private static final List<String> RULE_FILES =
            List.of("user.rules", "before.rules", "after.rules", "user6.rules", "before6.rules", "after6.rules");

    private final Process process;
    private final FileAccess files;
    private final boolean dryRun;
    private final boolean force;
    private final Settings settings;
    private final Profiles profiles;
    private final Rules rules;

    Actions(Process process, boolean dryRun, boolean force) throws IOException, UfwError {
        this.process = process;
        this.files = process.files();
        this.dryRun = dryRun;
        this.force = force;
        this.settings = Settings.read(files);
        this.profiles = Profiles.read(files);
        this.rules = new Rules(files, settings, profiles, new Services(new Resolver(process)), dryRun);
    }

    // ---- rules ---------------------------------------------------------------------------------------

    String rule(RuleParser.Parsed parsed) throws IOException, UfwError {
        if (parsed.rule() == null) {
            return deleteNumbered(parsed.number());
        }
        Rule rule = parsed.rule();
        for (boolean source : new boolean[] {true, false}) {
            String app = source ? rule.fromApp : rule.toApp;
            if (!app.isEmpty()) {
                String name = name(app, rule.remove);
                if (source) {
                    rule.fromApp = name;
                    rule.fromPort = name;
                } else {
                    rule.toApp = name;
                    rule.toPort = name;
                }
            }
        }
        return set(rule, parsed.versions());
    }

    private String name(String given, boolean remove) throws UfwError {
        try {
            return profiles.name(given);
        } catch (UfwError unknown) {
            if (!remove) {
                throw unknown;
            }
            if (!Profiles.isValidName(given)) {
                throw new UfwError("Invalid profile name");
            }
            return given;
        }
    }

    private String set(Rule rule, String versions) throws IOException, UfwError {
        String said = rules.set(rule, versions);
        if (rules.changedByForm()) {
            process.err().println("WARN: Rule changed after normalization");
        }
        process.out().print(rules.shown());
        if (settings.enabled() && !dryRun) {
            Firewall.load(process.host());
        }
        return said;
    }

    private String deleteNumbered(int number) throws IOException, UfwError {
        Rule found = number > 0 && number <= rules.all().size() ? rules.numbered(number) : null;
        if (found == null) {
            throw new UfwError("Could not find rule '" + number + "'");
        }
        if (!force) {
            process.out().print("Deleting:\n " + RuleText.command(found) + "\nProceed with operation (y|n)? ");
            process.out().flush();
            if (!Ufw.answer(process).matches("y|yes")) {
                return "Aborted";
            }
        }
        Rule rule = found.copy();
        rule.remove = true;
        rule.position = 0;
        return set(rule, found.v6 ? "v6" : "v4");
    }

    // ---- the rest ------------------------------------------------------------------------------------

    String command(String command, List<String> words) throws IOException, UfwError {
        String second = words.size() > 1 ? words.get(1).toLowerCase(Locale.ROOT) : "";
        return switch (command) {
            case "enable" -> enable();
            case "disable" -> disable();
            case "reload" -> reload();
            case "reset" -> reset();
            case "status" -> status(second);
            case "show" -> show(second);
            case "default" -> policy(second, words.size() > 2 ? words.get(2).toLowerCase(Locale.ROOT) : "incoming");
            case "logging" -> logging(second);
            default -> new AppActions(this, process, profiles, settings, rules, dryRun).command(second, words);
        };
    }

    private void enabled(boolean on) throws IOException {
        if (settings.enabled() != on && !dryRun) {
            settings.set(files, Settings.CONF, "ENABLED", on ? "yes" : "no");
        }
    }

    private String enable() throws IOException {
        if (dryRun) {
            return "> running ufw-init\nFirewall is active and enabled on system startup";
        }
        if (!force && process.environment().containsKey("SSH_CONNECTION")) {
            process.out().print("Command may disrupt existing ssh connections. Proceed with operation (y|n)? ");
            process.out().flush();
            if (!Ufw.answer(process).matches("y|yes")) {
                return "Aborted";
            }
        }
        enabled(true);
        rules.write(false);
        rules.write(true);
        Firewall.load(process.host());
        return "Firewall is active and enabled on system startup";
    }

    private String disable() throws IOException {
        if (dryRun) {
            return "> running ufw-init\nFirewall stopped and disabled on system startup";
        }
        enabled(false);
        Firewall.unload(process.host());
        return "Firewall stopped and disabled on system startup";
    }

    private String reload() throws IOException {
        if (!settings.enabled()) {
            return "Firewall not enabled (skipping reload)";
        }
        if (!dryRun) {
            Firewall.load(process.host());
        }
        return (dryRun ? "> running ufw-init\n> running ufw-init\n" : "") + "Firewall reloaded";
    }

    private String reset() throws IOException, UfwError {
        if (!force) {
            process.out().print("Resetting all rules to installed defaults. Proceed with operation (y|n)? ");
            process.out().flush();
            if (!Ufw.answer(process).matches("y|yes")) {
                return "Aborted";
            }
        }
        StringBuilder said = new StringBuilder();
        if (settings.enabled()) {
            said.append(disable());
        }
        String stamp = STAMP.format(process.host().clock().instant().atZone(ZoneOffset.UTC));
        for (String name : RULE_FILES) {
            String fresh = "/usr/share/ufw/iptables/" + name;
            if (!files.exists(fresh)) {
                throw new UfwError("Could not find '" + fresh + "'. Aborting");
            }
            String path = "/etc/ufw/" + name;
            String backup = path + "." + stamp;
            said.append("Backing up '")
                    .append(name)
                    .append("' to '")
                    .append(backup)
                    .append("'\n");
            files.rename(path, backup);
            files.writeAll(path, files.readAll(fresh));
            files.chmod(path, 0640);
        }
        return said.toString();
    }

    private String status(String how) {
        if (dryRun) {
            return "> Checking iptables\n> Checking ip6tables\n";
        }
        return Firewall.isLoaded(process.host())
                ? new StatusReport(rules.all(), settings, how.equals("verbose"), how.equals("numbered")).text()
                : "Status: inactive";
    }

    private String show(String what) throws UfwError {
        if (what.equals("added")) {
            Set<String> commands = new LinkedHashSet<>();
            rules.all().forEach(it -> commands.add("ufw " + RuleText.command(it)));
            String head = "Added user rules (see 'ufw status' for running firewall):\n";
            return head + (commands.isEmpty() ? "(None)" : String.join("\n", commands));
        }
        if (what.equals("listening")) {
            return new ListeningReport(process, rules.all(), settings.ipv6()).text();
        }
        if (dryRun) {
            return "> Checking raw iptables\n> Checking raw ip6tables\n";
        }
        throw new UfwError("problem running iptables");
    }

    private String policy(String policy, String given) throws IOException {
        String direction = given.startsWith("in") ? "incoming" : given.startsWith("out") ? "outgoing" : "routed";
        String chain = direction.equals("incoming") ? "INPUT" : direction.equals("outgoing") ? "OUTPUT" : "FORWARD";
        if (!dryRun) {
            String value = policy.equals("allow") ? "ACCEPT" : policy.equals("reject") ? "REJECT" : "DROP";
            settings.set(files, Settings.DEFAULTS, "DEFAULT_" + chain + "_POLICY", "\"" + value + "\"");
            if (settings.enabled()) {
                rules.write(false);
                rules.write(true);
                Firewall.load(process.host());
            }
        }
        return "Default " + direction + " policy changed to '" + policy
                + "'\n(be sure to update your rules accordingly)";
    }

    private String logging(String level) throws IOException {
        String wanted = level.equals("on") ? settings.logLevel().equals("off") ? "low" : settings.logLevel() : level;
        if (!dryRun) {
            settings.set(files, Settings.CONF, "LOGLEVEL", wanted);
            rules.write(false);
            rules.write(true);
            if (settings.enabled()) {
                Firewall.load(process.host());
            }
        }
        return wanted.equals("off") ? "Logging disabled" : "Logging enabled";
    }

    /** The command {@code allow PROFILE} for a profile that is new. */
    String add(String action, String app) throws IOException, UfwError {
        List<String> words = new ArrayList<>(List.of(action, app));
        return rule(new RuleParser(new Services(new Resolver(process)), words).parse());
    }
}
