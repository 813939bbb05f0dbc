package postroom.labs.debian.bind9dnsutils;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postroom.labs.host.Exit;
import postroom.labs.host.Numeric;

/** The options with a plus: {@code +[no]keyword[=value]}. They may be shortened while they are clear. */
final class DigOptions {
    private static final List<String> NAMES = List.of(
            "aaflag",
            "aaonly",
            "additional",
            "adflag",
            "all",
            "answer",
            "authority",
            "badcookie",
            "besteffort",
            "bufsize",
            "cdflag",
            "class",
            "cmd",
            "coflag",
            "comments",
            "cookie",
            "crypto",
            "defname",
            "dns64prefix",
            "dnssec",
            "do",
            "domain",
            "edns",
            "ednsflags",
            "ednsnegotiation",
            "ednsopt",
            "expandaaaa",
            "expire",
            "fail",
            "header-only",
            "identify",
            "idnin",
            "idnout",
            "ignore",
            "keepalive",
            "keepopen",
            "multiline",
            "ndots",
            "nsid",
            "nssearch",
            "onesoa",
            "opcode",
            "padding",
            "qid",
            "qr",
            "question",
            "raflag",
            "rdflag",
            "recurse",
            "retry",
            "rrcomments",
            "search",
            "short",
            "showbadcookie",
            "showsearch",
            "split",
            "stats",
            "subnet",
            "tcflag",
            "tcp",
            "timeout",
            "trace",
            "tries",
            "trusted-key",
            "ttlid",
            "ttlunits",
            "unknownformat",
            "vc",
            "yaml",
            "zflag");
    private static final Map<String, String> SAME =
            Map.of("aaonly", "aaflag", "rdflag", "recurse", "defname", "search", "vc", "tcp", "do", "dnssec");
    /** Options with a number: what it is called when it is none, and the greatest. */
    private static final Map<String, Limit> NUMBERS = Map.of(
            "timeout", new Limit("timeout", 65_535),
            "tries", new Limit("tries", Integer.MAX_VALUE),
            "retry", new Limit("retries", Integer.MAX_VALUE),
            "ndots", new Limit("ndots", 65_535),
            "bufsize", new Limit("buffer size", 65_535),
            "edns", new Limit("edns", 255),
            "qid", new Limit("qid", 65_535),
            "padding", new Limit("padding", 512),
            "ednsflags", new Limit("ednsflags", 65_535));

    private record Limit(String what, int most) {}

    private static final Set<String> NEED_VALUE =
            Set.of("timeout", "tries", "retry", "ndots", "qid", "padding", "opcode", "subnet", "domain");
    private static final List<String> OPCODES = List.of("QUERY", "IQUERY", "STATUS", "RESERVED3", "NOTIFY", "UPDATE");
    private static final Set<String> DISPLAY =
            Set.of("additional", "answer", "authority", "comments", "question", "stats", "cmd");
    private static final List<String> ALL =
            List.of("additional", "answer", "authority", "comments", "question", "stats", "cmd", "rrcomments");

    private DigOptions() {}

    /** Applies one; false if there is no such option. A value that is wrong ends the program, as the message says. */
    static boolean apply(String word, Lookup lookup) throws Failure {
        int equals = word.indexOf('=');
        String given = equals < 0 ? word : word.substring(0, equals);
        String value = equals < 0 ? null : word.substring(equals + 1);
        boolean wanted = !given.startsWith("no") || find(given).isPresent();
        Optional<String> found = find(wanted ? given : given.substring(2));
        if (found.isEmpty()) {
            return false;
        }
        String name = SAME.getOrDefault(found.get(), found.get());
        if (wanted && value == null && NEED_VALUE.contains(name)) {
            return false;
        }
        if (value != null) {
            check(name, value);
        }
        if (NUMBERS.containsKey(name) && value != null) {
            number(name, value);
            lookup.values.put(name, value);
        } else if (value != null) {
            lookup.values.put(name, value);
        }
        switch (name) {
            case "all" -> ALL.forEach(it -> lookup.set(it, wanted));
            case "short" -> {
                lookup.set("short", wanted);
                if (wanted) {
                    DISPLAY.forEach(it -> lookup.set(it, it.equals("answer")));
                }
            }
            case "tcp" -> {
                lookup.set("tcp", wanted);
                lookup.tcpSet = true;
            }
            case "domain", "showsearch" -> {
                lookup.set(name, wanted);
                lookup.set("search", wanted);
            }
            case "nssearch" -> {
                lookup.set(name, wanted);
                lookup.set("short", wanted);
            }
            case "nsid", "bufsize", "dnssec" -> {
                lookup.set(name, wanted);
                lookup.set("edns", lookup.has("edns") || wanted);
            }
            default -> lookup.set(name, wanted);
        }
        return true;
    }

    private static Optional<String> find(String given) {
        if (NAMES.contains(given)) {
            return Optional.of(given);
        }
        List<String> like = NAMES.stream().filter(it -> it.startsWith(given)).toList();
        if (given.equals("time")) {
            return Optional.of("timeout");
        }
        return like.size() == 1 || given.length() > 2 && !like.isEmpty() ? Optional.of(like.get(0)) : Optional.empty();
    }

    private static void number(String name, String value) throws Failure {
        Limit limit = NUMBERS.get(name);
        boolean isNumber = value.matches("[0-9]+");
        if (!isNumber || value.length() > 10 || Long.parseLong(value) > limit.most) {
            throw unparsed(limit.what, value, isNumber);
        }
    }

    private static Failure unparsed(String what, String value, boolean isNumber) {
        return new Failure(
                10,
                "invalid " + what + " '" + value + "': " + (isNumber ? "out of range" : "not a valid number"),
                "dig: Couldn't parse " + what);
    }

    private static void check(String name, String value) throws Failure {
        boolean isNumber = value.matches("[0-9]{1,9}");
        switch (name) {
            case "opcode" -> {
                boolean known = OPCODES.contains(value.toUpperCase(Locale.ROOT));
                if (!known && (!isNumber || Integer.parseInt(value) > 15)) {
                    throw unparsed("opcode", value, isNumber);
                }
            }
            case "subnet" -> {
                if (Numeric.strict(value.replaceFirst("/[0-9]+$", "")).isEmpty() && !value.equals("0")) {
                    throw new Failure(1, "dig: invalid address '" + value + "'");
                }
            }
            case "cookie" -> {
                if (!value.matches("([0-9a-fA-F]{2})*")) {
                    throw new Failure(1, "dig: isc_hex_decodestring: bad hex encoding");
                }
            }
            default -> {}
        }
    }

    /** Ends dig with lines on standard error. */
    static final class Failure extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final transient List<String> lines;

        Failure(int status, String... lines) {
            super(String.join("\n", lines), null, false, false);
            this.status = status;
            this.lines = List.of(lines);
        }

        Exit exit() {
            return new Exit(status);
        }

        List<String> lines() {
            return lines;
        }
    }
}
