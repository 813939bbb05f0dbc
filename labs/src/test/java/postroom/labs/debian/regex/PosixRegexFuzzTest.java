package postroom.labs.debian.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every text is a regular expression or a {@link RegexException}, and no match runs for ever: grep, sed and awk live on it. */
class PosixRegexFuzzTest {
    private static final int STEPS = 2_000;

    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Property(seed = "2026")
    void compilesOrRefuses(
            @ForAll("regexes") String regex, @ForAll PosixRegex.Syntax syntax, @ForAll("lines") String line) {
        int[] steps = {0};
        try {
            Matcher matcher = PosixRegex.compile(regex, syntax, 0).matcher(new Budgeted(line, () -> {
                if (++steps[0] > STEPS) {
                    throw new Enough();
                }
            }));
            while (matcher.find()) {
                assertThat(matcher.start()).isBetween(0, matcher.end());
            }
        } catch (RegexException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        } catch (Enough ended) {
            assertThat(steps[0]).isGreaterThan(STEPS);
        }
    }

    @Provide
    Arbitrary<String> regexes() {
        return Arbitraries.of(
                        "a",
                        "b",
                        "ab",
                        ".",
                        "*",
                        "+",
                        "?",
                        "^",
                        "$",
                        "|",
                        "(",
                        ")",
                        "{",
                        "}",
                        "{2}",
                        "{,3}",
                        "{2,1}",
                        "{99999}",
                        "\\(",
                        "\\)",
                        "\\{",
                        "\\}",
                        "\\|",
                        "\\+",
                        "\\?",
                        "\\1",
                        "\\9",
                        "\\w",
                        "\\W",
                        "\\b",
                        "\\B",
                        "\\<",
                        "\\>",
                        "\\`",
                        "\\'",
                        "\\",
                        "[",
                        "]",
                        "[^",
                        "[a-z]",
                        "[z-a]",
                        "[[:alpha:]]",
                        "[[:nosuch:]]",
                        "[[.a.]]",
                        "[[=b=]]",
                        "[]",
                        "-",
                        "&&",
                        "\\n",
                        "\\t",
                        "\\/",
                        "\\Q",
                        "\\E",
                        "(?i)",
                        "#",
                        "é",
                        "\n")
                .list()
                .ofMaxSize(20)
                .map(it -> String.join("", it));
    }

    @Provide
    Arbitrary<String> lines() {
        return Arbitraries.of("a", "b", "ab", "aaaaaaaaaaaa", " ", "-", "é", "\n", "1", "]", "\\", "A")
                .list()
                .ofMaxSize(16)
                .map(it -> String.join("", it));
    }
}
