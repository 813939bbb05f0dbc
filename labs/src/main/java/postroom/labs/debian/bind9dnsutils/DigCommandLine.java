package postroom.labs.debian.bind9dnsutils;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import postroom.labs.host.Numeric;
import postroom.labs.net.dns.DnsName;
import postroom.labs.net.dns.DnsType;

/** Takes dig's words apart: names, types, classes, servers and options in any order. */
final class DigCommandLine {
    private static final String WITH_VALUE = "bcfkpqtxy";
    private static final String WITHOUT_VALUE = "46himruv";

    private final List<Lookup> lookups = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final Lookup common = new Lookup();
    private Lookup current = common;
    private boolean help;
    private boolean version;
    private String batch;
    private String invalid;
    private boolean formed;
    private boolean named;

    /** For the lines of a file: what was said for all goes for them, too. */
    static DigCommandLine after(DigCommandLine whole) {
        DigCommandLine line = new DigCommandLine();
        Lookup usual = whole.common.copy();
        line.common.on.clear();
        line.common.on.addAll(usual.on);
        line.common.values.putAll(usual.values);
        line.common.server = usual.server;
        line.common.port = usual.port;
        line.common.family = usual.family;
        line.common.source = usual.source;
        line.common.tcpSet = usual.tcpSet;
        return line;
    }

    /** Reads the words; {@link #invalid} tells of one that is no option. */
    void read(List<String> words) throws DigOptions.Failure {
        for (int i = 0; i < words.size() && invalid == null; i++) {
            String word = words.get(i);
            if (word.startsWith("@")) {
                current.server = word.substring(1);
                current.globalServer = current == common;
            } else if (word.startsWith("+")) {
                if (!DigOptions.apply(word.substring(1), current)) {
                    invalid = word;
                }
            } else if (word.startsWith("-") && word.length() > 1) {
                String next = i + 1 < words.size() ? words.get(i + 1) : null;
                i += dash(word, next) ? 1 : 0;
            } else {
                token(word);
            }
        }
    }

    private void token(String word) {
        OptionalInt type = DnsType.number(word.startsWith("ixfr=") ? "ixfr" : word);
        if (type.isPresent()) {
            type(type.getAsInt());
            return;
        }
        OptionalInt dnsClass = DnsType.classNumber(word);
        if (dnsClass.isPresent()) {
            if (current.classSet) {
                remarks.add(";; Warning, extra class option");
            }
            current.dnsClass = dnsClass.getAsInt();
            current.classSet = true;
            return;
        }
        begin(word);
    }

    private void type(int type) {
        if (current.typeSet) {
            remarks.add(";; Warning, extra type option");
        }
        current.type = type;
        current.typeSet = true;
    }

    private void begin(String name) {
        if (!named) {
            named = true;
            formed = common.has("cmd") && !common.has("yaml");
        }
        Lookup lookup = common.copy();
        lookup.name = name;
        lookups.add(lookup);
        current = lookup;
    }

    /** True if the next word was used up. */
    private boolean dash(String word, String next) throws DigOptions.Failure {
        char letter = word.charAt(1);
        if (WITHOUT_VALUE.indexOf(letter) >= 0) {
            switch (letter) {
                case 'h' -> help = true;
                case 'v' -> version = true;
                case '4' -> family(4);
                case '6' -> family(16);
                default -> {}
            }
            if (letter == '4' || letter == '6') {
                current.family = common.family;
            }
            return false;
        }
        boolean attached = word.length() > 2;
        String value = attached ? word.substring(2) : next;
        if (WITH_VALUE.indexOf(letter) < 0 || value == null) {
            invalid = word;
            return false;
        }
        value(letter, value);
        return !attached;
    }

    private void family(int length) throws DigOptions.Failure {
        if (common.family != 0 && common.family != length) {
            throw new DigOptions.Failure(1, "dig: only one of -4 and -6 allowed");
        }
        common.family = length;
    }

    private void value(char letter, String value) throws DigOptions.Failure {
        switch (letter) {
            case 'b' -> current.source = source(value.replaceFirst("#.*", ""));
            case 'c' -> {
                OptionalInt dnsClass = DnsType.classNumber(value);
                if (dnsClass.isPresent()) {
                    current.dnsClass = dnsClass.getAsInt();
                } else {
                    remarks.add(";; Warning, ignoring invalid class " + value);
                }
            }
            case 'f' -> batch = value;
            case 'k' -> remarks.add("Couldn't read key from " + value + ": file not found");
            case 'p' -> port(value);
            case 'q' -> begin(value);
            case 't' -> {
                OptionalInt type = DnsType.number(value.startsWith("ixfr=") ? "ixfr" : value);
                if (type.isPresent()) {
                    type(type.getAsInt());
                } else {
                    remarks.add(";; Warning, ignoring invalid type " + value);
                }
            }
            case 'x' -> {
                begin(reverse(value));
                if (!current.typeSet) {
                    current.type = DnsType.PTR;
                }
            }
            case 'y' -> {
                String[] parts = value.split(":");
                if (parts.length < 2) {
                    invalid = "";
                } else {
                    String key = parts.length == 2 ? parts[0] : parts[1];
                    remarks.add(";; Couldn't create key " + key + ": bad base64 encoding");
                }
            }
            default -> {}
        }
    }

    private static InetAddress source(String value) throws DigOptions.Failure {
        return Numeric.strict(value).orElseThrow(() -> new DigOptions.Failure(1, "dig: invalid address " + value));
    }

    private void port(String value) throws DigOptions.Failure {
        boolean number = value.matches("[0-9]+");
        if (!number || value.length() > 5 || Integer.parseInt(value) > 65_535) {
            throw new DigOptions.Failure(
                    1,
                    "invalid port number '" + value + "': " + (number ? "out of range" : "not a valid number"),
                    "dig: Couldn't parse port number");
        }
        current.port = Integer.parseInt(value);
        common.port = current.port;
        lookups.forEach(it -> it.port = common.port);
    }

    /** Of an address that is none, the parts between dots are turned round all the same. */
    static String reverse(String value) {
        Optional<InetAddress> address = Numeric.strict(value);
        if (address.isPresent()) {
            return DnsName.reverse(address.get());
        }
        List<String> parts = new ArrayList<>(List.of(value.split("\\.")));
        java.util.Collections.reverse(parts);
        return String.join(".", parts) + ".in-addr.arpa.";
    }

    /** What is looked up: at least one thing, {@code . NS} if nothing was said. */
    List<Lookup> lookups() {
        if (lookups.isEmpty()) {
            begin(".");
            if (!current.typeSet) {
                current.type = DnsType.NS;
            }
        }
        return lookups;
    }

    /** The lookups that were named, or what goes for all if none was. */
    List<Lookup> lookupsOrCommon() {
        return lookups.isEmpty() ? List.of(common) : lookups;
    }

    /** Whether the lookup's own words head its answer, as they stood when the first name was read. */
    boolean greets() {
        return formed;
    }

    /** What was said before the first name. */
    Lookup common() {
        return common;
    }

    /** Warnings, in order. */
    List<String> remarks() {
        return remarks;
    }

    boolean help() {
        return help;
    }

    boolean version() {
        return version;
    }

    /** The file of {@code -f}; null without one. */
    String batch() {
        return batch;
    }

    /** The first word that is no option; null if all are. */
    String invalid() {
        return invalid;
    }
}
