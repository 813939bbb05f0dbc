package postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The explanations of the wire: each with its source and in both languages. */
class NotesTest {
    private static Map<String, List<String>> notes;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = NotesTest.class.getResourceAsStream("/assets/notes.json")) {
            notes = JsonMapper.builder().build().readValue(in, new TypeReference<Map<String, List<String>>>() {});
        }
    }

    @Test
    void eachHasItsSourceAndBothLanguages() {
        assertThat(notes).hasSizeGreaterThan(150).allSatisfy((key, note) -> {
            assertThat(note).hasSize(3);
            assertThat(note.get(0)).matches("RFC \\d+( §[\\d.]+)?|postconf\\(5\\) [a-z_]+|[A-Z]+_README");
            assertThat(note.get(1)).as(key).matches(".*[.!]");
            assertThat(note.get(2)).as(key).matches(".*\\p{IsHan}.*。");
        });
    }

    @Test
    void eachClassOfRepliesAndEachVerbThatAClientNeedsIsExplained() {
        assertThat(notes.keySet())
                .contains("smtp.class.2", "smtp.class.3", "smtp.class.4", "smtp.class.5")
                .contains("smtp.EHLO", "smtp.MAIL", "smtp.RCPT", "smtp.DATA", "smtp.STARTTLS", "smtp.AUTH", "smtp.QUIT")
                .contains("pop3.USER", "pop3.PASS", "pop3.RETR", "pop3.+OK", "pop3.-ERR")
                .contains("imap.LOGIN", "imap.SELECT", "imap.FETCH", "imap.OK", "imap.NO", "imap.BAD");
    }
}
