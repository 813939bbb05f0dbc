package postroom.labs.debian.libcrypt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CryptTest {
    /** What {@code openssl passwd -5} and {@code -6} answer; the first two stand in the method's paper, too. */
    @ParameterizedTest
    @CsvSource({
        "Hello world!,$6$saltstring,"
                + "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1",
        "Hello world!,$6$rounds=10000$saltstringsaltstring,"
                + "$6$rounds=10000$saltstringsaltst$OW1/O6BYHV6BcXZu8QVeXbDWra3Oeqh0sbHbbMCVNSnCM/UrjmM0Dp8vOuZeHBy/YTBmSK6H9qs/y3RnOaw5v.",
        "Hello world!,$5$saltstring,$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5",
        "a,$5$ab,$5$ab$WGOp4rrnVkzd41QtCddYFTEQ9dQil8O7VF2OXqtI3/7",
        "žluť,$6$ab,$6$ab$cFaLULTvdHgjTiwhKvRI9RgwruRMaqtn4bT5wPGEgT1aiSm2Opyxc2PpvI2Z3Ldxwy5CK/UEEzNS5w0WYe7j60",
    })
    void hashesAsTheRealCryptDoes(String password, String setting, String expected) {
        assertThat(Crypt.hash(password, setting)).contains(expected);
        assertThat(Crypt.matches(password, expected)).isTrue();
        assertThat(Crypt.matches(password + "x", expected)).isFalse();
    }

    @Test
    void aFreshHashFitsItsPasswordAndNoOther() {
        String hash = Crypt.newHash("secret", new Random(1));
        assertThat(hash).startsWith("$6$").hasSize(3 + 16 + 1 + 86);
        assertThat(Crypt.matches("secret", hash)).isTrue();
        assertThat(Crypt.matches("Secret", hash)).isFalse();
    }

    @Test
    void aLockedAccountMatchesNothing() {
        assertThat(Crypt.matches("", "!")).isFalse();
        assertThat(Crypt.matches("*", "*")).isFalse();
    }
}
