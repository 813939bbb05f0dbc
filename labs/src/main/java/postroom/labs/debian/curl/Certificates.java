package postroom.labs.debian.curl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** Which certificates are trusted, and which hosts they name (RFC 6125). */
final class Certificates {
    private static final int DNS = 2;

    /** Where Debian's libraries look for the certificates that they trust. */
    private static final String FOLDER = "/etc/ssl/certs";

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----");

    private Certificates() {}

    /** Whether a certificate that signs itself is one of those that the host, or the caller with a file, trusts. */
    static boolean trusted(Process process, X509Certificate certificate, String file) throws IOException {
        List<String> files = new ArrayList<>();
        if (file != null) {
            files.add(file);
        }
        if (process.files().exists(FOLDER)) {
            process.files().list(FOLDER).forEach(it -> files.add(FOLDER + "/" + it.name()));
        }
        try {
            byte[] wanted = certificate.getEncoded();
            for (String each : files) {
                process.step();
                if (contains(process, each, wanted)) {
                    return true;
                }
            }
        } catch (CertificateEncodingException malformed) {
            return false;
        }
        return false;
    }

    private static boolean contains(Process process, String file, byte[] wanted) {
        String text;
        try {
            text = new String(process.files().readAll(file), StandardCharsets.US_ASCII);
        } catch (ErrnoException unreadable) {
            return false;
        }
        return PEM.matcher(text)
                .results()
                .anyMatch(it -> Arrays.equals(Base64.getMimeDecoder().decode(it.group(1)), wanted));
    }

    /** What is wrong with the names of a certificate for that host, as curl says it; empty if it names the host. */
    static Optional<String> mismatch(X509Certificate certificate, String host) {
        String target = " target host name '" + host + "'";
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names != null) {
                boolean named = names.stream()
                        .filter(it -> it.get(0).equals(DNS))
                        .anyMatch(it -> host.equalsIgnoreCase(String.valueOf(it.get(1))));
                return named
                        ? Optional.empty()
                        : Optional.of("SSL: no alternative certificate subject name matches" + target);
            }
            // only without alternative names the subject counts (RFC 6125 §6.4.4)
            Optional<String> subject = commonName(certificate);
            return subject.filter(host::equalsIgnoreCase).isPresent()
                    ? Optional.empty()
                    : Optional.of(
                            subject.map(name -> "SSL: certificate subject name '" + name + "' does not match" + target)
                                    .orElse("SSL: unable to obtain common name from peer certificate"));
        } catch (CertificateParsingException | InvalidNameException malformed) {
            return Optional.of("SSL: unable to obtain common name from peer certificate");
        }
    }

    private static Optional<String> commonName(X509Certificate certificate) throws InvalidNameException {
        return new LdapName(certificate.getSubjectX500Principal().getName())
                .getRdns().stream()
                        .filter(each -> each.getType().equalsIgnoreCase("CN"))
                        .map(each -> String.valueOf(each.getValue()))
                        .reduce((first, last) -> last);
    }
}
