package postroom.labs.debian.mailutils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "student | student",
                "student,carla | student,carla",
                "a@b.c | <a@b.c>",
                "<a@b.c> | <a@b.c>",
                "Ann B <a@b.c> | \"Ann B\" <a@b.c>",
                "\"B, Ann\" <a@b.c>, x | \"B, Ann\" <a@b.c>,x",
                "a@b.c (Ann) | \"Ann\" <a@b.c>",
            })
    void writesAddressesAsMailutilsDoes(String typed, String written) throws Address.Malformed {
        assertThat(Address.printable(Address.list(typed))).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b@c", "a@", "@b", "a b", "a;b", " ", "Carla <carla>", "<a@b"})
    void refusesWhatIsNoAddress(String typed) {
        assertThatThrownBy(() -> Address.list(typed)).hasMessage("Malformed email address");
    }

    @Test
    void anAliasMayNameAliasesEvenItself() {
        Aliases aliases = new Aliases();
        aliases.add("all", java.util.List.of("friends", "root"));
        aliases.add("friends", java.util.List.of("ann", "all"));

        assertThat(aliases.expand("all", true)).contains("ann,root");
        assertThat(aliases.expand("all", false)).contains("friends,root");
        assertThat(aliases.expand("nobody", true)).isEmpty();
    }

    @Test
    void wordsAreTakenApartAsByAShell() throws Words.Unclosed {
        assertThat(Words.split("echo \"a b\" c\\ d 'e\\f' \"t\\tab\""))
                .containsExactly("echo", "a b", "c d", "e\\f", "t\tab");
        assertThatThrownBy(() -> Words.split("foo \"abc")).hasMessage("missing closing quote");
    }
}
