package postroom.labs.course.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postroom.labs.course.Chapter;
import postroom.labs.course.ConsoleBlock;
import postroom.labs.course.Course;
import postroom.labs.course.CourseFiles;
import postroom.labs.course.Exercise;
import postroom.labs.course.Page;
import postroom.labs.course.Task;
import postroom.labs.course.Term;
import postroom.labs.course.text.Bilingual;
import postroom.labs.course.text.Language;
import postroom.labs.course.text.Template;
import postroom.labs.course.yaml.Place;
import postroom.labs.course.yaml.Problem;

/**
 * What can be said against the texts without a lab: that both languages have the same headings, code and exercises; that
 * pictures and links lead somewhere and pictures have words for those who cannot see them; that Chinese is set as
 * Chinese is.
 */
public final class TextLint {
    private static final Pattern LINK = Pattern.compile("(!?)\\[([^\\]]*)\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`[^`\\n]+`");

    private final CourseFiles files;
    private final List<Problem> problems = new ArrayList<>();

    private TextLint(CourseFiles files) {
        this.files = files;
    }

    /** Everything found in all chapters. */
    public static List<Problem> of(Course course, CourseFiles files) {
        TextLint lint = new TextLint(files);
        course.chapters().forEach(lint::chapter);
        lint.problems.addAll(TermLint.of(course, files));
        return List.copyOf(lint.problems);
    }

    private void chapter(Chapter chapter) {
        Page en = chapter.page(Language.EN);
        Page zh = chapter.page(Language.ZH);
        same("headings", headings(en), headings(zh), zh);
        same("console blocks", en.blocks("console"), zh.blocks("console"), zh);
        same("screens", en.blocks("screen"), zh.blocks("screen"), zh);
        same("exercises", en.exercises(), zh.exercises(), zh);
        same("pictures and links", targets(en), targets(zh), zh);
        same(
                "exercises listed in course.yaml",
                chapter.exercises().stream().map(Exercise::id).toList(),
                en.exercises(),
                en);
        for (Language language : Language.values()) {
            Page page = chapter.page(language);
            title(page, chapter.title().in(language));
            links(page, "chapters/" + chapter.id() + "/");
            blocks(page);
        }
        ChineseType.check(zh.markdown())
                .forEach(found -> problems.add(new Problem(new Place(zh.file(), found.line(), 1), found.message())));
        chapter.exercises().forEach(exercise -> exercise(chapter, exercise));
    }

    private void same(String what, List<?> first, List<?> second, Page page) {
        int common = Math.min(first.size(), second.size());
        for (int i = 0; i < common; i++) {
            if (!first.get(i).equals(second.get(i))) {
                problem(page, what + " differ at number " + (i + 1) + ": " + first.get(i) + " / " + second.get(i));
                return;
            }
        }
        if (first.size() != second.size()) {
            problem(page, what + " differ: " + first.size() + " / " + second.size());
        }
    }

    /** The levels of the headings: their words differ by nature. */
    private static List<String> headings(Page page) {
        return proseLines(page)
                .filter(line -> line.matches("#{1,6} .*"))
                .map(line -> line.replaceFirst(" .*", ""))
                .toList();
    }

    private static List<String> targets(Page page) {
        return proseLines(page)
                .collect(java.util.stream.Collectors.collectingAndThen(
                        java.util.stream.Collectors.joining("\n"),
                        text -> LINK.matcher(text)
                                .results()
                                .map(link -> link.group(1) + link.group(3))
                                // terms may come in another order; TermLint compares them
                                .filter(target -> !target.startsWith(Term.SCHEME))
                                .toList()));
    }

    private static Stream<String> proseLines(Page page) {
        List<String> lines = new ArrayList<>();
        boolean fenced = false;
        for (String line : page.markdown().split("\n", -1)) {
            fenced ^= line.startsWith("```");
            if (!fenced) {
                lines.add(line);
            }
        }
        return lines.stream();
    }

    private void title(Page page, Template title) {
        String first = page.markdown().lines().findFirst().orElse("");
        if (!first.equals("# " + title.text())) {
            problem(page, "the first line is not the title of course.yaml: # " + title.text());
        }
    }

    private void links(Page page, String folder) {
        Matcher link = LINK.matcher(page.markdown());
        while (link.find()) {
            String target = link.group(3);
            boolean picture = !link.group(1).isEmpty();
            if (picture && link.group(2).isBlank()) {
                problem(page, "the picture " + target + " has no alternative text");
            }
            boolean elsewhere =
                    target.startsWith("https://") || target.startsWith("#") || target.startsWith(Term.SCHEME);
            if (!elsewhere && files.read(folder + target).isEmpty()) {
                problem(page, "the link to " + target + " leads nowhere");
            }
        }
    }

    private void blocks(Page page) {
        page.fences().stream()
                .filter(fence -> fence.kind().equals("screen") && fence.title().isEmpty())
                .forEach(fence -> problem(page, "a screen has no title, which is its alternative text"));
        int number = 0;
        for (String block : page.blocks("console")) {
            number++;
            if (ConsoleBlock.parse(block).lines().stream()
                    .noneMatch(line -> line.kind().isInput())) {
                problem(page, "in console block " + number + " nothing is typed");
            }
        }
    }

    private void exercise(Chapter chapter, Exercise exercise) {
        String file = "chapters/" + chapter.id() + "/exercises/" + exercise.id() + ".yaml";
        Stream<Bilingual> texts = Stream.of(
                        Stream.of(exercise.title(), exercise.text(), exercise.explain()),
                        exercise.hints().stream(),
                        exercise.tasks().stream().map(Task::text),
                        exercise.tasks().stream()
                                .flatMap(task -> task.near().stream().map(near -> near.say())))
                .flatMap(each -> each);
        texts.forEach(text -> bilingual(file, text));
    }

    private void bilingual(String file, Bilingual text) {
        if (!text.en().names().equals(text.zh().names())) {
            problems.add(new Problem(
                    Place.of(file),
                    "the languages name different values: " + text.en().text()));
        }
        if (count(text.en().text()) != count(text.zh().text())) {
            problems.add(new Problem(
                    Place.of(file),
                    "the languages have different code: " + text.en().text()));
        }
        ChineseType.check(text.zh().text())
                .forEach(found -> problems.add(new Problem(
                        Place.of(file), found.message() + " in: " + text.zh().text())));
    }

    private static long count(String text) {
        return CODE.matcher(text).results().count();
    }

    private void problem(Page page, String message) {
        problems.add(new Problem(Place.of(page.file()), message));
    }
}
