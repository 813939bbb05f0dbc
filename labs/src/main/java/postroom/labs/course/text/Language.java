package postroom.labs.course.text;

import java.util.Locale;

/** The languages in which every text of the course exists. */
public enum Language {
    EN,
    ZH;

    /** The code used in file names, YAML and URLs: {@code en}, {@code zh}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
