package postroom.server.tls;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a handshake agreed on, in OpenSSL's names, as Postfix logs it and puts it into Received headers.
 *
 * @param protocol {@code TLSv1.3}
 * @param cipher OpenSSL's name, {@code TLS_AES_256_GCM_SHA384}, {@code ECDHE-RSA-AES256-GCM-SHA384}
 * @param usedBits key bits in use
 * @param algorithmBits key bits of the algorithm
 * @param keyExchange {@code X25519}, {@code ECDHE (P-256)}, {@code DHE (2048 bits)}; empty when not known
 * @param serverSignature {@code RSA-PSS (2048 bits)}, {@code ECDSA (P-256)}; empty when not known
 * @param serverDigest {@code SHA256}; empty when the signature has none
 * @param clientChain the client's certificate and what it sent with it; empty if it has none
 */
public record TlsFacts(
        String protocol,
        String cipher,
        int usedBits,
        int algorithmBits,
        String keyExchange,
        String serverSignature,
        String serverDigest,
        List<X509Certificate> clientChain) {
    /** Keeps a copy. */
    public TlsFacts {
        clientChain = List.copyOf(clientChain);
    }

    /** {@code TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519 server-signature ...}. */
    public String summary() {
        return String.join(" ", parts());
    }

    /**
     * The lines of a Received header, without their leading tab: {@code (using TLSv1.3 with cipher ... (256/256 bits)}
     * and {@code  key-exchange X25519 ... server-digest SHA256)}, which begins with a blank.
     */
    public List<String> receivedLines() {
        List<String> parts = parts();
        String first = "(using " + parts.get(0);
        return parts.size() == 1
                ? List.of(first + ")")
                : List.of(first, " " + String.join(" ", parts.subList(1, parts.size())) + ")");
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        parts.add(protocol + " with cipher " + cipher + " (" + usedBits + "/" + algorithmBits + " bits)");
        if (!protocol.equals("TLSv1.3")) {
            // Postfix tells of keys and signatures from TLS 1.3 on only
            return parts;
        }
        if (!keyExchange.isEmpty()) {
            parts.add("key-exchange " + keyExchange);
        }
        if (!serverSignature.isEmpty()) {
            parts.add("server-signature " + serverSignature);
        }
        if (!serverDigest.isEmpty()) {
            parts.add("server-digest " + serverDigest);
        }
        if (!clientChain.isEmpty()) {
            parts.addAll(Handshake.clientSignature(clientChain.get(0).getPublicKey()));
        }
        return parts;
    }
}
