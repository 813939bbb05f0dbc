package postroom.labs.debian.openssl.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** OpenSSL's cipher suites ({@code openssl ciphers}), strongest first. */
public final class CipherSuites {
    /**
     * A cipher suite.
     *
     * @param number as it goes over the wire
     * @param standard the name of the standards
     * @param name OpenSSL's name
     * @param version the oldest version of the protocol that has it
     * @param exchange how keys are exchanged: {@code ECDH}
     * @param authentication how the server shows who it is: {@code RSA}
     * @param encryption the cipher with its bits: {@code AESGCM(256)}
     * @param mac the checksum: {@code AEAD}
     */
    public record Suite(
            int number,
            String standard,
            String name,
            String version,
            String exchange,
            String authentication,
            String encryption,
            String mac) {
        /** The cipher's bits. */
        public int bits() {
            int open = encryption.indexOf('(');
            return open < 0 ? 0 : Integer.parseInt(encryption.substring(open + 1, encryption.indexOf(')')));
        }

        /** As {@code ciphers -v} prints it. */
        public String line() {
            return String.format(
                    java.util.Locale.ROOT,
                    "%-30s %-7s Kx=%-8s Au=%-5s Enc=%-22s Mac=%-4s",
                    name,
                    version,
                    exchange,
                    authentication,
                    encryption,
                    mac);
        }
    }

    private final List<Suite> all = new ArrayList<>();

    private CipherSuites() {
        try (InputStream in = CipherSuites.class.getResourceAsStream("/postroom/image/packages/openssl/ciphers")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                String[] f = line.split(" ");
                all.add(new Suite(Integer.parseInt(f[0], 16), f[1], f[2], f[3], f[4], f[5], f[6], f[7]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Loaded {
        private static final CipherSuites TABLE = new CipherSuites();
    }

    /** All of them. */
    public static List<Suite> all() {
        return List.copyOf(Loaded.TABLE.all);
    }

    /** One by its number. */
    public static Optional<Suite> find(int number) {
        return Loaded.TABLE.all.stream().filter(it -> it.number() == number).findFirst();
    }

    /** One by OpenSSL's or the standards' name. */
    public static Optional<Suite> find(String name) {
        return Loaded.TABLE.all.stream()
                .filter(it -> it.name().equals(name) || it.standard().equals(name))
                .findFirst();
    }
}
