package postroom.web.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A language that the course is written in. Which one a reader gets: the one chosen with the switch, else the first of
 * the browser's list that we speak, else English.
 */
public enum Language {
    EN("en", "English"),
    ZH("zh", "中文");

    /** A browser's header is read this far; what a student's browser sends is a tenth of it. */
    private static final int HEADER_LIMIT = 500;

    private final String code;
    private final String ownName;

    Language(String code, String ownName) {
        this.code = code;
        this.ownName = ownName;
    }

    /** The name of its folder files and of its message bundle: {@code en}, {@code zh}. */
    public String code() {
        return code;
    }

    /** The value of the {@code lang} attribute (BCP 47); it also makes the browser pick Simplified Chinese glyphs. */
    public String tag() {
        return this == ZH ? "zh-Hans" : code;
    }

    /** The same language as the course's files know it. */
    public postroom.labs.course.text.Language ofCourse() {
        return this == EN ? postroom.labs.course.text.Language.EN : postroom.labs.course.text.Language.ZH;
    }

    /** What its own speakers call it. */
    public String ownName() {
        return ownName;
    }

    /** The other one: there are two, so the switch is one button. */
    public Language other() {
        return this == EN ? ZH : EN;
    }

    public static Optional<Language> ofCode(String code) {
        for (Language language : values()) {
            if (language.code.equals(code)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }

    /** @param header the value of {@code Accept-Language} (RFC 9110 §12.5.4), or null where none was sent */
    public static Language negotiate(String header) {
        if (header == null || header.length() > HEADER_LIMIT) {
            return EN;
        }
        List<Wish> wishes = new ArrayList<>();
        for (String range : header.split(",")) {
            Wish.parse(range).ifPresent(wishes::add);
        }
        wishes.sort(Comparator.comparingDouble(Wish::weight).reversed());
        return wishes.stream().map(Wish::language).findFirst().orElse(EN);
    }

    private record Wish(Language language, double weight) {
        static Optional<Wish> parse(String range) {
            String[] parts = range.trim().split(";", 2);
            String primary = parts[0].trim().toLowerCase(Locale.ROOT).split("-", 2)[0];
            double weight = parts.length == 1 ? 1 : quality(parts[1]);
            return ofCode(primary).filter(language -> weight > 0).map(language -> new Wish(language, weight));
        }

        private static double quality(String parameter) {
            String value = parameter.trim().toLowerCase(Locale.ROOT);
            if (!value.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)")) {
                return 0;
            }
            return Double.parseDouble(value.substring(2));
        }
    }
}
