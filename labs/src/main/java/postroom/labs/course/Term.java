package postroom.labs.course;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.course.text.Bilingual;

/**
 * An entry of the glossary. In any text of the course a link to {@code term:ID} opens it.
 *
 * @param name as administrators say it: MTA, bounce
 * @param full what an abbreviation stands for
 * @param text two to four sentences; Markdown
 * @param sources where to read on: {@code RFC 5321 §2.3.8}, {@code postconf(5)}
 */
public record Term(String id, Bilingual name, Optional<Bilingual> full, Bilingual text, List<String> sources) {
    /** How a link to an entry begins. */
    public static final String SCHEME = "term:";

    /** A link to an entry, {@code [words](term:id)}; the id is the second group. */
    public static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\(" + SCHEME + "([^)\\s]*)\\)");

    public Term {
        sources = List.copyOf(sources);
    }

    /** The ids of the entries that a text links to. */
    public static Set<String> linked(String markdown) {
        Set<String> ids = new LinkedHashSet<>();
        Matcher link = LINK.matcher(markdown);
        while (link.find()) {
            ids.add(link.group(2));
        }
        return ids;
    }
}
