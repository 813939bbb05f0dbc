package postroom.labs.debian.iproute2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SsStatesTest {
    @Test
    void oneStateLeavesNoColumnOfStates() {
        assertThat(SsStates.named("Listening"))
                .hasValueSatisfying(it -> assertThat(it.single()).isTrue());
        assertThat(SsStates.named("connected"))
                .hasValueSatisfying(it -> assertThat(it.single()).isFalse());
        assertThat(SsStates.named("listen")).isEmpty();
    }

    @Test
    void groupsAreWhatTheManualSays() {
        assertThat(SsStates.named("bucket").orElseThrow().sorted()).containsExactly("SYN_RECV", "TIME_WAIT");
        assertThat(SsStates.named("synchronized").orElseThrow().sorted())
                .contains("ESTABLISHED")
                .doesNotContain("LISTEN", "CLOSE", "SYN_SENT");
    }

    @Test
    void whatIsExcludedIsTakenFromAll() {
        SsStates rest = SsStates.ALL.without(SsStates.of("LISTEN"));
        assertThat(rest.holds("LISTEN")).isFalse();
        assertThat(rest.holds("ESTABLISHED")).isTrue();
    }
}
