package postroom.labs.debian.openssl.asn1;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PemTest {
    @Test
    void blocksAreFoundAmongOtherText() {
        String file = "subject=x\n" + Pem.encode("A", new byte[100]) + "\nmore\n" + Pem.encode("B", new byte[] {1});
        assertThat(Pem.blocks(file.getBytes(US_ASCII)))
                .extracting(Pem.Block::type)
                .containsExactly("A", "B");
        assertThat(Pem.blocks(file.getBytes(US_ASCII)).get(0).der()).hasSize(100);
    }

    @Test
    void headersStandBeforeAnEmptyLine() {
        String file =
                Pem.encode("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n", new byte[] {7});
        Pem.Block block = Pem.blocks(file.getBytes(US_ASCII)).get(0);
        assertThat(block.headers()).containsEntry("DEK-Info", "AES-128-CBC,00");
        assertThat(block.der()).containsExactly(7);
    }

    @Test
    void whatHasNoEndOrIsNoBase64IsNoBlock() {
        assertThat(Pem.blocks("-----BEGIN A-----\nAAAA\n".getBytes(US_ASCII))).isEmpty();
        assertThat(Pem.blocks("-----BEGIN A-----\n!!!!\n-----END A-----\n".getBytes(US_ASCII)))
                .isEmpty();
    }
}
