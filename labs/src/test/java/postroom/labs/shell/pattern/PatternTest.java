package postroom.labs.shell.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class PatternTest {
    private static boolean matches(String pattern, String text) {
        return Pattern.compile(pattern).matches(text);
    }

    @Test
    void patternsMatchWholeTexts() {
        assertThat(matches("a*c", "abbc")).isTrue();
        assertThat(matches("a*c", "abcd")).isFalse();
        assertThat(matches("[[:digit:]-]?", "7x")).isTrue();
        assertThat(matches("[]a]", "]")).isTrue();
        assertThat(matches("[!a-c]", "b")).isFalse();
        assertThat(matches("\\*", "*")).isTrue();
        assertThat(matches("\\*", "x")).isFalse();
        assertThat(matches("[abc", "[abc")).isTrue();
        assertThat(matches("?", "\uD83D\uDE00")).isTrue();
    }

    @Test
    void groupsRepeatAndExclude() {
        assertThat(matches("+(ab|c)", "abcab")).isTrue();
        assertThat(matches("*.@(c|h)", "x.c")).isTrue();
        assertThat(matches("!(*.o)", "x.o")).isFalse();
        assertThat(matches("!(*.o)", "x.c")).isTrue();
        assertThat(matches("?(a)b", "b")).isTrue();
    }

    @Test
    void hostilePatternsEnd() {
        String text = "a".repeat(5_000);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(matches("*a".repeat(60) + "b", text)).isFalse();
            assertThat(matches("*(*(*(a)))b", text)).isFalse();
            assertThat(matches("+(a|aa|aaa)b", text)).isFalse();
        });
    }
}
