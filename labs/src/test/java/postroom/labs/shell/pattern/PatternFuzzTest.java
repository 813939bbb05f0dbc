package postroom.labs.shell.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every text is a pattern, and matching it takes no time that grows out of bounds. */
class PatternFuzzTest {
    @Property(seed = "2026")
    void matchesConsistently(
            @ForAll("patterns") String text,
            @ForAll("subjects") String subject,
            @ForAll boolean extended,
            @ForAll boolean fold) {
        Pattern pattern = Pattern.compile(Pattern.unescape(text), extended, fold);
        int[] points = subject.codePoints().toArray();
        int prefix = pattern.prefix(points, true);
        int suffix = pattern.suffix(points, true);
        boolean matches = pattern.matches(subject);
        assertThat(matches).isEqualTo(prefix == points.length);
        assertThat(matches).isEqualTo(suffix == points.length);
        assertThat(pattern.prefix(points, false)).isBetween(-1, prefix);
        assertThat(pattern.suffix(points, false)).isBetween(-1, suffix);
        assertThat(pattern.longestAt(points, 0)).isEqualTo(prefix);
    }

    @Property(seed = "2026")
    void matchesItselfWhenQuoted(@ForAll("subjects") String subject) {
        StringBuilder quoted = new StringBuilder();
        subject.codePoints().forEach(c -> quoted.append('\\').appendCodePoint(c));
        assertThat(Pattern.compile(quoted.toString()).matches(subject)).isTrue();
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.of(
                        "a",
                        "b",
                        "*",
                        "?",
                        "[",
                        "]",
                        "!",
                        "^",
                        "-",
                        "[a-z]",
                        "[[:alpha:]]",
                        "[:digit:]",
                        "[.a.]",
                        "[=a=]",
                        "\\",
                        "+(",
                        "*(",
                        "@(",
                        "?(",
                        "!(",
                        ")",
                        "|",
                        "**",
                        "/",
                        ".",
                        "é",
                        "\uD83D\uDE00")
                .list()
                .ofMaxSize(24)
                .map(it -> String.join("", it));
    }

    @Provide
    Arbitrary<String> subjects() {
        return Arbitraries.of("a", "b", "ab", "[", "]", "*", "-", "1", "é", "\uD83D\uDE00", "aaaaaaaa", ".", "/", "\\")
                .list()
                .ofMaxSize(20)
                .map(it -> String.join("", it));
    }
}
