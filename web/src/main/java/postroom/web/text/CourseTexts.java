package postroom.web.text;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import postroom.labs.course.Chapter;
import postroom.labs.course.CourseFiles;
import postroom.labs.course.text.Bilingual;
import postroom.labs.course.text.Vars;

/**
 * The course's texts as HTML. A chapter is rendered once in each language and kept; with its student's values put in, it
 * is small work for each page.
 */
public final class CourseTexts {
    private record Key(String chapter, Language language) {}

    private final CourseFiles files;
    private final Map<Key, ChapterText> rendered = new ConcurrentHashMap<>();
    private final Map<Key, Markdown> renderers = new ConcurrentHashMap<>();
    private final Map<Language, Markdown> ofGlossary = new ConcurrentHashMap<>();

    public CourseTexts(CourseFiles files) {
        this.files = files;
    }

    public ChapterText chapter(Chapter chapter, Language language) {
        return rendered.computeIfAbsent(
                new Key(chapter.id(), language),
                key -> ChapterText.render(chapter.page(language.ofCourse()), markdown(chapter, language)));
    }

    /** A text of an exercise, with the student's values: paragraphs. */
    public String blocks(Chapter chapter, Bilingual text, Vars vars, Language language) {
        return markdown(chapter, language).blocks(text.in(language.ofCourse()).fill(vars));
    }

    /** A text of an exercise, with the student's values: what stands within a line. */
    public String sentence(Chapter chapter, Bilingual text, Vars vars, Language language) {
        return markdown(chapter, language).sentence(text.in(language.ofCourse()).fill(vars));
    }

    /** A text of the glossary: paragraphs. */
    public String glossary(Bilingual text, Language language) {
        return ofGlossary
                .computeIfAbsent(language, key -> new Markdown(Messages.in(key), name -> Optional.empty()))
                .blocks(text.in(language.ofCourse()).text());
    }

    private Markdown markdown(Chapter chapter, Language language) {
        return renderers.computeIfAbsent(
                new Key(chapter.id(), language),
                key -> new Markdown(
                        Messages.in(language),
                        name -> files.read("chapters/" + chapter.id() + "/" + name)
                                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))));
    }
}
