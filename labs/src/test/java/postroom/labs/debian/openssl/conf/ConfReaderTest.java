package postroom.labs.debian.openssl.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfReaderTest {
    private static Conf read(String text) throws ConfException {
        return new ConfReader(Map.of("HOME", "/home/student")).read(text);
    }

    @Test
    void sectionsInheritWhatStandsBeforeThem() throws ConfException {
        Conf conf = read("bits = 2048\n[ req ]\ndays=30 # a month\n");
        assertThat(conf.value("req", "days")).contains("30");
        assertThat(conf.value("req", "bits")).contains("2048");
        assertThat(conf.value("req", "nothing")).isEmpty();
    }

    @Test
    void variablesComeFromTheSectionFromOthersAndFromTheEnvironment() throws ConfException {
        Conf conf = read("[a]\ndir=/etc\nfile=$dir/x\n[b]\nother=${a::dir}/y\nhome=$ENV::HOME/z\n");
        assertThat(conf.value("a", "file")).contains("/etc/x");
        assertThat(conf.value("b", "other")).contains("/etc/y");
        assertThat(conf.value("b", "home")).contains("/home/student/z");
    }

    @Test
    void quotesAndBackslashesKeepWhatTheyHold() throws ConfException {
        Conf conf = read("a = \"x # y\"\nb = one \\\n two\nc = \\$5\n");
        assertThat(conf.value("default", "a")).contains("x # y");
        assertThat(conf.value("default", "b")).contains("one  two");
        assertThat(conf.value("default", "c")).contains("$5");
    }

    @Test
    void aMistakeIsFoundOnItsLine() {
        assertThatThrownBy(() -> read("a=1\nnonsense\n"))
                .isInstanceOfSatisfying(
                        ConfException.class, e -> assertThat(e.line()).isEqualTo(2));
        assertThatThrownBy(() -> read("[open\n"))
                .isInstanceOfSatisfying(
                        ConfException.class, e -> assertThat(e.line()).isEqualTo(1));
        assertThatThrownBy(() -> read("a=$nowhere\n")).isInstanceOf(ConfException.class);
    }
}
