package postroom.server.tls;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;

/**
 * Reads private keys in the three forms that OpenSSL writes: PKCS#8, PKCS#1 ({@code RSA PRIVATE KEY}, RFC 8017) and
 * SEC1 ({@code EC PRIVATE KEY}, RFC 5915). Java reads only the first; the others are wrapped into it.
 */
final class PrivateKeys {

    private static final byte[] RSA = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    };
    private static final byte[] EC_PUBLIC_KEY = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int PARAMETERS = 0xa0;

    private PrivateKeys() {}

    /** @throws GeneralSecurityException when it is none of these, or encrypted */
    static PrivateKey read(Pem pem) throws GeneralSecurityException {
        if (pem.der().length == 0) {
            throw new InvalidKeySpecException("the key is encrypted");
        }
        return switch (pem.label()) {
            case "PRIVATE KEY" -> pkcs8(pem.der());
            case "RSA PRIVATE KEY" -> pkcs8(wrap(RSA, pem.der()));
            case "EC PRIVATE KEY" -> pkcs8(wrap(ecAlgorithm(pem.der()), pem.der()));
            default -> throw new InvalidKeySpecException("cannot read a " + pem.label());
        };
    }

    private static PrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(der);
        InvalidKeySpecException last = new InvalidKeySpecException("unknown kind of key");
        for (String algorithm : List.of("RSA", "EC", "EdDSA", "DSA", "RSASSA-PSS")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException notThisKind) {
                last = notThisKind;
            }
        }
        throw last;
    }

    private static byte[] wrap(byte[] algorithm, byte[] key) {
        return element(SEQUENCE, new byte[] {0x02, 0x01, 0x00}, algorithm, element(OCTETS, key));
    }

    /** The curve stands in the key's {@code [0]} element, behind version and private value. */
    private static byte[] ecAlgorithm(byte[] key) throws InvalidKeySpecException {
        try {
            int at = 1 + lengthBytes(key, 1);
            while (at < key.length) {
                int tag = key[at] & 0xff;
                int start = at + 1 + lengthBytes(key, at + 1);
                int end = start + length(key, at + 1);
                if (tag == PARAMETERS) {
                    return element(SEQUENCE, EC_PUBLIC_KEY, Arrays.copyOfRange(key, start, end));
                }
                at = end;
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException broken) {
            throw new InvalidKeySpecException("broken EC key", broken);
        }
        throw new InvalidKeySpecException("EC key without its curve");
    }

    private static int lengthBytes(byte[] der, int at) {
        int first = der[at] & 0xff;
        return first < 0x80 ? 1 : 1 + (first & 0x7f);
    }

    private static int length(byte[] der, int at) {
        int bytes = lengthBytes(der, at);
        if (bytes == 1) {
            return der[at];
        }
        int length = 0;
        for (int i = 1; i < bytes; i++) {
            length = length << 8 | der[at + i] & 0xff;
        }
        if (bytes > 4 || length < 0 || length > der.length) {
            throw new IllegalArgumentException("length");
        }
        return length;
    }

    private static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        int length = content.size();
        if (length < 0x80) {
            element.write(length);
        } else if (length < 0x100) {
            element.write(0x81);
            element.write(length);
        } else {
            element.write(0x82);
            element.write(length >> 8);
            element.write(length);
        }
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }
}
