package postroom.labs.debian.openssl.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Pkcs12PbeTest {
    private static final byte[] TEXT = "a key".getBytes(UTF_8);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PBE-SHA1-RC4-128",
                "PBE-SHA1-RC4-40",
                "PBE-SHA1-3DES",
                "PBE-SHA1-2DES",
                "PBE-SHA1-RC2-128",
                "PBE-SHA1-RC2-40"
            })
    void whatAPhraseLocksItOpens(String name) {
        AlgorithmIdentifier lock = Pkcs12Pbe.algorithm(Pkcs12Pbe.find(name).orElseThrow(), 100, new SecureRandom());
        byte[] locked = Pkcs12Pbe.encrypt(lock, TEXT, "secret");
        assertThat(locked).isNotEqualTo(TEXT);
        assertThat(Pkcs12Pbe.decrypt(lock, locked, "secret")).contains(TEXT);
    }
}
