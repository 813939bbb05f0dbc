package postroom.labs.net.dns;

/** Bytes that are no DNS message, or a text that is no domain name. The message says what {@code dig(1)} says of it. */
public final class DnsFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    DnsFormatException(String message) {
        super(message, null, false, false);
    }
}
