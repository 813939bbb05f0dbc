package postroom.labs.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "a_b.example", "x-", "mail.example.", ".", "1.2.3.4.5"})
    void theseAreAskedFor(String name) {
        assertThat(HostName.legal(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:25", "a b", "user@host", "a..b", "-x", "[::1]", "smtp://localhost", "a,b"})
    void theseAreUnknownWithoutAQuestion(String name) {
        assertThat(HostName.legal(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 100})
    void aLabelHasNoMoreThan63Letters(int length) {
        assertThat(HostName.legal("a".repeat(length))).isFalse();
        assertThat(HostName.legal("a".repeat(63))).isTrue();
    }
}
