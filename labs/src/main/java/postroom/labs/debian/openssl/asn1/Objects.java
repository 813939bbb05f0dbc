package postroom.labs.debian.openssl.asn1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** OpenSSL's table of object identifiers ({@code openssl list -objects}): short and long names. */
public final class Objects {
    /** Names of an object identifier. */
    private record Names(String shortName, String longName) {}

    private final Map<String, Names> byOid = new HashMap<>();
    private final Map<String, String> byShortName = new HashMap<>();
    private final Map<String, String> byLongName = new HashMap<>();

    private Objects() {
        try (InputStream in = Objects.class.getResourceAsStream("/postroom/image/packages/openssl/objects")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                String[] fields = line.split("\t");
                byOid.putIfAbsent(fields[0], new Names(fields[1], fields[2]));
                byShortName.putIfAbsent(fields[1], fields[0]);
                byLongName.putIfAbsent(fields[2], fields[0]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Loaded {
        private static final Objects TABLE = new Objects();
    }

    private static Objects table() {
        return Loaded.TABLE;
    }

    /** Whether the table has it. */
    public static boolean isKnown(ASN1ObjectIdentifier oid) {
        return table().byOid.containsKey(oid.getId());
    }

    /** {@code CN}; of an unknown one the numbers. */
    public static String shortName(ASN1ObjectIdentifier oid) {
        Names names = table().byOid.get(oid.getId());
        return names == null ? oid.getId() : names.shortName();
    }

    /** {@code commonName}; of an unknown one the numbers. */
    public static String longName(ASN1ObjectIdentifier oid) {
        Names names = table().byOid.get(oid.getId());
        return names == null ? oid.getId() : names.longName();
    }

    /** What a short name, a long name or numbers with dots mean ({@code OBJ_txt2obj(3)}). */
    public static Optional<ASN1ObjectIdentifier> find(String text) {
        String oid = table().byShortName.get(text);
        oid = oid == null ? table().byLongName.get(text) : oid;
        if (oid == null && text.length() < 200 && text.matches("[0-2](\\.[0-9]+)+")) {
            oid = text;
        }
        try {
            return oid == null ? Optional.empty() : Optional.of(new ASN1ObjectIdentifier(oid));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
