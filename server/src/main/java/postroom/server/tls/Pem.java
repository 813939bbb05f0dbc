package postroom.server.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a PEM file (RFC 7468).
 *
 * @param label {@code CERTIFICATE}, {@code PRIVATE KEY}, {@code RSA PRIVATE KEY}, {@code EC PRIVATE KEY} ...
 * @param der its content; empty when the block is encrypted in OpenSSL's old way
 */
record Pem(String label, byte[] der) {

    private static final int MAX_BYTES = 1 << 20;
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----");

    /** All blocks of a file, in order. @throws IllegalArgumentException when one is broken or the file over 1 MB */
    static List<Pem> blocks(byte[] file) {
        if (file.length > MAX_BYTES) {
            throw new IllegalArgumentException("PEM file of more than " + MAX_BYTES + " bytes");
        }
        String text = new String(file, StandardCharsets.ISO_8859_1);
        List<Pem> blocks = new ArrayList<>();
        Matcher begin = BEGIN.matcher(text);
        int from = 0;
        while (begin.find(from)) {
            String label = begin.group(1);
            int end = text.indexOf("-----END " + label + "-----", begin.end());
            if (end < 0) {
                throw new IllegalArgumentException("no end of " + label.toLowerCase(Locale.ROOT));
            }
            blocks.add(block(label, text.substring(begin.end(), end)));
            from = end;
        }
        return blocks;
    }

    private static Pem block(String label, String body) {
        boolean encrypted = body.contains("Proc-Type:");
        return new Pem(label, encrypted ? new byte[0] : Base64.getMimeDecoder().decode(body.strip()));
    }

    boolean isCertificate() {
        return label.equals("CERTIFICATE") || label.equals("X509 CERTIFICATE") || label.equals("TRUSTED CERTIFICATE");
    }

    boolean isKey() {
        return label.endsWith("PRIVATE KEY");
    }
}
