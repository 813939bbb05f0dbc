package postroom.labs.debian.curl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class UrlGlobTest {
    private static List<String> urls(String text) throws CurlException {
        return UrlGlob.expand(text).stream().map(UrlGlob.Expanded::url).toList();
    }

    @Test
    void bracesAndRangesMultiply() throws CurlException {
        assertThat(urls("http://h/{a,b}[1-2]"))
                .containsExactly("http://h/a1", "http://h/a2", "http://h/b1", "http://h/b2");
        assertThat(urls("http://h/[01-10:4]")).containsExactly("http://h/01", "http://h/05", "http://h/09");
        assertThat(urls("http://h/[a-c]")).containsExactly("http://h/a", "http://h/b", "http://h/c");
    }

    @Test
    void theChoicesAreKeptForTheNamesOfFiles() throws CurlException {
        assertThat(UrlGlob.expand("file:///{x,y}").get(1).parts()).containsExactly("y");
    }

    @Test
    void anAddressInBracketsIsNoRange() throws CurlException {
        assertThat(urls("http://[::1]:81/")).containsExactly("http://[::1]:81/");
    }

    @Test
    void anOpenBraceIsPointedAt() {
        assertThatThrownBy(() -> UrlGlob.expand("http://localhost/{a"))
                .hasMessage("unmatched brace in URL position 18:\nhttp://localhost/{a\n                 ^");
    }

    @Test
    void thereAreNotTooMany() {
        assertThatThrownBy(() -> UrlGlob.expand("http://h/[1-999][1-999]")).isInstanceOf(CurlException.class);
    }
}
