package postroom.labs.lab.internet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the attacker can do to a mail host.
 *
 * @param name by which it is ordered
 * @param turns what it says, line by line
 */
record Attack(String name, List<Turn> turns) {
    private static final Pattern ADDRESS = Pattern.compile("[a-z0-9.+_-]{1,64}@[a-z0-9.-]{1,100}");
    private static final List<String> DICTIONARY = List.of(
            "admin",
            "info",
            "sales",
            "root",
            "postmaster",
            "webmaster",
            "test",
            "student",
            "carla",
            "alice",
            "bob",
            "mail",
            "office",
            "support");

    /**
     * @param line to be sent; a message's text with its dot counts as one line
     * @param essential whether, once it is refused, all up to the next RSET is pointless
     */
    record Turn(String line, boolean essential) {}

    /** The orders that it takes. */
    static final List<String> NAMES = List.of("relay", "dictionary", "forge");

    /**
     * The attack that was ordered.
     *
     * @param order {@code relay}, perhaps with an address to which is to be relayed, or another of {@link #NAMES}
     * @param domain of the host that is attacked, as far as the attacker knows it
     */
    static Optional<Attack> named(String order, String domain) {
        String[] words = order.toLowerCase(Locale.ROOT).split("\\s+", 2);
        String victim = words.length > 1 && ADDRESS.matcher(words[1]).matches() ? words[1] : "bob@example.net";
        return switch (words[0]) {
            case "relay" -> Optional.of(relay(domain, victim));
            case "dictionary" -> Optional.of(dictionary(domain));
            case "forge" -> Optional.of(forge(domain));
            default -> Optional.empty();
        };
    }

    /** Tries to send to strangers, by three ways of naming them. */
    private static Attack relay(String domain, String victim) {
        List<Turn> turns = new ArrayList<>();
        for (String written :
                List.of(victim, victim.replace('@', '%') + "@" + domain, "\"" + victim + "\"@" + domain)) {
            turns.addAll(message(
                    "offers@spammer.example",
                    written,
                    "From: Lucky Offers <offers@spammer.example>\nTo: " + victim + "\nSubject: You have won\n\n"
                            + "Claim your prize."));
        }
        return new Attack("relay", turns);
    }

    /** Finds out who lives there; sends nothing. */
    private static Attack dictionary(String domain) {
        List<Turn> turns = new ArrayList<>();
        turns.add(new Turn("MAIL FROM:<offers@spammer.example>", true));
        DICTIONARY.forEach(name -> turns.add(new Turn("RCPT TO:<" + name + "@" + domain + ">", false)));
        turns.add(new Turn("RSET", false));
        return new Attack("dictionary", turns);
    }

    /** Writes to one of the host's users in the name of another. */
    private static Attack forge(String domain) {
        return new Attack(
                "forge",
                message(
                        "carla@" + domain,
                        "student@" + domain,
                        "From: Carla <carla@" + domain + ">\nTo: student@" + domain + "\nSubject: Urgent\n\n"
                                + "Please transfer the money today. Carla"));
    }

    private static List<Turn> message(String sender, String recipient, String text) {
        return List.of(
                new Turn("MAIL FROM:<" + sender + ">", true),
                new Turn("RCPT TO:<" + recipient + ">", true),
                new Turn("DATA", true),
                new Turn(text.replace("\n", "\r\n") + "\r\n.", false),
                new Turn("RSET", false));
    }

    /** What came of it, in a sentence. @param accepted the lines that were taken */
    String verdict(List<String> accepted) {
        List<String> recipients = accepted.stream()
                .filter(it -> it.startsWith("RCPT TO:"))
                .map(it -> it.substring("RCPT TO:<".length(), it.length() - 1))
                .toList();
        long messages = accepted.stream().filter(it -> it.endsWith("\r\n.")).count();
        return switch (name) {
            case "relay" ->
                messages == 0
                        ? "Nothing went through: this host relays for no stranger."
                        : messages + " of 3 messages went through: this host is an open relay.";
            case "dictionary" ->
                recipients.isEmpty()
                        ? "No name was taken."
                        : "Taken for recipients: " + String.join(" ", recipients) + ".";
            default -> messages == 0 ? "The forged letter was refused." : "The forged letter was taken.";
        };
    }
}
