package postroom.labs.debian.sudo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import postroom.labs.debian.sudo.Sudoers.CommandSpec;
import postroom.labs.debian.sudo.Sudoers.Member;
import postroom.labs.debian.sudo.Sudoers.Privilege;
import postroom.labs.debian.sudo.Sudoers.Setting;
import postroom.labs.debian.sudo.SudoersPolicy.Invoker;
import postroom.labs.host.Output;

/** What {@code sudo -l} prints: the defaults and rules that hold for somebody. */
final class SudoList {
    private final SudoersPolicy policy;
    private final Invoker who;
    private final int columns;
    private final String host;

    SudoList(SudoersPolicy policy, Invoker who, String host, int columns) {
        this.columns = columns;
        this.policy = policy;
        this.who = who;
        this.host = host;
    }

    void print(Output out, boolean inDetail) throws IOException {
        out.println("Matching Defaults entries for " + who.name() + " on " + host + ":");
        List<String> settings = new ArrayList<>();
        for (Setting each : policy.sudoers().defaults()) {
            if (each.scope().isEmpty() || each.scope().equals(":" + who.name())) {
                settings.add(setting(each));
            }
        }
        wrapped(out, settings);
        out.println();
        out.println("User " + who.name() + " may run the following commands on " + host + ":");
        for (Privilege each : policy.privilegesFor(who)) {
            if (inDetail) {
                entries(out, each);
            } else {
                out.println("    " + line(each));
            }
        }
    }

    /** Behind an indent of four, as many as fit into a line. */
    private void wrapped(Output out, List<String> settings) throws IOException {
        StringBuilder line = new StringBuilder("    ");
        for (int i = 0; i < settings.size(); i++) {
            String word = settings.get(i) + (i < settings.size() - 1 ? "," : "");
            boolean first = line.toString().isBlank();
            if (!first && line.length() + 1 + word.length() > columns) {
                out.println(line.toString());
                line.setLength(4);
                first = true;
            }
            line.append(first ? "" : " ").append(word);
        }
        out.println(line.toString());
    }

    private static String setting(Setting each) {
        if (each.operator().isEmpty() || each.operator().equals("!")) {
            return each.operator() + each.name();
        }
        String value = each.value()
                .replace("\\", "\\\\")
                .replace(":", "\\:")
                .replace(",", "\\,")
                .replace("=", "\\=");
        boolean blanks = value.indexOf(' ') >= 0;
        return each.name() + each.operator() + (blanks ? "\"" + each.value() + "\"" : value);
    }

    private String line(Privilege privilege) {
        StringBuilder out = new StringBuilder();
        List<Member> users = null;
        List<Member> groups = null;
        List<String> tags = List.of();
        for (CommandSpec each : privilege.commands()) {
            out.append(out.length() == 0 ? "" : ", ");
            if (!each.runasUsers().equals(users) || !each.runasGroups().equals(groups)) {
                users = each.runasUsers();
                groups = each.runasGroups();
                tags = List.of();
                out.append('(').append(runas(each)).append(") ");
            }
            for (String tag : each.tags()) {
                if (!tags.contains(tag)) {
                    out.append(tag).append(": ");
                }
            }
            tags = each.tags();
            out.append(String.join(", ", commands(each.command(), false, 0)));
        }
        return out.toString();
    }

    private String runas(CommandSpec each) {
        String users = each.runasUsers().isEmpty() && each.runasGroups().isEmpty()
                ? "root"
                : String.join(", ", names(each.runasUsers(), "Runas_Alias"));
        if (each.runasGroups().isEmpty()) {
            return users;
        }
        String before = users.isEmpty() ? who.name() : users;
        return before + " : " + String.join(", ", names(each.runasGroups(), "Runas_Alias"));
    }

    private List<String> names(List<Member> members, String kind) {
        List<String> names = new ArrayList<>();
        for (Member each : members) {
            List<Member> alias = policy.sudoers().aliases().get(kind + ":" + each.text());
            if (alias == null) {
                names.add((each.negated() ? "!" : "") + each.text());
            } else {
                alias.forEach(it -> names.add((it.negated() != each.negated() ? "!" : "") + it.text()));
            }
        }
        return names;
    }

    private List<String> commands(Member member, boolean negated, int depth) {
        List<Member> alias = policy.sudoers().aliases().get("Cmnd_Alias:" + member.text());
        boolean not = member.negated() != negated;
        if (alias == null || depth > 10) {
            return List.of((not ? "!" : "") + member.text());
        }
        List<String> all = new ArrayList<>();
        alias.forEach(it -> all.addAll(commands(it, not, depth + 1)));
        return all;
    }

    private void entries(Output out, Privilege privilege) throws IOException {
        Set<String> options = Set.of("NOPASSWD", "PASSWD", "SETENV", "NOSETENV", "NOEXEC", "EXEC");
        for (CommandSpec each : privilege.commands()) {
            out.println();
            out.println("Sudoers entry:");
            out.println("    RunAsUsers: "
                    + (each.runasUsers().isEmpty()
                            ? "root"
                            : String.join(", ", names(each.runasUsers(), "Runas_Alias"))));
            if (!each.runasGroups().isEmpty()) {
                out.println("    RunAsGroups: " + String.join(", ", names(each.runasGroups(), "Runas_Alias")));
            }
            List<String> shown = each.tags().stream()
                    .filter(options::contains)
                    .map(SudoList::option)
                    .toList();
            if (!shown.isEmpty()) {
                out.println("    Options: " + String.join(", ", shown));
            }
            out.println("    Commands:");
            for (String command : commands(each.command(), false, 0)) {
                out.println("\t" + command);
            }
        }
    }

    private static String option(String tag) {
        boolean off = tag.startsWith("NO");
        String name = (off ? tag.substring(2) : tag).replace("PASSWD", "authenticate");
        return (off ? "!" : "") + name.toLowerCase(java.util.Locale.ROOT);
    }
}
