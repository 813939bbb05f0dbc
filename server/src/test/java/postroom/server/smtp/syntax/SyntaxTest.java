package postroom.server.smtp.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SyntaxTest {

    @Test
    void wordsKeepWhatIsQuotedTogether() {
        assertThat(Tokens.of("MAIL FROM:<\"a b\"@c> SIZE=3").stream().map(Tokens.Token::text))
                .containsExactly("MAIL", "FROM:", "<\"a b\"@c>", "SIZE=3");
        assertThat(Tokens.of("RCPT TO:<carla").get(2).complete()).isFalse();
        assertThat(Tokens.of("  \t ")).isEmpty();
    }

    @Test
    void addressesAreUnquoted() {
        assertThat(internal("<\"a b\"@c>")).isEqualTo("a b@c");
        assertThat(internal("<a(comment)@b>")).isEqualTo("a@b");
        assertThat(internal("<@relay:a@b>")).isEqualTo("a@b");
        assertThat(internal("<Ann Lee <a@b>>")).isEqualTo("a@b");
        assertThat(internal("<>")).isEmpty();
    }

    @Test
    void domainsBeyondAsciiNeedSmtpUtf8() {
        assertThat(EnvelopeAddress.parse("<a@bücher.example>", false, false)).isEmpty();
        assertThat(EnvelopeAddress.parse("<a@bücher.example>", false, true)).isPresent();
    }

    @Test
    void xtextIsDecodedOrRefused() {
        assertThat(Xtext.decode("a+2Bb+3D")).contains("a+b=");
        assertThat(Xtext.decode("a+2")).isEmpty();
        assertThat(Xtext.decode("+zz")).isEmpty();
        assertThat(Xtext.decodeUnicode("\\x{4E2D}@b")).contains("中@b");
        assertThat(Xtext.decodeUnicode("\\x{110000}")).isEmpty();
        assertThat(Xtext.decodeUnicode("a\\b")).isEmpty();
    }

    @Test
    void headersAreRecognised() {
        assertThat(HeaderLabel.begins("Subject:")).isTrue();
        assertThat(HeaderLabel.begins(":")).isFalse();
        assertThat(HeaderLabel.begins("NOOP")).isFalse();
    }

    @Test
    void whateverIsTypedIsTakenOrRefusedButNeverBreaks() {
        String alphabet = "ab<>\"\\()[]@.,:;%! \t\0ü";
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder typed = new StringBuilder();
            for (int length = random.nextInt(20); length > 0; length--) {
                typed.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            for (Tokens.Token token : Tokens.of(typed.toString())) {
                EnvelopeAddress.parse(token.text(), random.nextBoolean(), random.nextBoolean())
                        .ifPresent(address -> assertThat(address.typed()).isNotNull());
            }
        }
    }

    private static String internal(String word) {
        return EnvelopeAddress.parse(word, false, false).orElseThrow().internal();
    }
}
