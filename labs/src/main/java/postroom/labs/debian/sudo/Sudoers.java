package postroom.labs.debian.sudo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code sudoers(5)} files say: aliases, defaults and who may run what, in the order of the files.
 *
 * @param aliases members by the alias' kind and name, as in {@code Cmnd_Alias:MAIL}
 * @param defaults settings, in order
 * @param specs rules, in order; the last that fits counts
 */
record Sudoers(Map<String, List<Member>> aliases, List<Setting> defaults, List<UserSpec> specs) {

    /** A name, number, group, alias, host, path with arguments or ALL, perhaps excluded by {@code !}. */
    record Member(boolean negated, String text) {}

    /**
     * One setting of a {@code Defaults} line.
     *
     * @param scope empty, or what stands right behind {@code Defaults}: {@code :user}, {@code @host}, {@code >runas}
     * @param name the setting
     * @param operator {@code =}, {@code +=}, {@code -=}, {@code !}, or empty for a flag that is set
     */
    record Setting(String scope, String name, String operator, String value) {}

    /** The rules that stand behind one list of users. */
    record UserSpec(List<Member> users, List<Privilege> privileges) {}

    /** Commands on some hosts. */
    record Privilege(List<Member> hosts, List<CommandSpec> commands) {}

    /**
     * One command of a rule.
     *
     * @param runasUsers as whom; empty for root alone, unless {@code runasGroups} is not
     * @param runasGroups with which groups
     * @param tags {@code NOPASSWD}, {@code SETENV} and their like that are in force here
     */
    record CommandSpec(List<Member> runasUsers, List<Member> runasGroups, List<String> tags, Member command) {
        boolean needsPassword() {
            return !tags.contains("NOPASSWD");
        }
    }

    static Sudoers empty() {
        return new Sudoers(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** Whether a flag is set for a user, last setting first; {@code fallback} where none speaks of it. */
    boolean flag(String name, boolean fallback) {
        boolean value = fallback;
        for (Setting each : defaults) {
            if (each.scope().isEmpty() && each.name().equals(name)) {
                value = !each.operator().equals("!");
            }
        }
        return value;
    }

    /** The value of a setting; {@code fallback} where none speaks of it, empty where it was switched off. */
    String value(String name, String fallback) {
        String value = fallback;
        for (Setting each : defaults) {
            if (each.scope().isEmpty() && each.name().equals(name)) {
                value = switch (each.operator()) {
                    case "!" -> "";
                    case "+=" -> (value + " " + each.value()).strip();
                    case "=" -> each.value();
                    default -> value;
                };
            }
        }
        return value;
    }
}
