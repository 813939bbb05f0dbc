package postroom.server.smtp.syntax;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The address in MAIL FROM, RCPT TO and VRFY. Like smtpd(8) it is lenient: brackets may be missing, and RFC 822 forms
 * with comments and phrases pass; but there must not be two addresses, and the domain must be one.
 *
 * @param internal unquoted: {@code "a b"@c} becomes {@code a b@c}; empty for {@code <>}
 * @param typed as the client wrote it, without the outer brackets
 */
public record EnvelopeAddress(String internal, String typed) {

    /**
     * @param word the whole word of the command, brackets included
     * @param strict {@code strict_rfc821_envelopes}: brackets are required, nothing but the address is allowed
     * @param utf8 whether SMTPUTF8 was asked for, which allows domains beyond ASCII
     * @return nothing when Postfix calls it illegal address syntax; an empty address is for the caller to judge
     */
    public static Optional<EnvelopeAddress> parse(String word, boolean strict, boolean utf8) {
        boolean bracketed = word.startsWith("<") && word.endsWith(">") && word.length() >= 2;
        String typed = bracketed ? word.substring(1, word.length() - 1) : word;
        int colon = typed.startsWith("@") ? typed.indexOf(':') : -1;
        AddressScanner scanner = new AddressScanner(colon < 0 ? typed : typed.substring(colon + 1));
        scanner.scan();
        if (scanner.addresses() > 1 || strict && (!bracketed || scanner.sawOther())) {
            return Optional.empty();
        }
        String internal = scanner.address();
        boolean legal = internal.isEmpty() || !(strict && internal.startsWith("@")) && resolvable(internal, utf8);
        return legal ? Optional.of(new EnvelopeAddress(internal, typed)) : Optional.empty();
    }

    /** The part of trivial-rewrite(8) that can tell a malformed domain without knowing the host's configuration. */
    private static boolean resolvable(String address, boolean utf8) {
        int at = address.lastIndexOf('@');
        if (at < 0) {
            int percent = address.lastIndexOf('%');
            return percent < 0 || validDomain(address.substring(percent + 1), utf8);
        }
        return validDomain(address.substring(at + 1), utf8);
    }

    private static boolean validDomain(String typed, boolean utf8) {
        String domain = typed.endsWith(".") ? typed.substring(0, typed.length() - 1) : typed;
        if (domain.startsWith("[")) {
            return HostNames.validLiteral(domain);
        }
        if (StandardCharsets.US_ASCII.newEncoder().canEncode(domain)) {
            return HostNames.valid(domain);
        }
        return utf8 && validUnicode(domain);
    }

    private static boolean validUnicode(String domain) {
        try {
            return HostNames.valid(IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED));
        } catch (IllegalArgumentException notConvertible) {
            return false;
        }
    }
}
