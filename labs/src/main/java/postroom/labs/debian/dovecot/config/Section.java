package postroom.labs.debian.dovecot.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A section of a configuration: what has been set in it, and the sections within it. The outermost has no type. */
public final class Section {
    private final String type;
    private final String name;
    private final String kind;
    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, String> places = new TreeMap<>();
    private final List<Section> sections = new ArrayList<>();

    Section(String type, String name, String kind) {
        this.type = type;
        this.name = name;
        this.kind = kind;
    }

    static Section outermost() {
        return new Section("", "", "");
    }

    /** The word that it begins with: {@code service}. */
    public String type() {
        return type;
    }

    /** Its name, or nothing at all. */
    public String name() {
        return name;
    }

    /** Its place in {@link SettingsTable}. */
    String kind() {
        return kind;
    }

    /** A condition ({@code protocol imap}) rather than a thing: its settings are those of the outermost section. */
    boolean isFilter() {
        return DovecotConfig.FILTERS.contains(type);
    }

    /** What has been said about a setting, in canonical form; nothing if the default stands. */
    public Optional<String> said(String setting) {
        return Optional.ofNullable(values.get(setting));
    }

    /** The value of a setting; that of the table if nothing has been said, empty if there is no such setting. */
    public String get(String setting) {
        String own = values.get(setting);
        return own != null
                ? own
                : SettingsTable.DOVECOT
                        .find(isFilter() ? "" : kind, setting)
                        .map(Setting::initial)
                        .orElse("");
    }

    /** Whether a setting is {@code yes}. */
    public boolean is(String setting) {
        return get(setting).equals("yes");
    }

    /** All that has been said, by name. */
    public Map<String, String> values() {
        return Collections.unmodifiableMap(values);
    }

    /** The sections of a type in the order in which they were begun. */
    public List<Section> sections(String wanted) {
        return sections.stream().filter(it -> it.type.equals(wanted)).toList();
    }

    /** The section of a type and name. */
    public Optional<Section> section(String wanted, String itsName) {
        return sections(wanted).stream().filter(it -> it.name.equals(itsName)).findFirst();
    }

    List<Section> sections() {
        return sections;
    }

    /** Where a setting was said: {@code FILE line N}. */
    String place(String setting) {
        return places.get(setting);
    }

    void set(String setting, String value, String place) {
        values.put(setting, value);
        places.put(setting, place);
    }
}
