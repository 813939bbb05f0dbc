package postroom.labs.debian.openssl.ca;

/**
 * A line of an authority's {@code index.txt}.
 *
 * @param type V valid, R revoked, E expired
 * @param expires {@code YYMMDDHHMMSSZ}
 * @param revoked when, and by commas the reason and its argument; empty if it is not
 * @param serial in hexadecimal digits
 * @param file always {@code unknown}
 * @param subject {@code /C=CH/CN=x}
 */
public record Entry(char type, String expires, String revoked, String serial, String file, String subject) {
    /** The same, revoked. */
    public Entry revokedBy(String text) {
        return new Entry('R', expires, text, serial, file, subject);
    }

    /** The same, past its time. */
    Entry expired() {
        return new Entry('E', expires, revoked, serial, file, subject);
    }

    /** The line, without its line feed. */
    public String line() {
        return String.join("\t", String.valueOf(type), expires, revoked, serial, file, subject);
    }
}
