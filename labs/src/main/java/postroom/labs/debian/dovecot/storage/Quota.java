package postroom.labs.debian.dovecot.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import postroom.labs.debian.dovecot.auth.MailUser;
import postroom.labs.debian.dovecot.config.DovecotConfig;
import postroom.labs.debian.dovecot.config.Section;

/**
 * A quota of users as {@code plugin { quota = maildir:User quota; quota_rule = *:storage=1G }} sets it up.
 *
 * @param name as it is shown
 * @param driver who counts
 * @param flags behind the name: {@code noenforcing}, {@code hidden}
 * @param rules in their order
 * @param grace what the last message may go beyond the limit, a number or a percentage
 */
public record Quota(String name, String driver, Set<String> flags, List<QuotaRule> rules, String grace) {

    /** The quotas of a user, none if the plugin is not loaded for a protocol. */
    public static List<Quota> of(DovecotConfig config, String protocol, MailUser user) {
        List<Quota> all = new ArrayList<>();
        if (!hasPlugin(config, protocol, "quota")) {
            return all;
        }
        Map<String, String> settings = settings(config);
        settings.putAll(user.fields());
        for (int i = 1; i == 1 || settings.containsKey("quota" + i); i++) {
            String key = "quota" + (i == 1 ? "" : i);
            String root = settings.getOrDefault(key, "");
            if (!root.isEmpty()) {
                all.add(quota(root, key, settings));
            }
        }
        return all;
    }

    /** Whether a plugin is loaded for a protocol. */
    public static boolean hasPlugin(DovecotConfig config, String protocol, String plugin) {
        return List.of(config.get("mail_plugins", protocol).trim().split("\\s+"))
                .contains(plugin);
    }

    /** What stands in {@code plugin} sections. */
    public static Map<String, String> settings(DovecotConfig config) {
        Map<String, String> settings = new TreeMap<>();
        for (Section each : config.root().sections("plugin")) {
            settings.putAll(each.values());
        }
        return settings;
    }

    private static Quota quota(String root, String key, Map<String, String> settings) {
        String[] parts = root.split(":");
        List<QuotaRule> rules = new ArrayList<>();
        for (Map.Entry<String, String> each : settings.entrySet()) {
            if (each.getKey().matches(key + "_rule[0-9]*")) {
                QuotaRule.parse(each.getValue()).ifPresent(rules::add);
            }
        }
        List<String> rest = List.of(parts).subList(Math.min(parts.length, 2), parts.length);
        String grace = settings.getOrDefault(key.replaceAll("[0-9]", "") + "_grace", "10%");
        return new Quota(parts.length > 1 ? parts[1] : "", parts[0], Set.copyOf(rest), List.copyOf(rules), grace);
    }

    /** How many bytes there may be in a mailbox ({@code *}: in all); empty for no limit. */
    public OptionalLong bytes(String mailbox) {
        return limit(mailbox, QuotaRule::bytes);
    }

    /** How many messages there may be. */
    public OptionalLong messages(String mailbox) {
        return limit(mailbox, QuotaRule::messages);
    }

    /** Whether a mailbox does not count. */
    public boolean ignores(String mailbox) {
        return rules.stream().anyMatch(each -> each.ignores() && each.isFor(mailbox));
    }

    private OptionalLong limit(String mailbox, java.util.function.Function<QuotaRule, String> which) {
        long limit = 0;
        for (QuotaRule each : rules) {
            if (each.mailbox().equals("*")) {
                limit = QuotaRule.apply(which.apply(each), limit);
            }
        }
        for (QuotaRule each : rules) {
            if (!each.mailbox().equals("*") && each.isFor(mailbox)) {
                if (each.ignores()) {
                    return OptionalLong.empty();
                }
                limit = limit == 0 ? 0 : QuotaRule.apply(which.apply(each), limit);
            }
        }
        return limit == 0 ? OptionalLong.empty() : OptionalLong.of(limit);
    }

    /** How far the last message may go beyond a limit. */
    long graceOf(long limit) {
        return Math.max(0, QuotaRule.apply("+" + grace.trim().replaceFirst("%%$", "%"), limit) - limit);
    }
}
