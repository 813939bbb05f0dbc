package postroom.labs.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postroom.labs.course.yaml.InvalidCourseException;

/** An author's mistakes, and where the loader says they are. */
class CourseLoaderTest {
    private static final String COURSE = """
            title: {en: A, zh: 甲}
            chapters:
              - id: one
                number: 1
                title: {en: One, zh: 一}
                summary: {en: One, zh: 一}
                start: postfix
                exercises: [first]
            """;
    private static final String EXERCISE = """
            id: first
            title: {en: First, zh: 第一}
            text: {en: Do it., zh: 做。}
            vars: {token: token(8)}
            tasks:
              - id: sent
                text: {en: Sent., zh: 寄了。}
                when: {smtp: {verb: EHLO, reply: 250}}
                near:
                  - if: {smtp: {verb: HELO}}
                    say: {en: No., zh: 不。}
            hints:
              - {en: Try., zh: 试。}
            explain: {en: So., zh: 好。}
            proof:
              solution: "true"
              alternative: "true"
              wrong:
                - {run: "false", says: sent/1}
                - {run: "false", says: sent/1}
            """;

    private static Course load(String exercise) throws InvalidCourseException {
        Map<String, String> files = new HashMap<>();
        files.put("course.yaml", COURSE);
        files.put("chapters/one/en.md", "# One\n\n@exercise first\n");
        files.put("chapters/one/zh.md", "# 一\n\n@exercise first\n");
        files.put("chapters/one/exercises/first.yaml", exercise);
        return Course.load(
                path -> Optional.ofNullable(files.get(path)).map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void mistake(String right, String wrong, String message) {
        assertThat(EXERCISE).contains(right);
        assertThatThrownBy(() -> load(EXERCISE.replaceFirst(java.util.regex.Pattern.quote(right), wrong)))
                .isInstanceOf(InvalidCourseException.class)
                .hasMessageContaining("chapters/one/exercises/first.yaml:" + message);
    }

    @Test
    void readsAnExerciseWithoutMistakes() throws Exception {
        assertThat(load(EXERCISE).chapter("one").orElseThrow().exercises()).hasSize(1);
    }

    @Test
    void namesFileLineAndColumnOfEachMistake() {
        mistake("verb: EHLO", "verb: ehlo", "8:25: a verb is written in capitals");
        mistake("reply: 250", "reply: 25", "8:38: a reply is three digits");
        mistake("hints:", "hint:", "12:1: unknown field `hint`");
        mistake("when: {smtp", "when: {smpt", "8:11: unknown kind of check `smpt`");
        mistake("when: {smtp", "when: {imap", "8:38: an answer in IMAP is OK, NO or BAD");
        mistake("when: {smtp", "when: {pop3", "8:38: an answer in POP3 is OK or ERR");
        mistake("{verb: EHLO, reply: 250}", "{verb: EHLO, tls: maybe}", "8:36: expected true or false");
        mistake("when: {smtp: {verb: EHLO", "is: {probe: {ftp: [x]", "8:17: a probe speaks `smtp`, `imap` or `pop3`");
        mistake("when: {smtp", "is: {smtp", "8:16: what a session saw is an event");
        mistake("says: sent/1", "says: sent/2", "19:28: there is no near miss sent/2");
        mistake("en: Do it.", "en: \"Do \\${it}.\"", "3:7: ${it} has no value");
        mistake("zh: 做。", "zh: \"\"", "3:24: the text is empty");
        mistake("token(8)", "token(2)", "4:15: expected pick(");
    }

    @Test
    void tellsAllMistakesAtOnce() {
        assertThatThrownBy(
                        () -> load(EXERCISE.replace("verb: EHLO", "verb: ehlo").replace("token(8)", "tokens(8)")))
                .hasMessageContaining("first.yaml:4:15")
                .hasMessageContaining("first.yaml:8:25");
    }

    @Test
    void saysWhereTextThatIsNotYamlEnds() {
        assertThatThrownBy(() -> load("id: [first\ntitle: x\n")).hasMessageContaining("first.yaml:2:6: not YAML");
    }
}
