package postroom.labs.course.check;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postroom.labs.course.text.Template;
import postroom.labs.course.yaml.Fields;
import postroom.labs.course.yaml.YamlValue;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.debian.openssl.x509.Matches;

/**
 * {@code certificate: {port: 25, starttls: smtp, names: mail.example.net, ca: /etc/ssl/certs/class.pem}}: a server of the lab
 * speaks TLS there, and its certificate is so; or {@code certificate: {file: /etc/ssl/certs/mail.pem, key:
 * /etc/ssl/private/mail.key}}: so is the first certificate of a file in PEM. A server is asked on a fork of the lab. All
 * facts that are given must hold; without any, it is enough that there is a certificate.
 *
 * @param names a host that it names, by the rules of RFC 6125
 * @param ca a file of the lab in PEM: what came, the first certificate and those behind it, leads up to one of its
 *     certificates, with right signatures, at the lab's time, for use as a server
 * @param expired whether its time is over by the lab's clock
 * @param key a file of the lab in PEM with the private key that belongs to it, not locked by a passphrase
 */
public record CertificateIs(
        Source source,
        Optional<Template> names,
        Optional<Template> ca,
        Optional<Boolean> expired,
        Optional<Template> key)
        implements Check {

    /** Where the certificate is seen. */
    public sealed interface Source {
        /** The certificate first, those that came with it behind; none when none is seen. */
        CertificateChain seen(Sight sight, Optional<String> name);

        /** What must stir before it can be another. */
        Stream<Watch> watches(Function<Template, String> fill);

        /** Its texts with holes. */
        Stream<Template> templates();
    }

    /** What a server shows. */
    record OfServer(int port, Optional<String> starttls, Optional<String> version) implements Source {
        @Override
        public CertificateChain seen(Sight sight, Optional<String> name) {
            return new CertificateChain(sight.handshake(new TlsCall(port, starttls, version, name)));
        }

        @Override
        public Stream<Watch> watches(Function<Template, String> fill) {
            return Stream.of(new Watch.Services(), new Watch.Path("/etc"));
        }

        @Override
        public Stream<Template> templates() {
            return Stream.empty();
        }
    }

    /** What a file holds. */
    record OfFile(Template path) implements Source {
        @Override
        public CertificateChain seen(Sight sight, Optional<String> name) {
            return PemFile.certificates(sight, sight.fill(path));
        }

        @Override
        public Stream<Watch> watches(Function<Template, String> fill) {
            return Stream.of(new Watch.Path(fill.apply(path)));
        }

        @Override
        public Stream<Template> templates() {
            return Stream.of(path);
        }
    }

    @Override
    public boolean holds(Sight sight) {
        Optional<String> name = names.map(sight::fill);
        CertificateChain chain = source.seen(sight, name);
        return chain.first()
                .filter(it -> name.map(host -> Matches.host(it, host)).orElse(true))
                .filter(it -> expired.map(over -> it.notAfter().isBefore(sight.now()) == over)
                        .orElse(true))
                .filter(it -> key.map(path -> belongs(it, sight, path)).orElse(true))
                .filter(it -> ca.map(path -> chain.leadsTo(PemFile.certificates(sight, sight.fill(path)), sight.now()))
                        .orElse(true))
                .isPresent();
    }

    private static boolean belongs(Certificate certificate, Sight sight, Template path) {
        Optional<Key> secret = PemFile.key(sight, sight.fill(path));
        return secret.isPresent()
                && certificate
                        .key()
                        .filter(it -> it.info().equals(secret.get().info()))
                        .isPresent();
    }

    @Override
    public Set<Watch> watches(Function<Template, String> fill) {
        return Stream.concat(
                        source.watches(fill),
                        Stream.concat(ca.stream(), key.stream()).map(path -> new Watch.Path(fill.apply(path))))
                .collect(Collectors.toSet());
    }

    @Override
    public Stream<Template> templates() {
        return Stream.of(source.templates(), names.stream(), ca.stream(), key.stream())
                .flatMap(each -> each);
    }

    static Optional<Check> read(YamlValue value) {
        Fields fields = value.fields();
        Optional<Source> source = source(fields, value);
        Optional<Template> names = fields.optional("names").flatMap(Template::read);
        Optional<Template> ca = fields.optional("ca").flatMap(FileIs::absolute);
        Optional<Boolean> expired = fields.optional("expired").flatMap(YamlValue::flag);
        Optional<Template> key = fields.optional("key").flatMap(FileIs::absolute);
        fields.end();
        return source.map(where -> new CertificateIs(where, names, ca, expired, key));
    }

    private static Optional<Source> source(Fields fields, YamlValue value) {
        Optional<Integer> port = fields.optional("port").flatMap(text -> text.number(1, 65_535));
        Optional<String> starttls = fields.optional("starttls")
                .flatMap(text -> word(text, "smtp|imap|pop3|lmtp", "a protocol with STARTTLS"));
        Optional<String> version = fields.optional("version")
                .flatMap(text -> word(text, "TLSv1|TLSv1\\.1|TLSv1\\.2|TLSv1\\.3", "a version"));
        Optional<Template> file = fields.optional("file").flatMap(FileIs::absolute);
        if (port.isPresent() == file.isPresent()) {
            value.problem("a certificate is seen at a `port` or in a `file`");
            return Optional.empty();
        }
        if (file.isPresent() && (starttls.isPresent() || version.isPresent())) {
            value.problem("`starttls` and `version` belong to a `port`");
        }
        return port.isPresent() ? port.map(number -> new OfServer(number, starttls, version)) : file.map(OfFile::new);
    }

    private static Optional<String> word(YamlValue value, String words, String what) {
        Optional<String> text = value.text();
        if (text.isPresent() && !text.get().matches(words)) {
            value.problem("not " + what + ": " + text.get() + "; known: " + words.replace("\\", ""));
            return Optional.empty();
        }
        return text;
    }
}
