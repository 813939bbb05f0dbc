package postroom.labs.debian.ufw;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The rules of the command line: {@code allow 25/tcp}, {@code deny from 10.0.0.0/8 to any port 22 proto tcp}. */
final class RuleParser {
    private static final Set<String> ACTIONS = Set.of("allow", "deny", "reject", "limit");
    private static final Set<String> KEYS = Set.of("proto", "from", "to", "port", "app", "in", "out");
    private static final String PORT = "\\d([0-9,:]*\\d+)*";

    private final Services services;
    private final List<String> words;
    private Rule rule;
    private String versions = "both";
    private String fromVersion = "any";
    private String toVersion = "any";
    private String fromService = "";
    private String toService = "";

    RuleParser(Services services, List<String> words) {
        this.services = services;
        this.words = new ArrayList<>(words);
    }

    /**
     * What a command says.
     *
     * @param number the number of the rule to delete; 0 if it is given itself
     * @param versions {@code v4}, {@code v6} or {@code both}
     */
    record Parsed(int number, Rule rule, String versions) {}

    Parsed parse() throws UfwError {
        boolean remove = false;
        int position = 0;
        String first = words.get(0).toLowerCase(Locale.ROOT);
        if (first.equals("delete") && words.size() > 1) {
            remove = true;
            words.remove(0);
            if (words.get(0).matches("[+-]?\\d{1,9}")) {
                return new Parsed(Math.max(-1, Integer.parseInt(words.get(0))), null, "");
            }
        } else if (first.equals("insert")) {
            if (words.size() < 4) {
                throw UfwError.syntax();
            }
            String given = words.get(1);
            if (given.equals("0") || given.equals("-1")) {
                throw new UfwError("Cannot insert rule at position '" + given + "'");
            }
            if (!given.matches("[0-9]{1,9}")) {
                throw new UfwError("Insert position '" + given + "' is not a valid position");
            }
            position = Integer.parseInt(given);
            words.subList(0, 2).clear();
        } else if (first.equals("prepend")) {
            position = -1;
            words.remove(0);
        }
        if (words.size() < 2 || !ACTIONS.contains(words.get(0))) {
            throw UfwError.syntax();
        }
        rest();
        rule.remove = remove;
        rule.position = position;
        if (words.size() == 2) {
            brief(words.get(1));
        } else {
            full();
        }
        serviceProtocol();
        if (Rule.ONLY_V4.contains(rule.protocol) && versions.equals("both")) {
            versions = "v4";
        }
        rule.verify(versions);
        return new Parsed(0, rule, versions);
    }

    private String lower(int at) {
        return at < words.size() ? words.get(at).toLowerCase(Locale.ROOT) : "";
    }

    /** Direction, interface, log and comment. */
    private void rest() throws UfwError {
        String direction = "in";
        boolean directed = lower(1).equals("in") || lower(1).equals("out");
        if (directed) {
            direction = lower(1);
        }
        if (words.size() > 2 && !words.get(2).equals("on") && directed) {
            words.remove(1);
        }
        boolean onInterface = false;
        if (words.size() > 1 && (words.contains("in") || words.contains("out")) && words.size() > 2) {
            if (!lower(1).equals("in") && !lower(1).equals("out") || !lower(2).equals("on")) {
                throw new UfwError("Invalid interface clause");
            }
            words.remove(2);
            onInterface = true;
        }
        int at = onInterface && isLog(3) ? 3 : words.size() > 2 && isLog(1) ? 1 : 0;
        String log = "";
        if (at > 0) {
            log = lower(at);
            words.remove(at);
        }
        for (String each : List.of("log", "log-all")) {
            if (words.contains(each)) {
                throw new UfwError("Option '" + each + "' not allowed here");
            }
        }
        String comment = "";
        int place = words.indexOf("comment");
        if (place >= 0) {
            if (place == words.size() - 1) {
                throw new UfwError("Option 'comment' missing required argument");
            }
            comment = words.get(place + 1);
            if (comment.contains("'")) {
                throw UfwError.syntax();
            }
            words.subList(place, place + 2).clear();
        }
        if (words.size() < 2 || words.size() > 13) {
            throw UfwError.syntax();
        }
        rule = new Rule(words.get(0) + (log.isEmpty() ? "" : "_" + log));
        rule.direction = direction;
        rule.comment = RuleText.hex(comment);
    }

    private boolean isLog(int at) {
        return lower(at).equals("log") || lower(at).equals("log-all");
    }

    private void brief(String word) throws UfwError {
        if (Profiles.isValidName(word) && services.protocol(word).isEmpty()) {
            rule.toApp = word;
            rule.port(word, false, services);
            return;
        }
        String[] parts = word.split("/", -1);
        String protocol = parts.length > 1 ? parts[1] : "any";
        if (parts.length > 2) {
            throw new UfwError("Bad port");
        }
        if (parts.length == 2 && Rule.PORTLESS.contains(protocol)) {
            throw new UfwError("Invalid port with protocol '" + protocol + "'");
        }
        if (!parts[0].matches(PORT)) {
            if (parts[0].matches(".*[,:].*")) {
                throw new UfwError("Port ranges must be numeric");
            }
            toService = parts[0];
        }
        try {
            rule.protocol(protocol);
            rule.port(parts[0], false, services);
        } catch (UfwError bad) {
            throw new UfwError("Bad port");
        }
    }

    private int count(String word) {
        return Collections.frequency(words, word);
    }

    private void full() throws UfwError {
        if (words.size() % 2 == 0) {
            throw new UfwError("Wrong number of arguments");
        }
        if (count("from") + count("to") + count("in") + count("out") == 0) {
            throw new UfwError("Need 'to' or 'from' clause");
        }
        boolean improper = count("to") > 1
                || count("from") > 1
                || count("proto") > 1
                || count("port") > 2
                || count("in") > 1
                || count("out") > 1
                || count("app") > 2
                || count("app") > 0 && count("proto") > 0;
        if (improper) {
            throw new UfwError("Improper rule syntax");
        }
        String place = "";
        for (int i = 1; i < words.size(); i += 2) {
            String key = words.get(i);
            if (!KEYS.contains(key)) {
                throw new UfwError("Invalid token '" + key + "'");
            }
            place = clause(key, words.get(i + 1), place);
        }
        boolean bothGiven = !fromVersion.equals("any") && !toVersion.equals("any");
        if (bothGiven && !fromVersion.equals(toVersion)) {
            throw new UfwError("Mixed IP versions for 'from' and 'to'");
        }
        versions = !fromVersion.equals("any") ? fromVersion : !toVersion.equals("any") ? toVersion : "both";
    }

    private String clause(String key, String value, String place) throws UfwError {
        switch (key) {
            case "proto" -> rule.protocol(value);
            case "in", "out" -> rule.networkInterface(key.equals("in"), value);
            case "from", "to" -> {
                String address = value.toLowerCase(Locale.ROOT);
                String version = address.equals("any") ? "any" : Addresses.isV6(address) ? "v6" : "v4";
                rule.address(address.equals("any") ? Addresses.ANY4 : address, key.equals("from"));
                if (key.equals("from")) {
                    fromVersion = version;
                } else {
                    toVersion = version;
                }
                return key;
            }
            default -> portOrApp(key, value, place);
        }
        return place;
    }

    private void portOrApp(String key, String value, String place) throws UfwError {
        if (place.isEmpty()) {
            throw new UfwError("Need 'from' or 'to' with '" + key + "'");
        }
        boolean source = place.equals("from");
        if (key.equals("app")) {
            if (source) {
                rule.fromApp = value;
            } else {
                rule.toApp = value;
            }
        } else if (!value.matches(PORT)) {
            if (value.matches(".*[,:].*")) {
                throw new UfwError("Port ranges must be numeric");
            }
            if (source) {
                fromService = value;
            } else {
                toService = value;
            }
        }
        rule.port(value, source, services);
    }

    /** A service's name says the protocol, too. */
    private void serviceProtocol() throws UfwError {
        if (toService.isEmpty() && fromService.isEmpty()) {
            return;
        }
        String protocol = "any";
        for (String each : List.of(toService, fromService)) {
            if (each.isEmpty() || each.equals("any")) {
                continue;
            }
            String its = services.protocol(each).orElseThrow(() -> new UfwError("Could not find protocol"));
            if (!protocol.equals("any") && !its.equals("any") && !its.equals(protocol)) {
                throw new UfwError("Protocol mismatch (from/to)");
            }
            protocol = protocol.equals("any") ? its : protocol;
        }
        if (rule.protocol.equals("any")) {
            rule.protocol(protocol);
        } else if (!protocol.equals("any") && !rule.protocol.equals(protocol)) {
            throw new UfwError("Protocol mismatch with specified protocol " + rule.protocol);
        }
    }
}
