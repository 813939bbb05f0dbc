package postroom.labs.debian.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchesTest {
    private static List<String> all(String regex, String text) throws RegexException {
        Matches matches = new Matches(PosixRegex.compile(regex, PosixRegex.Syntax.EXTENDED, 0), text, () -> {});
        List<String> found = new ArrayList<>();
        while (matches.next()) {
            found.add(matches.match().start() + ":" + matches.match().group());
        }
        return found;
    }

    @Test
    void theLongestAlternativeWinsWhereverItStands() throws RegexException {
        assertThat(all("ab|abc|abcd", "abcdab")).containsExactly("0:abcd", "4:ab");
    }

    @Test
    void theGroupsAreThoseOfTheLongestMatch() throws RegexException {
        Matches matches =
                new Matches(PosixRegex.compile("(a|ab)(c|bcd)", PosixRegex.Syntax.EXTENDED, 0), "abcd", () -> {});
        assertThat(matches.next()).isTrue();
        assertThat(matches.match().group(1)).isEqualTo("a");
        assertThat(matches.match().group(2)).isEqualTo("bcd");
    }

    @Test
    void anEmptyMatchDoesNotFollowAnotherAtOnce() throws RegexException {
        assertThat(all("x*", "abxc")).containsExactly("0:", "1:", "2:x", "4:");
    }

    @Test
    void aHostilePatternEnds() throws RegexException {
        assertThat(all("(a|aa)+$", "a".repeat(200) + "b")).isEmpty();
    }

    @Test
    void whatGrepForgivesSedDoesNot() throws RegexException {
        assertThat(all("*a", "a")).containsExactly("0:a");
        assertThatThrownBy(() -> PosixRegex.compile("*a", PosixRegex.Syntax.POSIX_EXTENDED, 0))
                .isInstanceOf(RegexException.class)
                .hasMessage("Invalid preceding regular expression");
    }
}
