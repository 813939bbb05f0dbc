package postroom.labs.debian.postfix.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainCfTest {
    private final List<String> said = new ArrayList<>();

    private MainCf read(String text) {
        return MainCf.parse("/etc/postfix/main.cf", text, (severity, line) -> said.add(severity.prefix() + line));
    }

    @Test
    void aLineThatBeginsWithWhiteSpaceGoesOnEvenBehindComments() {
        MainCf main = read("mydestination = a,\n  b,\n# c\n\n\tc\n");
        assertThat(main.raw("mydestination")).contains("a,  b,\tc");
        assertThat(said).isEmpty();
    }

    @Test
    void theLastOfTwoSettingsCountsAndIsWarnedOf() {
        MainCf main = read("x = 1\ny = 2\nx=3\n");
        assertThat(main.raw("x")).contains("3");
        assertThat(said).containsExactly("warning: /etc/postfix/main.cf, line 3: overriding earlier entry: x=1");
    }

    @Test
    void whatIsNoSettingIsFatal() {
        assertThatThrownBy(() -> read("a = b\nthis is not a setting\n"))
                .isInstanceOf(Fatal.class)
                .hasMessage("/etc/postfix/main.cf, line 2: missing '=' after attribute name: \"this is not a setting\"");
        assertThatThrownBy(() -> read("= c\n"))
                .hasMessage("/etc/postfix/main.cf, line 1: missing attribute name: \"= c\"");
    }

    @Test
    void aFileThatBeginsWithAContinuationIsWarnedOf() {
        assertThat(read("  x = y\na = b\n").raw("a")).contains("b");
        assertThat(said)
                .containsExactly(
                        "warning: /etc/postfix/main.cf: logical line must not start with whitespace: \"  x = y\"");
    }
}
