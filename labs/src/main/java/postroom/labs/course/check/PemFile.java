package postroom.labs.course.check;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.x509.Certificate;

/** What stands in a file of the lab in PEM. */
final class PemFile {
    private PemFile() {}

    /** Its certificates in their order; none when there is no such file. */
    static CertificateChain certificates(Sight sight, String path) {
        List<Certificate> found = blocks(sight, path)
                .filter(block -> block.type().equals("CERTIFICATE"))
                .flatMap(block -> Certificate.read(block.der()).stream())
                .toList();
        return new CertificateChain(found);
    }

    /** Its first private key that is not locked. */
    static Optional<Key> key(Sight sight, String path) {
        return blocks(sight, path)
                .filter(block -> block.headers().isEmpty())
                .filter(block -> block.type().matches("(RSA |EC )?PRIVATE KEY"))
                .flatMap(block -> Key.read(block.type(), block.der()).stream())
                .findFirst();
    }

    private static Stream<Pem.Block> blocks(Sight sight, String path) {
        return sight.file(path).stream()
                .flatMap(file -> Pem.blocks(file.content().getBytes(StandardCharsets.UTF_8)).stream());
    }
}
