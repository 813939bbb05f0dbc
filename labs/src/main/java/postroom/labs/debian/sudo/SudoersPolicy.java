package postroom.labs.debian.sudo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.sudo.Sudoers.CommandSpec;
import postroom.labs.debian.sudo.Sudoers.Member;
import postroom.labs.debian.sudo.Sudoers.Privilege;
import postroom.labs.debian.sudo.Sudoers.UserSpec;

/**
 * Who may run what, by {@code sudoers(5)}: of all rules that fit, the last one counts.
 *
 * @param sudoers the rules
 * @param hostNames the names of this host, short and fully qualified
 */
record SudoersPolicy(Sudoers sudoers, Set<String> hostNames) {
    private static final int MAX_ALIAS_DEPTH = 50;

    /** Who asks. */
    record Invoker(String name, int uid, Set<String> groups, Set<Integer> gids) {}

    /**
     * As whom.
     *
     * @param user the user's name
     * @param group the group's name, if one was asked for
     */
    record Target(String user, int uid, Optional<String> group, Set<String> groups) {}

    /** The rules that speak of somebody on this host, in order. */
    List<CommandSpec> rulesFor(Invoker who) {
        List<CommandSpec> rules = new ArrayList<>();
        for (UserSpec spec : sudoers.specs()) {
            if (fits(spec.users(), it -> isUser(it, who.name(), who.uid(), who.groups(), who.gids()), "User_Alias")) {
                for (Privilege privilege : spec.privileges()) {
                    if (fits(privilege.hosts(), this::isHost, "Host_Alias")) {
                        rules.addAll(privilege.commands());
                    }
                }
            }
        }
        return rules;
    }

    /** The same rules, grouped as {@code sudo -l} prints them: those of one privilege together. */
    List<Privilege> privilegesFor(Invoker who) {
        List<Privilege> found = new ArrayList<>();
        for (UserSpec spec : sudoers.specs()) {
            if (fits(spec.users(), it -> isUser(it, who.name(), who.uid(), who.groups(), who.gids()), "User_Alias")) {
                for (Privilege privilege : spec.privileges()) {
                    if (fits(privilege.hosts(), this::isHost, "Host_Alias")) {
                        found.add(privilege);
                    }
                }
            }
        }
        return found;
    }

    /** The rule that decides; empty if none fits or the one that does says no. */
    Optional<CommandSpec> decide(Invoker who, Target as, String path, String arguments) {
        CommandSpec last = null;
        for (CommandSpec each : rulesFor(who)) {
            if (runsAs(each, who, as) && isCommand(each.command(), path, arguments, 0) != Answer.SILENT) {
                last = each;
            }
        }
        if (last == null || isCommand(last.command(), path, arguments, 0) == Answer.NO) {
            return Optional.empty();
        }
        return Optional.of(last);
    }

    private boolean runsAs(CommandSpec spec, Invoker who, Target as) {
        boolean sameUser = as.user().equals(who.name());
        boolean user = spec.runasUsers().isEmpty()
                ? (spec.runasGroups().isEmpty() ? as.user().equals("root") : sameUser)
                : fits(spec.runasUsers(), it -> isUser(it, as.user(), as.uid(), as.groups(), Set.of()), "Runas_Alias");
        if (as.group().isEmpty()) {
            return user;
        }
        boolean group = fits(
                spec.runasGroups(),
                it -> it.equals("ALL") || it.equals(as.group().get()),
                "Runas_Alias");
        return group && (sameUser || user);
    }

    private interface Test {
        boolean is(String text);
    }

    private boolean fits(List<Member> members, Test test, String aliases) {
        return answer(members, test, aliases, 0) == Answer.YES;
    }

    private enum Answer {
        YES,
        NO,
        SILENT
    }

    private Answer answer(List<Member> members, Test test, String aliases, int depth) {
        Answer answer = Answer.SILENT;
        for (Member each : members) {
            List<Member> alias = sudoers.aliases().get(aliases + ":" + each.text());
            boolean yes;
            if (alias != null && depth < MAX_ALIAS_DEPTH) {
                Answer inner = answer(alias, test, aliases, depth + 1);
                if (inner == Answer.SILENT) {
                    continue;
                }
                yes = inner == Answer.YES;
            } else if (test.is(each.text())) {
                yes = true;
            } else {
                continue;
            }
            answer = yes != each.negated() ? Answer.YES : Answer.NO;
        }
        return answer;
    }

    private static boolean isUser(String text, String name, int uid, Set<String> groups, Set<Integer> gids) {
        if (text.equals("ALL")) {
            return true;
        }
        if (text.startsWith("%#")) {
            return gids.stream().anyMatch(it -> text.equals("%#" + it));
        }
        if (text.startsWith("%")) {
            return groups.contains(text.substring(1));
        }
        return text.startsWith("#") ? text.equals("#" + uid) : text.equals(name);
    }

    private boolean isHost(String text) {
        return text.equals("ALL") || hostNames.contains(text);
    }

    private Answer isCommand(Member member, String path, String arguments, int depth) {
        List<Member> alias = sudoers.aliases().get("Cmnd_Alias:" + member.text());
        Answer answer = Answer.SILENT;
        if (alias != null && depth < MAX_ALIAS_DEPTH) {
            for (Member each : alias) {
                Answer inner = isCommand(each, path, arguments, depth + 1);
                answer = inner == Answer.SILENT ? answer : inner;
            }
        } else if (fitsCommand(member.text(), path, arguments)) {
            answer = Answer.YES;
        }
        if (answer == Answer.SILENT || !member.negated()) {
            return answer;
        }
        return answer == Answer.YES ? Answer.NO : Answer.YES;
    }

    private static boolean fitsCommand(String pattern, String path, String arguments) {
        if (pattern.equals("ALL")) {
            return true;
        }
        int blank = pattern.indexOf(' ');
        String wanted = blank < 0 ? pattern : pattern.substring(0, blank);
        boolean pathFits = wanted.endsWith("/")
                ? path.startsWith(wanted) && path.indexOf('/', wanted.length()) < 0
                : Wildcard.matches(wanted, path, true);
        if (!pathFits || blank < 0) {
            return pathFits;
        }
        String args = pattern.substring(blank + 1).strip();
        return args.equals("\"\"") ? arguments.isEmpty() : Wildcard.matches(args, arguments, false);
    }
}
