package postroom.labs.debian.dnsmasqbase;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.help.HelpText;

/** The options, as {@code dnsmasq --help} lists them: the same on the command line and in the configuration. */
final class OptionTable {
    private static final Pattern LINE = Pattern.compile("(?:-(.), |    )--([A-Za-z0-9-]+)(\\[?=)?.*");
    /** Of these the first in a file counts alone; another one is an error. */
    private static final Set<String> ONCE = Set.of(
            "cache-size",
            "group",
            "dhcp-leasefile",
            "edns-packet-max",
            "port",
            "query-port",
            "mx-target",
            "local-ttl",
            "user",
            "pid-file",
            "log-facility",
            "dhcp-lease-max",
            "dns-forward-max",
            "neg-ttl",
            "max-ttl",
            "min-port",
            "max-port",
            "auth-ttl",
            "tftp-max",
            "tftp-mtu",
            "max-cache-ttl",
            "min-cache-ttl");

    private static final Set<String> MAY_HAVE_ARGUMENT = Set.of("log-queries", "help", "version", "local-service");

    /** What follows an option. */
    enum Argument {
        NONE,
        REQUIRED,
        OPTIONAL
    }

    /** An option by its long name. */
    record Entry(String name, String letter, Argument argument) {
        boolean once() {
            return ONCE.contains(name);
        }
    }

    private static final Map<String, Entry> ENTRIES = read();

    private OptionTable() {}

    private static Map<String, Entry> read() {
        Map<String, Entry> found = new HashMap<>();
        for (String line : HelpText.of("dnsmasq-base/dnsmasq").split("\n")) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                String name = matcher.group(2);
                Argument argument = MAY_HAVE_ARGUMENT.contains(name) || "[=".equals(matcher.group(3))
                        ? Argument.OPTIONAL
                        : matcher.group(3) == null ? Argument.NONE : Argument.REQUIRED;
                found.put(name, new Entry(name, matcher.group(1), argument));
            }
        }
        return found;
    }

    static Optional<Entry> find(String name) {
        return Optional.ofNullable(ENTRIES.get(name));
    }

    /** The grammar of the command line; the key of every option is its long name. */
    static Getopt getopt() {
        StringBuilder letters = new StringBuilder();
        List<String> names = new ArrayList<>();
        for (Entry each : ENTRIES.values()) {
            String letter = each.letter() == null ? each.name() : each.letter();
            if (each.letter() != null) {
                letters.append(each.letter()).append(each.argument() == Argument.REQUIRED ? ":" : "");
            }
            names.add(each.name()
                    + switch (each.argument()) {
                        case NONE -> "";
                        case REQUIRED -> "=";
                        case OPTIONAL -> "==";
                    });
            names.add(letter);
        }
        return new Getopt(letters.toString(), names.toArray(String[]::new));
    }

    /** The entry of what the command line's grammar calls {@code key}. */
    static Optional<Entry> byKey(String key) {
        return ENTRIES.values().stream()
                .filter(it -> key.equals(it.letter()) || it.letter() == null && key.equals(it.name()))
                .findFirst();
    }
}
