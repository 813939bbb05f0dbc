package postroom.labs.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postroom.labs.net.Network;

class NumericTest {
    @ParameterizedTest
    @CsvSource({
        "127.1, 127.0.0.1",
        "1.2.3, 1.2.0.3",
        "0x7f000001, 127.0.0.1",
        "2130706433, 127.0.0.1",
        "010.0.0.1, 8.0.0.1"
    })
    void looseForms(String text, String address) {
        assertThat(Numeric.lax(text)).contains(Network.address(address));
        assertThat(Numeric.strict(text)).isEmpty();
    }

    @Test
    void whatIsNoNumberIsAName() {
        assertThat(Numeric.lax("999.1.1.1")).isEmpty();
        assertThat(Numeric.lax("1.2.3.4.5")).isEmpty();
        assertThat(Numeric.lax("")).isEmpty();
        assertThat(Numeric.strict("::1")).contains(Network.address("::1"));
        assertThat(Numeric.strict("fe80::zz")).isEmpty();
    }
}
