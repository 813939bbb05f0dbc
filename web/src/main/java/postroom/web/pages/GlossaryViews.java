package postroom.web.pages;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.course.Glossary;
import postroom.labs.course.Term;
import postroom.labs.course.text.Bilingual;
import postroom.web.text.CourseTexts;
import postroom.web.text.Language;

/** Puts the glossary into words of one language. */
final class GlossaryViews {
    private static final Pattern RFC = Pattern.compile("RFC (\\d+)(?: §([\\d.]+))?");

    private final CourseTexts texts;

    GlossaryViews(CourseTexts texts) {
        this.texts = texts;
    }

    GlossaryPage page(Glossary glossary, Language language) {
        return new GlossaryPage(
                glossary.groups().stream()
                        .map(group -> new GlossaryPage.Group(
                                group.id(),
                                in(group.title(), language),
                                group.terms().stream()
                                        .map(term -> entry(term, language))
                                        .toList()))
                        .toList(),
                glossary.terms().size());
    }

    GlossaryPage.Entry entry(Term term, Language language) {
        String name = in(term.name(), language);
        String english = term.name().en().text();
        return new GlossaryPage.Entry(
                term.id(),
                name,
                term.full().map(full -> in(full, language)).orElse(""),
                name.toLowerCase(Locale.ROOT).equals(english.toLowerCase(Locale.ROOT)) ? "" : english,
                texts.glossary(term.text(), language),
                sources(term));
    }

    private static String in(Bilingual text, Language language) {
        return text.in(language.ofCourse()).text();
    }

    private static List<GlossaryPage.Source> sources(Term term) {
        return term.sources().stream()
                .map(source -> new GlossaryPage.Source(source, url(source)))
                .toList();
    }

    private static String url(String source) {
        Matcher rfc = RFC.matcher(source);
        if (!rfc.matches()) {
            return "";
        }
        String page = "https://www.rfc-editor.org/rfc/rfc" + rfc.group(1);
        return rfc.group(2) == null ? page : page + "#section-" + rfc.group(2);
    }
}
