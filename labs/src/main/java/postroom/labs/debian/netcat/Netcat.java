package postroom.labs.debian.netcat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code nc.openbsd(1)}: connects to TCP or UDP ports or listens on one, and copies both ways. */
public final class Netcat implements Program {
    /** The programs of package netcat-openbsd. */
    public static final Map<String, Program> PROGRAMS = Map.of("netcat-openbsd/nc.openbsd", new Netcat());

    private static final Getopt OPTIONS = new Getopt("46bCDdFhI:i:klM:m:NnO:P:p:q:rSs:T:tUuV:vW:w:X:x:Zz");
    private static final Set<String> TOS = Set.of(
            "critical",
            "lowdelay",
            "netcontrol",
            "throughput",
            "reliability",
            "af11",
            "af12",
            "af13",
            "af21",
            "af22",
            "af23",
            "af31",
            "af32",
            "af33",
            "af41",
            "af42",
            "af43",
            "cs0",
            "cs1",
            "cs2",
            "cs3",
            "cs4",
            "cs5",
            "cs6",
            "cs7",
            "ef",
            "inetcontrol");

    @Override
    public int run(Process process) throws IOException {
        Getopt.Parsed parsed;
        try {
            // getopt(3) knows no long options: the second hyphen of one is a letter
            parsed = OPTIONS.parse(process.argv().stream()
                    .map(it -> it.startsWith("--") && it.length() > 2 ? "-\u0001" : it)
                    .toList());
        } catch (UsageException wrong) {
            process.err().println(wrong.getMessage().replaceFirst("^[^:]*/", "").replace('\u0001', '-'));
            return usage(process);
        }
        if (parsed.has("h")) {
            process.err().print(HelpText.of("netcat-openbsd/help"));
            return 0;
        }
        String complaint = complaint(parsed);
        if (complaint != null) {
            process.err().println("nc: " + complaint);
            return 1;
        }
        return arguments(process, parsed);
    }

    static int usage(Process process) throws IOException {
        process.err().print(HelpText.of("netcat-openbsd/nc"));
        return 1;
    }

    /** What is wrong with an option's value, as it is found from left to right. */
    private static String complaint(Getopt.Parsed parsed) {
        for (Getopt.Option each : parsed.options()) {
            String wrong = switch (each.key()) {
                case "w" -> number("timeout", each.value(), 0, Integer.MAX_VALUE / 1000);
                case "q" -> number("quit timer", each.value(), Integer.MIN_VALUE, Integer.MAX_VALUE);
                case "i" -> number("interval", each.value(), 0, Integer.MAX_VALUE);
                case "I" -> number("TCP receive window", each.value(), 1, 65_536 << 14);
                case "O" -> number("TCP send window", each.value(), 1, 65_536 << 14);
                case "M" -> hops("ttl", each.value());
                case "m" -> hops("minttl", each.value());
                case "X" -> Set.of("4", "5", "connect").contains(each.value()) ? "" : "unsupported proxy protocol";
                case "V" -> "no alternate routing table support available";
                case "T" ->
                    TOS.contains(each.value()) || each.value().matches("(0x)?[0-9a-f]{1,4}")
                            ? ""
                            : "illegal tos value " + each.value();
                default -> "";
            };
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return null;
    }

    private static String hops(String what, String text) {
        return number(what, text, 0, 255).replace(what + " ", what + " is ").replaceFirst(": .*", "");
    }

    private static String number(String what, String text, long low, long high) {
        if (!text.matches("[+-]?[0-9]{1,18}")) {
            return what + " invalid: " + text;
        }
        long value = Long.parseLong(text.replaceFirst("^\\+", ""));
        return value < low ? what + " too small: " + text : value > high ? what + " too large: " + text : "";
    }

    private static int arguments(Process process, Getopt.Parsed parsed) throws IOException {
        List<String> operands = parsed.operands();
        boolean listens = parsed.has("l");
        if (operands.isEmpty() && !listens || operands.size() > (parsed.has("p") ? 1 : 2) && listens) {
            return usage(process);
        }
        if (parsed.has("U")) {
            return unix(process, parsed, listens);
        }
        String host = operands.isEmpty() ? null : operands.get(0);
        String port = operands.size() > 1 ? operands.get(1) : null;
        if (listens && operands.size() == 1 && !parsed.has("p")) {
            port = host;
            host = null;
        } else if (listens && parsed.has("p")) {
            port = parsed.value("p", null);
        }
        if (port == null) {
            return fail(process, "missing port number");
        }
        if (listens && parsed.has("z")) {
            return fail(process, "cannot use -z and -l");
        }
        if (parsed.has("k") && !listens) {
            return fail(process, "must use -l with -k");
        }
        if (parsed.has("D") && !process.who().isRoot()) {
            return fail(process, "Permission denied");
        }
        if (listens && host == null) {
            host = parsed.value("s", null);
        }
        return listens
                ? new Listener(process, parsed).run(host, port)
                : new Caller(process, parsed).run(host, operands.subList(1, operands.size()));
    }

    /** There are no UNIX sockets in the lab: nobody can be reached by one. */
    private static int unix(Process process, Getopt.Parsed parsed, boolean listens) throws IOException {
        List<String> operands = parsed.operands();
        if (operands.size() > 1) {
            return fail(process, "cannot use port with -U");
        }
        String path = operands.isEmpty() ? "" : operands.get(0);
        try {
            if (listens) {
                String folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/') + 1) : ".";
                process.files().stat(folder);
                return fail(process, "Operation not supported");
            }
            process.files().stat(path);
            return fail(process, path + ": Connection refused");
        } catch (postroom.labs.io.ErrnoException e) {
            return fail(process, (listens ? "" : path + ": ") + e.getMessage());
        }
    }

    static int fail(Process process, String message) throws IOException {
        process.err().println("nc: " + message);
        return 1;
    }
}
