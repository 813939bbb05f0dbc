package postroom.server.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MimePartTest {
    private static final String LETTER = String.join(
            "\r\n",
            "Content-Type: multipart/mixed; boundary=\"B B\"",
            "",
            "preamble",
            "--B B",
            "",
            "plain",
            "--B B",
            "Content-Type: message/rfc822",
            "",
            "Subject: in",
            "",
            "inner",
            "--B B--",
            "epilogue");

    private static String body(MimePart part) {
        return new String(part.text(), part.bodyStart(), part.end() - part.bodyStart(), ISO_8859_1);
    }

    @Test
    void partsStandBetweenBoundaries() {
        MimePart letter = MimePart.parse(LETTER.getBytes(ISO_8859_1));
        assertThat(letter.children()).hasSize(2);
        assertThat(letter.find(List.of(1)).map(MimePartTest::body)).contains("plain");
        assertThat(letter.find(List.of(2, 1)).map(MimePartTest::body)).contains("inner");
        assertThat(letter.find(List.of(3))).isEmpty();
    }

    @Test
    void encodedWordsAreDecodedAndBlanksBetweenThemFall() {
        assertThat(EncodedWords.decode("=?utf-8?q?caf=C3=A9?= =?utf-8?B?IGJhcg==?= x"))
                .isEqualTo("café bar x");
        assertThat(EncodedWords.decode("=?no?z?x?=")).isEqualTo("=?no?z?x?=");
    }

    @Test
    void addressesAreTakenApart() {
        assertThat(Address.parse("\"Anna Q. Bell\" <anna@x.example>, bob@y.example (Bob), team: c@z;"))
                .containsExactly(
                        new Address("Anna Q. Bell", "anna", "x.example"),
                        new Address("Bob", "bob", "y.example"),
                        new Address(null, "team", null),
                        new Address(null, "c", "z"),
                        new Address(null, null, null));
    }

    @Test
    void subjectsLoseWhatRepliesAdd() {
        assertThat(BaseSubject.of("Re: [list] Fwd: Lunch (fwd)")).isEqualTo(new BaseSubject.Result("LUNCH", true));
        assertThat(BaseSubject.of("[list] Lunch")).isEqualTo(new BaseSubject.Result("LUNCH", false));
    }

    @Test
    void datesMayHaveOldZonesAndShortYears() {
        assertThat(MessageDate.parse("Mon, 2 Nov 98 10:00:00 EST").orElseThrow().toInstant())
                .hasToString("1998-11-02T15:00:00Z");
        assertThat(MessageDate.parse("tomorrow")).isEmpty();
    }

    @Property
    void anythingIsAMessage(@ForAll byte[] bytes) {
        MimePart part = MimePart.parse(bytes);
        assertThat(part.bodyStart()).isBetween(0, bytes.length);
        Address.parse(new String(bytes, ISO_8859_1));
        Parameters.parse(new String(bytes, ISO_8859_1));
        EncodedWords.decode(new String(bytes, ISO_8859_1));
    }
}
