package postroom.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsContextsTest {

    @ParameterizedTest
    @CsvSource({"rsa.crt,rsa-pkcs8.key", "rsa.crt,rsa-pkcs1.key", "ec.crt,ec-sec1.key"})
    void readsEveryFormOfKey(String certificate, String key) {
        assertThat(TestKeys.load(certificate, key)).isInstanceOf(TlsLoad.Ready.class);
    }

    @ParameterizedTest
    @CsvSource({
        "rsa.crt,ec-sec1.key,KEY_OF_OTHER_KIND",
        "rsa.crt,encrypted.key,KEY_LOCKED",
        "rsa.crt,rsa.crt,NO_KEY",
        "rsa-pkcs8.key,rsa-pkcs8.key,NO_CERTIFICATE"
    })
    void saysWhatIsWrong(String certificate, String key, TlsLoad.Problem problem) {
        assertThat(TestKeys.load(certificate, key))
                .isInstanceOfSatisfying(
                        TlsLoad.Failed.class,
                        failed -> assertThat(failed.problem()).isEqualTo(problem));
    }

    @Test
    void aBrokenCertificateIsNamed() {
        byte[] broken =
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(new TlsContexts(Runnable::run)
                        .load(broken, TestKeys.bytes("rsa-pkcs8.key"))
                        .toCompletableFuture()
                        .join())
                .isInstanceOfSatisfying(
                        TlsLoad.Failed.class,
                        failed -> assertThat(failed.problem()).isEqualTo(TlsLoad.Problem.BAD_CERTIFICATE));
    }

    @Test
    void theSameFilesMakeOneContext() {
        TlsContexts contexts = new TlsContexts(Runnable::run);
        byte[] certificate = TestKeys.bytes("rsa.crt");
        assertThat(contexts.load(certificate, TestKeys.bytes("rsa-pkcs8.key")))
                .isSameAs(contexts.load(certificate.clone(), TestKeys.bytes("rsa-pkcs8.key")));
    }

    @Test
    void aChainIsTakenAsItStandsThoughTheSecondDidNotSignTheFirst() {
        String file = new String(TestKeys.bytes("ec.crt"), StandardCharsets.US_ASCII)
                + new String(TestKeys.bytes("rsa.crt"), StandardCharsets.US_ASCII);
        TlsLoad load = new TlsContexts(Runnable::run)
                .load(file.getBytes(StandardCharsets.US_ASCII), TestKeys.bytes("ec-sec1.key"))
                .toCompletableFuture()
                .join();
        assertThat(load).isInstanceOf(TlsLoad.Ready.class);
    }
}
