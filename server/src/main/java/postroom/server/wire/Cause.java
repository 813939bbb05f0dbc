package postroom.server.wire;

import java.util.List;
import java.util.Optional;

/**
 * The rule of a server's own configuration that made it refuse something: told by what has decided, never read out of a
 * reply's text.
 *
 * @param rule the rule as it is written, with its arguments: {@code reject_rbl_client rbl.example}; empty where the setting
 *     itself is the rule
 * @param within the rules that led to it, outermost first: restriction classes, tables whose entries name restrictions
 * @param setting the setting that the rule stands in
 * @param entry the entry of a table that spoke, key and value; empty if it was none
 * @param asked a setting that the rule went by, as reject_unlisted_recipient goes by local_recipient_maps
 */
public record Cause(String rule, List<String> within, Setting setting, String entry, Optional<Setting> asked) {

    /** Characters of a text that are kept. */
    public static final int MAX_TEXT = 300;

    /** Outer rules that are kept. */
    public static final int MAX_WITHIN = 8;

    /** Where a setting's value comes from. */
    public enum Origin {
        /** Nobody has set it. */
        DEFAULT,
        /** The configuration says so. */
        SET,
        /** The entry of this one service says so. */
        SERVICE
    }

    /** A setting, its value and where that comes from. */
    public record Setting(String name, String value, Origin origin) {
        /** Cuts what is too long. */
        public Setting {
            value = cut(value);
        }
    }

    /** Cuts what is too long. */
    public Cause {
        rule = cut(rule);
        entry = cut(entry);
        within = within.stream().limit(MAX_WITHIN).map(Cause::cut).toList();
    }

    /** A setting that is a rule by itself. */
    public static Cause of(Setting setting) {
        return new Cause("", List.of(), setting, "", Optional.empty());
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }
}
