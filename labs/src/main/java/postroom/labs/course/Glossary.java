package postroom.labs.course;

import java.util.List;
import java.util.Optional;
import postroom.labs.course.text.Bilingual;

/** The words of the trade, explained; in groups, each of which is a file {@code glossary/ID.yaml}. */
public record Glossary(List<Group> groups) {
    public static final Glossary NONE = new Glossary(List.of());

    public Glossary {
        groups = List.copyOf(groups);
    }

    /** Terms of one field, in an order in which one can read them. */
    public record Group(String id, Bilingual title, List<Term> terms) {
        public Group {
            terms = List.copyOf(terms);
        }
    }

    public List<Term> terms() {
        return groups.stream().flatMap(group -> group.terms().stream()).toList();
    }

    public Optional<Term> term(String id) {
        return terms().stream().filter(term -> term.id().equals(id)).findFirst();
    }
}
