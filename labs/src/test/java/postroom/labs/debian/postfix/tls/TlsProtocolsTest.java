package postroom.labs.debian.postfix.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class TlsProtocolsTest {
    @Test
    void boundsExclusionsAndListsNarrowWhatIsSpoken() {
        assertThat(TlsProtocols.parse(">=TLSv1")).contains(Set.of("TLSv1.2", "TLSv1.3"));
        assertThat(TlsProtocols.parse(">=tlsv1.3")).contains(Set.of("TLSv1.3"));
        assertThat(TlsProtocols.parse("<=TLSv1.2")).contains(Set.of("TLSv1.2"));
        assertThat(TlsProtocols.parse("!SSLv2, !SSLv3,!TLSv1.3")).contains(Set.of("TLSv1.2"));
        assertThat(TlsProtocols.parse("TLSv1.2 TLSv1.3")).contains(Set.of("TLSv1.2", "TLSv1.3"));
        assertThat(TlsProtocols.parse("TLSv1.1")).contains(Set.of());
    }

    @Test
    void aWordThatIsNoneSpoilsTheList() {
        assertThat(TlsProtocols.parse("TLSv1.2, TLSv9")).isEmpty();
        assertThat(TlsProtocols.parse(">=")).isEmpty();
    }
}
