package postroom.labs.debian.openssl.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.bc.BcRSAContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.x509.Certificate;

/** A client and a server of TLS, who talk without a network between them. */
class TlsServerTest {
    private static final Identity SOMEBODY = identity();

    private static Identity identity() {
        try {
            RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
            generator.init(new RSAKeyGenerationParameters(BigInteger.valueOf(65537), new SecureRandom(), 2048, 80));
            AsymmetricCipherKeyPair pair = generator.generateKeyPair();
            Key key = Key.of(pair.getPrivate());
            X500Name name = new X500Name("CN=srv.example");
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    name, BigInteger.ONE, new Date(0), new Date(4_000_000_000_000L), name, key.info());
            var algorithm = new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withRSA");
            var digest = new DefaultDigestAlgorithmIdentifierFinder().find(algorithm);
            byte[] der = builder.build(new BcRSAContentSignerBuilder(algorithm, digest).build(pair.getPrivate()))
                    .getEncoded();
            return new Identity(
                    List.of(new Certificate(
                            org.bouncycastle.asn1.x509.Certificate.getInstance(ASN1Primitive.fromByteArray(der)))),
                    key);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Integer> suites() {
        List<CipherSuites.Suite> all = new java.util.ArrayList<>(CipherList.newest());
        all.addAll(CipherList.parse("DEFAULT"));
        return all.stream().map(CipherSuites.Suite::number).toList();
    }

    private static TlsClient client(Optional<Identity> identity) {
        return new TlsClient(
                new ClientSettings(
                        "srv.example", List.of("TLSv1.3", "TLSv1.2"), suites(), List.of(), List.of("h2"), identity),
                chain -> true);
    }

    private static TlsServer server(String version, boolean asks) {
        return new TlsServer(new ServerSettings(SOMEBODY, List.of(version), suites(), List.of(), asks), chain -> true);
    }

    private static void talk(TlsClient client, TlsServer server) throws IOException {
        server.begin();
        client.begin();
        carry(client, server);
    }

    private static void carry(TlsClient client, TlsServer server) throws IOException {
        for (int quiet = 0; quiet < 2; ) {
            byte[] there = client.output();
            if (there.length > 0) {
                server.receive(there, there.length);
            }
            byte[] back = server.output();
            if (back.length > 0) {
                client.receive(back, back.length);
            }
            quiet = there.length + back.length == 0 ? quiet + 1 : 0;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void clientAndServerAgreeAndHearEachOther(String version) throws IOException {
        TlsClient client = client(Optional.empty());
        TlsServer server = server(version, false);
        talk(client, server);
        assertThat(client.version()).isEqualTo(version).isEqualTo(server.version());
        assertThat(client.suite()).isEqualTo(server.suite());
        client.write("hello".getBytes(US_ASCII));
        carry(client, server);
        assertThat(new String(server.take(), US_ASCII)).isEqualTo("hello");
        assertThat(client.chain()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aServerThatAsksGetsTheClientsCertificate(String version) throws IOException {
        TlsClient client = client(Optional.of(SOMEBODY));
        TlsServer server = server(version, true);
        talk(client, server);
        assertThat(client.wasAsked()).isTrue();
        assertThat(server.chain()).isEqualTo(SOMEBODY.chain());
    }

    @Test
    void aTicketReachesTheClient() throws IOException {
        TlsClient client = client(Optional.empty());
        TlsServer server = server("TLSv1.3", false);
        talk(client, server);
        server.ticket();
        carry(client, server);
        assertThat(client.takeTickets())
                .singleElement()
                .satisfies(it -> assertThat(it.lifetime()).isEqualTo(7200));
    }

    @Test
    void bytesThatAreNoTlsAreRecognised() {
        TlsServer server = server("TLSv1.3", false);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> {
                    server.begin();
                    server.receive("EHLO x\r\n".getBytes(US_ASCII), 8);
                }))
                .isInstanceOf(IOException.class);
        assertThat(server.isStrange()).isTrue();
    }
}
