package postroom.labs.debian.ncurses;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParametersTest {
    @Test
    void numbersArePutIn() {
        assertThat(Parameters.fill("\u001b[%i%p1%d;%p2%dH", 3, 4)).isEqualTo("\u001b[4;5H");
    }

    @Test
    void branchesAreTaken() {
        String setaf = "\u001b[%?%p1%{8}%<%t3%p1%d%e%p1%{16}%<%t9%p1%{8}%-%d%e38;5;%p1%d%;m";
        assertThat(Parameters.fill(setaf, 1)).isEqualTo("\u001b[31m");
        assertThat(Parameters.fill(setaf, 9)).isEqualTo("\u001b[91m");
        assertThat(Parameters.fill(setaf, 200)).isEqualTo("\u001b[38;5;200m");
    }

    @Test
    void theDescriptionOfATerminalIsRead() {
        Terminfo terminfo = Terminfo.of("xterm-256color").orElseThrow();
        assertThat(terminfo.number("colors")).contains(256);
        assertThat(terminfo.flag("am")).isTrue();
        assertThat(terminfo.string("clear")).contains("\u001b[H\u001b[2J");
        assertThat(Terminfo.of("../xterm")).isEmpty();
    }
}
