package postroom.labs.lab.internet;

/** What becomes of a recipient at a host. */
sealed interface Manner {
    /** Into a mailbox there. */
    record Accept() implements Manner {}

    /** The same, and a letter goes back to the sender. */
    record Echo() implements Manner {}

    /** Taken, and sent on to the host that the recipient's domain names. */
    record Relay() implements Manner {}

    /** @param reply with {@code %r} for the recipient and {@code %c} for the client's address */
    record Refuse(String reply) implements Manner {}

    /** Refused for the time being, until the same client, sender and recipient have been known for some seconds. */
    record Greylist(int seconds) implements Manner {}

    /** No answer comes. */
    record Silent() implements Manner {}

    /** Reads one out of the table of hosts. */
    static Manner parse(String text) {
        String[] words = text.strip().split("\\s+", 2);
        return switch (words[0]) {
            case "accept" -> new Accept();
            case "echo" -> new Echo();
            case "silent" -> new Silent();
            case "greylist" -> new Greylist(Integer.parseInt(words[1]));
            case "refuse" -> new Refuse(words[1]);
            default -> throw new IllegalArgumentException("no manner: " + text);
        };
    }
}
