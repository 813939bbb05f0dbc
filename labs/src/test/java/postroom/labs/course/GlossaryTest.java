package postroom.labs.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postroom.labs.course.yaml.InvalidCourseException;

/** The glossary as it is read, and an author's mistakes in it. */
class GlossaryTest {
    private static final String COURSE = """
            title: {en: A, zh: 甲}
            glossary: [mail]
            chapters: []
            """;
    private static final String MAIL = """
            title: {en: Mail, zh: 邮件}
            terms:
              - id: mta
                name: MTA
                full: {en: mail transfer agent, zh: 邮件传输代理}
                text: {en: "Passes a [letter](term:letter) on.", zh: "传递[信](term:letter)。"}
                source: [RFC 5598 §4.3.2, master(8)]
              - id: letter
                name: {en: letter, zh: 信}
                text: {en: Mail., zh: 邮件。}
                source: RFC 5322
            """;

    private static Glossary load(String group) throws InvalidCourseException {
        Map<String, String> files = Map.of("course.yaml", COURSE, "glossary/mail.yaml", group);
        return Course.load(
                        path -> Optional.ofNullable(files.get(path)).map(text -> text.getBytes(StandardCharsets.UTF_8)))
                .glossary();
    }

    private static void mistake(String right, String wrong, String message) {
        assertThat(MAIL).contains(right);
        assertThatThrownBy(() -> load(MAIL.replace(right, wrong)))
                .isInstanceOf(InvalidCourseException.class)
                .hasMessageContaining("glossary/mail.yaml:" + message);
    }

    @Test
    void hasTermsInGroups() throws Exception {
        Glossary glossary = load(MAIL);
        Term mta = glossary.term("mta").orElseThrow();

        assertThat(glossary.terms()).extracting(Term::id).containsExactly("mta", "letter");
        assertThat(mta.name().zh().text()).isEqualTo("MTA");
        assertThat(mta.full().orElseThrow().zh().text()).isEqualTo("邮件传输代理");
        assertThat(mta.sources()).containsExactly("RFC 5598 §4.3.2", "master(8)");
        assertThat(Term.linked(mta.text().en().text())).containsExactly("letter");
        assertThat(glossary.term("mda")).isEmpty();
    }

    @Test
    void namesLineAndColumnOfAMistake() {
        mistake("id: letter", "id: mta", "8:5: a second term of the name mta");
        mistake("RFC 5322", "RFC5322", "11:13: a source is `RFC 5321 §2.3.8` or `postconf(5)`, found RFC5322");
        mistake("    source: RFC 5322\n", "", "8:5: `source` is missing");
        mistake("zh: 邮件。", "zh: \"\"", "10:27: the text is empty");
    }

    @Test
    void theCoursesOwnIsLargeEnoughToBeOfUse() throws Exception {
        assertThat(Course.load(CourseFiles.bundled()).glossary().terms()).hasSizeGreaterThan(60);
    }
}
