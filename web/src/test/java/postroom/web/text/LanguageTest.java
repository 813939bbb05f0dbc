package postroom.web.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zh-CN,zh;q=0.9,en;q=0.8 | ZH",
                "en-US,en;q=0.5          | EN",
                "de,fr;q=0.7             | EN",
                "de,zh;q=0.3             | ZH",
                "en;q=0.2,zh-TW;q=0.9    | ZH",
                "zh;q=0,en;q=0.1         | EN",
                "zh;q=2                  | EN",
                ";;;,,,q                 | EN",
            })
    void theFirstLanguageOfTheBrowserThatWeSpeakIsTaken(String header, Language expected) {
        assertThat(Language.negotiate(header)).isEqualTo(expected);
    }

    @Test
    void aBrowserThatSaysNothingOrFarTooMuchGetsEnglish() {
        assertThat(Language.negotiate(null)).isEqualTo(Language.EN);
        assertThat(Language.negotiate("zh,".repeat(1000))).isEqualTo(Language.EN);
    }
}
