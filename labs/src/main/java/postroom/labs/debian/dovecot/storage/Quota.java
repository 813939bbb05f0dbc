package postroom.labs.debian.dovecot.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import postroom.labs.debian.dovecot.config.DovecotConfig;
import postroom.labs.debian.dovecot.config.Section;

/**
 * A quota of users as {@code plugin { quota = maildir:User quota; quota_rule = *:storage=1G }} sets it up.
 *
 * @param name as it is shown
 * @param driver who counts
 * @param bytes how much there may be; empty for no limit
 * @param messages how many there may be; empty for no limit
 */
public record Quota(String name, String driver, OptionalLong bytes, OptionalLong messages) {
    private static final String UNITS = "bkmgt";

    /** The quotas of a configuration, none if the plugin is not loaded for a protocol. */
    public static List<Quota> of(DovecotConfig config, String protocol) {
        List<Quota> all = new ArrayList<>();
        if (!List.of(config.get("mail_plugins", protocol).trim().split("\\s+")).contains("quota")) {
            return all;
        }
        Map<String, String> settings = new TreeMap<>();
        for (Section each : config.root().sections("plugin")) {
            settings.putAll(each.values());
        }
        for (int i = 1; i == 1 || settings.containsKey("quota" + i); i++) {
            String root = settings.get("quota" + (i == 1 ? "" : i));
            if (root != null) {
                all.add(quota(root, "quota" + (i == 1 ? "" : i), settings));
            }
        }
        return all;
    }

    private static Quota quota(String root, String key, Map<String, String> settings) {
        String[] parts = root.split(":");
        OptionalLong bytes = OptionalLong.empty();
        OptionalLong messages = OptionalLong.empty();
        for (Map.Entry<String, String> each : settings.entrySet()) {
            if (!each.getKey().matches(key + "_rule[0-9]*") || !each.getValue().startsWith("*:")) {
                continue;
            }
            for (String limit : each.getValue().substring(2).split(":")) {
                int equals = limit.indexOf('=');
                String what = equals < 0 ? "" : limit.substring(0, equals).toLowerCase(Locale.ROOT);
                OptionalLong value = equals < 0 ? OptionalLong.empty() : size(limit.substring(equals + 1), what);
                bytes = what.equals("storage") || what.equals("bytes") ? value : bytes;
                messages = what.equals("messages") ? value : messages;
            }
        }
        return new Quota(parts.length > 1 ? parts[1] : "", parts[0], bytes, messages);
    }

    /** A limit; {@code storage} counts in KiB unless it says otherwise, and 0 is no limit. */
    private static OptionalLong size(String text, String what) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!lower.matches("[0-9]{1,12}[bkmgt]?")) {
            return OptionalLong.empty();
        }
        int unit = UNITS.indexOf(lower.charAt(lower.length() - 1));
        long number = Long.parseLong(unit < 0 ? lower : lower.substring(0, lower.length() - 1));
        int power = unit < 0 ? what.equals("storage") ? 1 : 0 : unit;
        long value = number << (10 * power);
        return value == 0 ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
