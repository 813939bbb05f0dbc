package postroom.labs.debian.ufw;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/** The user's rules, those of IPv4 before those of IPv6, and how they change. */
final class Rules {
    private final FileAccess files;
    private final Settings settings;
    private final Profiles profiles;
    private final Services services;
    private final boolean dryRun;
    private List<Rule> v4;
    private List<Rule> v6;

    Rules(FileAccess files, Settings settings, Profiles profiles, Services services, boolean dryRun) throws UfwError {
        this.files = files;
        this.settings = settings;
        this.profiles = profiles;
        this.services = services;
        this.dryRun = dryRun;
        this.v4 = RuleFile.read(files, false);
        this.v6 = settings.ipv6() ? RuleFile.read(files, true) : new ArrayList<>();
    }

    List<Rule> all() {
        List<Rule> all = new ArrayList<>(v4);
        all.addAll(v6);
        return all;
    }

    private List<Rule> of(boolean six) {
        return six ? v6 : v4;
    }

    /** How many there are, those of one profile counted once. */
    private int count(boolean six) {
        Set<String> seen = new HashSet<>();
        return (int) of(six).stream()
                .filter(it -> !it.isOfApp() || seen.add(it.appTuple()))
                .count();
    }

    /** The rule that {@code status numbered} shows under a number; null if there is none. */
    Rule numbered(int number) {
        Set<String> seen = new HashSet<>();
        int count = 0;
        for (Rule each : all()) {
            if ((!each.isOfApp() || seen.add(each.appTuple())) && ++count == number) {
                return each;
            }
        }
        return null;
    }

    // ---- a command -----------------------------------------------------------------------------------

    /** Adds, inserts or deletes a rule, or those of a profile; gives what is to be said. */
    String set(Rule wanted, String versions) throws UfwError, ErrnoException {
        List<Rule> rules = new ArrayList<>();
        if (!wanted.isOfApp()) {
            rules.add(wanted);
        } else if (wanted.remove) {
            rules = ofSystem(wanted, versions);
            if (rules.isEmpty() && !dryRun) {
                String none = "Could not delete non-existent rule";
                return versions.equals("v6")
                        ? none + " (v6)"
                        : versions.equals("v4") ? none : none + "\n" + none + " (v6)";
            }
        } else {
            rules = ofProfile(wanted);
            if (wanted.position != 0) {
                java.util.Collections.reverse(rules);
            }
        }
        String said = "";
        int first4 = count(false);
        int first6 = count(true);
        for (int i = 0; i < rules.size(); i++) {
            Rule each = rules.get(i);
            if (each.position > first4 + first6) {
                throw new UfwError("Invalid position '" + each.position + "'");
            }
            said = one(each, settings.ipv6() ? versions : versions.equals("both") ? "v4" : versions, i, first4, first6);
            if (each.changed) {
                changedByForm = true;
            }
        }
        return said;
    }

    private boolean changedByForm;

    /** Whether a rule was not in the form in which it is kept. */
    boolean changedByForm() {
        return changedByForm;
    }

    private String one(Rule rule, String versions, int index, int first4, int first6) throws UfwError, ErrnoException {
        if (versions.equals("v4")) {
            if (rule.position == -1) {
                rule.position = index == 0 && first4 == 0 ? 0 : 1;
            } else if (rule.position > first4) {
                throw new UfwError("Invalid position '" + rule.position + "'");
            }
            rule.v6(false);
            return change(rule);
        }
        if (versions.equals("v6")) {
            if (!settings.ipv6()) {
                throw new UfwError("IPv6 support not enabled");
            }
            if (rule.position == -1) {
                rule.position = index == 0 && first6 == 0 ? 0 : 1;
            } else if (rule.position > first4) {
                rule.position -= first4;
            } else if (rule.position != 0) {
                throw new UfwError("Invalid position '" + rule.position + "'");
            }
            rule.v6(true);
            return change(rule);
        }
        return both(rule, index, first4, first6);
    }

    private String both(Rule rule, int index, int first4, int first6) throws UfwError, ErrnoException {
        int given = rule.position;
        rule.v6(false);
        if (given == -1) {
            rule.position = index == 0 && first4 == 0 ? 0 : 1;
        } else if (!rule.remove && given > first4) {
            rule.position = counterpart(given - first4 + index, true);
        }
        String said = change(rule);
        int now4 = first4;
        if (!rule.remove && given > 0) {
            now4 = count(false);
            rule.position = given + 1;
        }
        rule.v6(true);
        if (given == -1) {
            rule.position = index == 0 && first6 == 0 ? 0 : 1;
        } else if (!rule.remove && rule.position > 0 && rule.position <= now4) {
            int other = counterpart(rule.position, false);
            rule.position = other > 0 ? other - index : 0;
        }
        if (!rule.remove && rule.position > now4 && given != -1) {
            rule.position -= now4;
        }
        return said + (said.isEmpty() ? "" : "\n") + change(rule);
    }

    /** Where the same rule stands among those of the other version; 0 if nowhere. */
    private int counterpart(int position, boolean six) {
        List<Rule> rules = of(six);
        if (position < 1 || position > rules.size()) {
            return 0;
        }
        Set<String> seen = new HashSet<>();
        int more = 0;
        for (int i = 0; i < position; i++) {
            more += rules.get(i).isOfApp() && !seen.add(rules.get(i).appTuple()) ? 1 : 0;
        }
        Rule wanted = rules.get(Math.min(rules.size(), position + more) - 1).copy();
        wanted.v6(!six);
        List<Rule> others = of(!six);
        for (int i = 0; i < others.size(); i++) {
            if (others.get(i).match(wanted) == 0) {
                return i + 1;
            }
        }
        return 0;
    }

    // ---- one rule of one version ---------------------------------------------------------------------

    private String change(Rule rule) throws UfwError, ErrnoException {
        String suffix = rule.v6 ? " (v6)" : "";
        if (rule.several && !rule.protocol.equals("tcp") && !rule.protocol.equals("udp")) {
            throw new UfwError("Must specify 'tcp' or 'udp' with multiple ports");
        }
        List<Rule> old = of(rule.v6);
        int position = rule.position;
        if (position < 0 || position > old.size()) {
            throw new UfwError("Invalid position '" + position + "'");
        }
        if (position > 0 && rule.remove) {
            throw new UfwError("Cannot specify insert and delete");
        }
        rule.normalize();
        List<Rule> fresh = new ArrayList<>();
        boolean found = false;
        boolean modified = false;
        boolean inserted = false;
        int matches = 0;
        Rule last = null;
        for (int i = 0; i < old.size(); i++) {
            Rule each = old.get(i);
            if (i + 1 == position) {
                boolean splits = each.isOfApp() && last != null && sameApp(last, each);
                if (splits) {
                    position++;
                } else {
                    inserted = true;
                    fresh.add(rule.copy());
                }
            }
            last = each;
            int match = each.match(rule);
            matches += match < 1 ? 1 : 0;
            if (match == 0 && !found && !inserted) {
                found = true;
                if (!rule.remove) {
                    fresh.add(rule.copy());
                }
            } else if (match == -2 && rule.remove && rule.comment.isEmpty()) {
                found = true;
            } else if (match < 0 && !rule.remove && !inserted) {
                found = true;
                modified = true;
                fresh.add(rule.copy());
            } else {
                fresh.add(each);
            }
        }
        if (inserted && matches > 0) {
            return "Skipping inserting existing rule" + suffix;
        }
        if (!inserted) {
            if (!found && !rule.remove) {
                fresh.add(rule.copy());
            } else if (!found && !dryRun) {
                return "Could not delete non-existent rule" + suffix;
            } else if (found && !rule.remove && !modified) {
                return "Skipping adding existing rule" + suffix;
            }
        }
        if (rule.v6) {
            v6 = fresh;
        } else {
            v4 = fresh;
        }
        write(rule.v6);
        if (!settings.enabled() || dryRun) {
            return "Rules updated" + suffix;
        }
        return (inserted ? "Rule inserted" : modified ? "Rule updated" : rule.remove ? "Rule deleted" : "Rule added")
                + suffix;
    }

    private static boolean sameApp(Rule one, Rule other) {
        return one.to.equals(other.to)
                && one.from.equals(other.from)
                && one.toApp.equals(other.toApp)
                && one.fromApp.equals(other.fromApp);
    }

    private final StringBuilder shown = new StringBuilder();

    /** What {@code --dry-run} would have written. */
    String shown() {
        return shown.toString();
    }

    void write(boolean six) throws ErrnoException {
        String text = RuleFile.text(of(six), settings, six, !dryRun || !six);
        if (dryRun) {
            shown.append(text);
        } else {
            files.writeAll(RuleFile.path(six), text.getBytes(UTF_8));
        }
    }

    // ---- profiles ------------------------------------------------------------------------------------

    private List<Rule> ofSystem(Rule wanted, String versions) {
        List<Rule> found = new ArrayList<>();
        for (boolean six : new boolean[] {false, true}) {
            if (versions.equals(six ? "v4" : "v6")) {
                continue;
            }
            Rule norm = wanted.copy();
            norm.v6(six);
            norm.normalize();
            for (Rule each : of(six)) {
                if (each.appTuple().equals(norm.appTuple())) {
                    Rule copy = each.copy();
                    copy.v6(false);
                    if (found.stream().noneMatch(it -> it.match(copy) == 0)) {
                        Rule removed = each.copy();
                        removed.v6(false);
                        removed.remove = true;
                        removed.action = wanted.action;
                        removed.log = wanted.log;
                        found.add(removed);
                    }
                }
            }
        }
        return found;
    }

    private List<Rule> ofProfile(Rule wanted) throws UfwError {
        List<Rule> found = new ArrayList<>();
        List<String> toPorts = ports(wanted.toApp);
        List<String> fromPorts = ports(wanted.fromApp);
        if (toPorts.isEmpty() && fromPorts.isEmpty()) {
            throw new UfwError("No rules found for application profile");
        }
        boolean same = wanted.toApp.equals(wanted.fromApp);
        for (String to : toPorts.isEmpty() ? List.of("") : toPorts) {
            for (String from : same ? List.of(to) : fromPorts.isEmpty() ? List.of("") : fromPorts) {
                Rule rule = wanted.copy();
                String[] ends = {to, from};
                for (int i = 0; i < 2; i++) {
                    if (!ends[i].isEmpty()) {
                        String[] parts = ends[i].split("/");
                        if (parts.length > 1) {
                            rule.protocol(parts[1]);
                        }
                        Rule plain = new Rule(rule.action);
                        plain.port(parts[0], i == 1, services);
                        rule.several |= plain.several;
                        if (i == 0) {
                            rule.toPort = plain.toPort;
                        } else {
                            rule.fromPort = plain.fromPort;
                        }
                    }
                }
                found.add(rule);
            }
        }
        return found;
    }

    private List<String> ports(String app) {
        return profiles.all().containsKey(app) ? profiles.all().get(app).ports() : List.of();
    }

    /** Takes over what a profile says now; whether rules came of it. */
    boolean update(String app) throws UfwError, ErrnoException {
        boolean found = false;
        for (boolean six : new boolean[] {false, true}) {
            List<Rule> fresh = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            for (Rule each : of(six)) {
                if (!each.toApp.equals(app) && !each.fromApp.equals(app)) {
                    fresh.add(each);
                } else if (seen.add(each.appTuple())) {
                    found = true;
                    Rule template = each.copy();
                    template.protocol = "any";
                    template.several = false;
                    for (Rule its : ofProfile(template)) {
                        its.normalize();
                        fresh.add(its);
                    }
                }
            }
            if (six) {
                v6 = fresh;
            } else {
                v4 = fresh;
            }
        }
        if (found) {
            write(false);
            write(true);
        }
        return found;
    }
}
