package postroom.labs.course.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import postroom.labs.course.Chapter;
import postroom.labs.course.Course;
import postroom.labs.course.CourseFiles;
import postroom.labs.course.Exercise;
import postroom.labs.course.Glossary;
import postroom.labs.course.Term;
import postroom.labs.course.text.Bilingual;
import postroom.labs.course.text.Language;
import postroom.labs.course.yaml.Place;
import postroom.labs.course.yaml.Problem;

/**
 * The links to the glossary: that each leads to an entry, that both languages of a text have the same, and that the entries
 * are set well themselves.
 */
final class TermLint {
    private final Course course;
    private final CourseFiles files;
    private final Set<String> known;
    private final List<Problem> problems = new ArrayList<>();

    private TermLint(Course course, CourseFiles files) {
        this.course = course;
        this.files = files;
        this.known = course.glossary().terms().stream().map(Term::id).collect(Collectors.toSet());
    }

    static List<Problem> of(Course course, CourseFiles files) {
        TermLint lint = new TermLint(course, files);
        course.chapters().forEach(lint::chapter);
        course.glossary().groups().forEach(lint::group);
        return lint.problems;
    }

    private void chapter(Chapter chapter) {
        for (Language language : Language.values()) {
            links(chapter.page(language).file());
        }
        same(
                chapter.page(Language.ZH).file(),
                Term.linked(chapter.page(Language.EN).markdown()),
                Term.linked(chapter.page(Language.ZH).markdown()));
        for (Exercise exercise : chapter.exercises()) {
            links("chapters/" + chapter.id() + "/exercises/" + exercise.id() + ".yaml");
        }
    }

    private void group(Glossary.Group group) {
        String file = "glossary/" + group.id() + ".yaml";
        links(file);
        for (Term term : group.terms()) {
            text(file, term.text());
            text(file, term.name());
            term.full().ifPresent(full -> text(file, full));
        }
    }

    private void text(String file, Bilingual text) {
        same(
                file,
                Term.linked(text.in(Language.EN).text()),
                Term.linked(text.in(Language.ZH).text()));
        ChineseType.check(text.zh().text())
                .forEach(found -> problems.add(new Problem(
                        Place.of(file), found.message() + " in: " + text.zh().text())));
    }

    private void same(String file, Set<String> english, Set<String> chinese) {
        if (!english.equals(chinese)) {
            Set<String> odd = new TreeSet<>(english);
            odd.addAll(chinese);
            odd.removeIf(id -> english.contains(id) && chinese.contains(id));
            problems.add(new Problem(Place.of(file), "terms marked in one language only: " + String.join(", ", odd)));
        }
    }

    /** Looks at the file as it is written, which has the lines that an author sees. */
    private void links(String file) {
        String text = files.read(file)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
        Matcher link = Term.LINK.matcher(text);
        while (link.find()) {
            if (!known.contains(link.group(2))) {
                problems.add(
                        new Problem(place(file, text, link.start(2)), "the glossary has no term `" + link.group(2) + "`"));
            }
        }
    }

    private static Place place(String file, String text, int at) {
        String before = text.substring(0, at);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return new Place(file, line, at - before.lastIndexOf('\n'));
    }
}
