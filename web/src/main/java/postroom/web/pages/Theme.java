package postroom.web.pages;

import java.util.Locale;

/** Light or dark, or what the reader's system says. The page's code keeps the choice in the cookie {@code theme}. */
public enum Theme {
    SYSTEM,
    LIGHT,
    DARK;

    /** @param cookie the cookie's value, null where there is none */
    static Theme of(String cookie) {
        for (Theme theme : values()) {
            if (theme.code().equals(cookie)) {
                return theme;
            }
        }
        return SYSTEM;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
