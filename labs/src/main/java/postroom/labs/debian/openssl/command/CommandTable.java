package postroom.labs.debian.openssl.command;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import postroom.labs.debian.openssl.app.Command;

/** The commands of openssl that there are, by their names. */
public final class CommandTable {
    private static final Map<String, Supplier<Command>> COMMANDS = Map.ofEntries(
            Map.entry("asn1parse", Asn1Parse::new),
            Map.entry("ca", Ca::command),
            Map.entry("ciphers", CiphersCommand::new),
            Map.entry("crl", Crl::new),
            Map.entry("dgst", Dgst::new),
            Map.entry("enc", Enc::command),
            Map.entry("errstr", Errstr::new),
            Map.entry("list", ListCommand::new),
            Map.entry("passwd", PasswdCommand::new),
            Map.entry("pkcs12", Pkcs12::command),
            Map.entry("pkcs8", Pkcs8::new),
            Map.entry("prime", Prime::new),
            Map.entry("rand", Rand::new),
            Map.entry("rehash", Rehash::new),
            Map.entry("ec", () -> new KeyCommand(KeyCommand.Kind.EC)),
            Map.entry("ecparam", Ecparam::new),
            Map.entry("genpkey", Genpkey::new),
            Map.entry("genrsa", Genrsa::new),
            Map.entry("pkey", () -> new KeyCommand(KeyCommand.Kind.PKEY)),
            Map.entry("req", Req::command),
            Map.entry("rsa", () -> new KeyCommand(KeyCommand.Kind.RSA)),
            Map.entry("s_client", SClient::command),
            Map.entry("s_server", SServer::command),
            Map.entry("verify", Verify::new),
            Map.entry("version", Version::new),
            Map.entry("x509", X509::command));

    private static final Set<String> DIGESTS = Set.of(
            "blake2b512",
            "blake2s256",
            "md4",
            "md5",
            "rmd160",
            "sha1",
            "sha224",
            "sha256",
            "sha3-224",
            "sha3-256",
            "sha3-384",
            "sha3-512",
            "sha384",
            "sha512",
            "sha512-224",
            "sha512-256",
            "shake128",
            "shake256",
            "sm3");

    private CommandTable() {}

    /** Whether a name is that of a digest: a short way to call {@code dgst}. */
    public static boolean isDigest(String name) {
        return DIGESTS.contains(name);
    }

    /** Whether a name is that of a cipher: a short way to call {@code enc}. */
    public static boolean isCipher(String name) {
        return name.equals("base64") || SymmetricCiphers.find(name).isPresent();
    }

    /** The command of a name. */
    public static Optional<Command> find(String name) {
        return Optional.ofNullable(COMMANDS.get(name)).map(Supplier::get);
    }
}
