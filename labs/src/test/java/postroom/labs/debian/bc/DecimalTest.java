package postroom.labs.debian.bc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTest {
    private static final Runnable NOTHING = () -> {};

    private static String text(Decimal number) {
        return NumberFormat.of(number, 10, false, NOTHING);
    }

    @ParameterizedTest
    @CsvSource({"10, 3, 4, 3.3333", "-10, 3, 0, -3", "1, 7, 20, .14285714285714285714", ".5, .25, 0, 2"})
    void dividesAndCutsOff(String a, String b, int scale, String quotient) {
        assertThat(text(Decimal.parse(a).dividedBy(Decimal.parse(b), scale))).isEqualTo(quotient);
    }

    @ParameterizedTest
    @CsvSource({"10, 3, 0, 1", "10, 3, 2, .01", "-7, 2, 0, -1", "5.5, 2, 0, 1.5"})
    void givesTheRestOfADivision(String a, String b, int scale, String rest) {
        assertThat(text(Decimal.parse(a).modulo(Decimal.parse(b), scale))).isEqualTo(rest);
    }

    @Test
    void keepsTheSignOfAZeroThatWasCutOff() {
        assertThat(text(Decimal.parse("-.1").power(3, 0, NOTHING))).isEqualTo("-0");
    }

    @Test
    void writesOtherBases() {
        assertThat(NumberFormat.of(Decimal.parse("255.5"), 16, false, NOTHING)).isEqualTo("FF.8");
        assertThat(NumberFormat.of(Decimal.parse("399"), 20, false, NOTHING)).isEqualTo(" 19 19");
    }

    @Test
    void hasNoRoomForNumbersThatAreTooLong() {
        assertThatThrownBy(() -> Decimal.of(9).power(99_999_999L, 0, NOTHING)).isInstanceOf(Decimal.TooLong.class);
    }
}
