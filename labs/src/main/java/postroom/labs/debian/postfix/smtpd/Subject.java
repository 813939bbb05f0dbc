package postroom.labs.debian.postfix.smtpd;

/**
 * What a list of restrictions is about, for the replies of restrictions that say nothing else.
 *
 * @param name the client, the name, the address
 * @param kind its word in replies: {@code Recipient address}
 * @param check the restriction that a table alone stands for in such a list; empty if it stands for none
 */
record Subject(String name, String kind, String check) {
    static final String CLIENT = "Client host";
    static final String REVERSE_CLIENT = "Unverified Client host";
    static final String CERTIFICATE = "Client certificate";
    static final String LOGIN = "SASL login name";
    static final String HELO = "Helo command";
    static final String SENDER = "Sender address";
    static final String RECIPIENT = "Recipient address";
    static final String ETRN = "Etrn command";
    static final String DATA = "Data command";
    static final String END_OF_DATA = "End-of-data";

    /** The same list, when the reply is about something else. */
    Subject about(String otherName, String otherKind) {
        return new Subject(otherName, otherKind, check);
    }

    /** {@code <name>: kind rejected: why}. */
    String rejected(String why) {
        return "<" + name + ">: " + kind + " rejected: " + why;
    }
}
