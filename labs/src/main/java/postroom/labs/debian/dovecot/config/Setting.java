package postroom.labs.debian.dovecot.config;

import java.util.List;

/**
 * A setting that Dovecot knows.
 *
 * @param choices the values of an {@code ENUM}; else empty
 * @param initial its value if nothing is said, in canonical form
 */
record Setting(String name, SettingType type, List<String> choices, String initial) {

    /** Reads {@code name type default}; a type may be {@code enum:a,b,c}. */
    static Setting parse(String line) {
        String[] word = line.split(" ", 3);
        String initial = word.length > 2 ? word[2] : "";
        if (word[1].startsWith("enum:")) {
            return new Setting(
                    word[0], SettingType.ENUM, List.of(word[1].substring(5).split(",")), initial);
        }
        SettingType type = SettingType.valueOf(word[1].toUpperCase(java.util.Locale.ROOT));
        return new Setting(word[0], type, List.of(), initial);
    }
}
