package postroom.labs.debian.dovecot.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Prints settings as doveconf does: sorted, indented, with the values that are secret left out. */
final class ConfigPrinter {
    /** Which settings are shown. */
    enum Scope {
        /** All ({@code -a}). */
        ALL,
        /** What differs from the default ({@code -n}). */
        CHANGED,
        /** What has been said, whether it differs or not ({@code -N}). */
        SAID
    }

    private static final Set<String> SECRETS = Set.of(
            "ssl_key",
            "ssl_alt_key",
            "ssl_dh",
            "ssl_key_password",
            "ssl_client_key",
            "doveadm_password",
            "doveadm_api_key",
            "imapc_password",
            "pop3c_password",
            "submission_relay_password",
            "auth_policy_server_api_header",
            "auth_policy_hash_nonce");
    /** Settings of a namespace that are shown even if they are what they always are. */
    private static final Set<String> ALWAYS = Set.of("location", "prefix");

    private static final Map<String, List<String>> NESTED = Map.of(
            "namespace", List.of("mailbox"),
            "service", List.of("inet_listener", "unix_listener", "fifo_listener"));

    private final Scope scope;
    private final boolean secrets;
    private final StringBuilder out = new StringBuilder();

    private record Entry(String key, Runnable print) {}

    ConfigPrinter(Scope scope, boolean secrets) {
        this.scope = scope;
        this.secrets = secrets;
    }

    /** Everything in a configuration. */
    String everything(DovecotConfig config, Section defaults) {
        body(config.root(), Optional.of(defaults), 0);
        for (Section each : config.root().sections()) {
            if (each.isFilter()) {
                section(each, each.name(), Optional.empty(), 0);
            }
        }
        return out.toString();
    }

    /** One section, to be compared with what it always is, if it is always there. */
    String one(Section section, Optional<Section> usual) {
        section(section, section.name(), usual, 0);
        return out.toString();
    }

    /** Sections within another that is called by the first one's name, as doveconf shows what was asked for. */
    String within(String type, List<Section> wanted) {
        out.append(type).append(' ').append(quoted(wanted.get(0).name())).append(" {\n");
        String name = "";
        for (Section each : wanted) {
            section(each, name.isEmpty() ? "" : each.name(), Optional.empty(), 1);
            name = each.name();
        }
        out.append("}\n");
        return out.toString();
    }

    private void section(Section section, String name, Optional<Section> defaults, int depth) {
        int begin = out.length();
        out.append("  ".repeat(depth)).append(section.type()).append(' ');
        out.append(name.isEmpty() ? "" : quoted(name) + " ").append("{\n");
        int empty = out.length();
        body(section, defaults, depth + 1);
        boolean kept = section.type().equals("namespace");
        if (out.length() == empty && !kept) {
            out.setLength(begin);
        } else {
            out.append("  ".repeat(depth)).append("}\n");
        }
    }

    private void body(Section section, Optional<Section> defaults, int depth) {
        List<Entry> entries = new ArrayList<>();
        values(section, defaults)
                .forEach((name, value) -> entries.add(new Entry(name, () -> {
                    String shown = SECRETS.contains(name) && !secrets && !value.isEmpty()
                            ? "# hidden, use -P to show it"
                            : null;
                    out.append("  ".repeat(depth)).append(name).append(" = ");
                    out.append(shown == null ? padded(value) : shown).append('\n');
                })));
        int number = 0;
        for (Section each : sorted(section)) {
            if (each.isFilter()) {
                continue;
            }
            String key = each.name().isEmpty() ? Integer.toString(number++) : escaped(each.name());
            Optional<Section> same = each.name().isEmpty()
                    ? Optional.empty()
                    : defaults.flatMap(it -> it.section(each.type(), each.name()));
            entries.add(new Entry(each.type() + "/" + key + "/", () -> section(each, each.name(), same, depth)));
        }
        entries.sort(Comparator.comparing(Entry::key));
        entries.forEach(it -> it.print.run());
    }

    private static List<Section> sorted(Section section) {
        List<Section> all = new ArrayList<>();
        List<String> types = NESTED.get(section.kind());
        for (Section each : section.sections()) {
            if (types == null || types.contains(each.type())) {
                all.add(each);
            }
        }
        return all;
    }

    private Map<String, String> values(Section section, Optional<Section> defaults) {
        Map<String, String> shown = new TreeMap<>();
        if (scope == Scope.ALL && !section.isFilter()) {
            SettingsTable.DOVECOT
                    .section(section.kind())
                    .ifPresent(it -> it.values().forEach(each -> shown.put(each.name(), section.get(each.name()))));
        }
        section.values().forEach((name, value) -> {
            String usual = defaults.flatMap(it -> it.said(name))
                    .orElseGet(() -> SettingsTable.DOVECOT
                            .find(section.isFilter() ? "" : section.kind(), name)
                            .map(Setting::initial)
                            .orElse(null));
            boolean isNew = defaults.flatMap(it -> it.said(name)).isEmpty();
            if (scope != Scope.CHANGED && (scope != Scope.SAID || isNew || !value.equals(usual))
                    || scope == Scope.CHANGED && (section.isFilter() || !value.equals(usual))) {
                shown.put(name, value);
            }
        });
        if (section.kind().equals("namespace")) {
            ALWAYS.forEach(it -> shown.put(it, section.get(it)));
        }
        if (scope == Scope.SAID
                && (section.kind().equals("passdb") || section.kind().equals("userdb"))) {
            shown.putIfAbsent("name", "");
        }
        return shown;
    }

    private static String padded(String value) {
        boolean needed = !value.equals(value.strip()) || value.startsWith("\"") && value.endsWith("\"");
        return needed ? "\"" + value + "\"" : value;
    }

    private static String quoted(String name) {
        return name.indexOf(' ') < 0 ? name : "\"" + name + "\"";
    }

    /** A name as it stands in a key, where the slash separates. */
    static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("/", "\\s").replace(" ", "\\_");
    }
}
