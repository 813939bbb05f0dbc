package postroom.labs.debian.openssl.asn1;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** PEM as OpenSSL reads and writes it ({@code PEM_read_bio(3)}). */
public final class Pem {
    private static final int WIDTH = 64;

    private Pem() {}

    /**
     * A block between BEGIN and END.
     *
     * @param type {@code CERTIFICATE}
     * @param headers {@code Proc-Type}, {@code DEK-Info}
     * @param der what was in Base 64
     */
    public record Block(String type, Map<String, String> headers, byte[] der) {}

    /** The blocks of a file; what is not well formed is passed over. */
    public static List<Block> blocks(byte[] file) {
        List<Block> found = new ArrayList<>();
        String type = null;
        Map<String, String> headers = new LinkedHashMap<>();
        StringBuilder body = new StringBuilder();
        for (String raw : new String(file, StandardCharsets.ISO_8859_1).split("\n")) {
            String line = raw.stripTrailing();
            if (type == null) {
                if (line.startsWith("-----BEGIN ") && line.endsWith("-----") && line.length() > 16) {
                    type = line.substring(11, line.length() - 5);
                    headers.clear();
                    body.setLength(0);
                }
            } else if (line.equals("-----END " + type + "-----")) {
                String ended = type;
                decode(body).ifPresent(der -> found.add(new Block(ended, new LinkedHashMap<>(headers), der)));
                type = null;
            } else if (line.indexOf(':') > 0 && body.length() == 0) {
                headers.put(
                        line.substring(0, line.indexOf(':')),
                        line.substring(line.indexOf(':') + 1).strip());
            } else {
                body.append(line.strip());
            }
        }
        return found;
    }

    private static Optional<byte[]> decode(CharSequence base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64.toString()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A block as text. */
    public static String encode(String type, byte[] der) {
        return encode(type, "", der);
    }

    /** A block with headers, each with its line feed. */
    public static String encode(String type, String headers, byte[] der) {
        String base64 = Base64.getEncoder().encodeToString(der);
        StringBuilder out = new StringBuilder("-----BEGIN " + type + "-----\n");
        out.append(headers).append(headers.isEmpty() ? "" : "\n");
        for (int i = 0; i < base64.length(); i += WIDTH) {
            out.append(base64, i, Math.min(base64.length(), i + WIDTH)).append('\n');
        }
        return out.append("-----END ").append(type).append("-----\n").toString();
    }
}
