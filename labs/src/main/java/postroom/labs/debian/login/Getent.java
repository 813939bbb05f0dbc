package postroom.labs.debian.login;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.debian.help.HelpText;
import postroom.labs.fs.TextFile;
import postroom.labs.host.Accounts;
import postroom.labs.host.Numeric;
import postroom.labs.host.Process;
import postroom.labs.host.Resolver;
import postroom.labs.net.dns.RecordText;

/** {@code getent(1)}: entries of the databases of {@code nsswitch.conf(5)}, from the files in /etc. */
public final class Getent extends GetoptProgram {
    private static final int NOT_FOUND = 2;
    private static final int NO_ENUMERATION = 3;
    private static final Getopt GETOPT = new Getopt(
            "s:iA?V",
            "service=",
            "s",
            "no-idn",
            "i",
            "no-addrconfig",
            "A",
            "help",
            "?",
            "usage",
            "usage",
            "version",
            "V");

    /** The program. */
    public Getent() {
        super(GETOPT);
    }

    @Override
    protected int misused(Process process) throws IOException {
        return tryHelp(process, 64);
    }

    @Override
    protected int run(Process process, Getopt.Parsed parsed) throws IOException {
        if (parsed.has("?")) {
            process.out().print(HelpText.of("libc-bin/getent"));
            return 0;
        }
        if (parsed.has("usage")) {
            process.out().print(HelpText.of("libc-bin/getent-usage"));
            return 0;
        }
        if (parsed.has("V")) {
            process.out().println("getent (Debian GLIBC 2.36-9+deb12u14) 2.36");
            return 0;
        }
        List<String> words = parsed.operands();
        if (words.isEmpty()) {
            process.err().println("getent: wrong number of arguments");
            return tryHelp(process, 1);
        }
        return look(process, words.get(0), words.subList(1, words.size()));
    }

    private static int tryHelp(Process process, int status) throws IOException {
        process.err().println("Try `getent --help' or `getent --usage' for more information.");
        return status;
    }

    private static int look(Process process, String database, List<String> keys) throws IOException {
        switch (database) {
            case "passwd", "group", "shadow", "gshadow":
                return accounts(process, database, keys);
            case "hosts":
                return hosts(process, keys);
            case "ahosts", "ahostsv4", "ahostsv6":
                return keys.isEmpty() ? hosts(process, keys) : addresses(process, database, keys);
            case "services", "protocols", "rpc", "networks":
                return table(process, database, keys);
            case "initgroups":
                return initgroups(process, keys);
            case "aliases":
                return aliases(process, keys);
            case "ethers", "netgroup":
                return others(process, database, keys);
            default:
                process.err().println("Unknown database: " + database);
                return tryHelp(process, 1);
        }
    }

    private static List<String> lines(Process process, String path) {
        return TextFile.lines(process.files(), path);
    }

    /** By name, or passwd and group by number. */
    private static int accounts(Process process, String database, List<String> keys) throws IOException {
        List<String> lines = lines(process, "/etc/" + database);
        boolean numbered = database.equals("passwd") || database.equals("group");
        int result = 0;
        if (keys.isEmpty()) {
            for (String line : lines) {
                process.out().println(line);
            }
        }
        for (String key : keys) {
            boolean number = numbered && key.matches("\\+?[0-9]{1,9}");
            String wanted = number ? Integer.toString(Integer.parseInt(key)) : key;
            Optional<String> found = lines.stream()
                    .filter(it -> it.indexOf(':') > 0 && it.split(":", -1)[number ? 2 : 0].equals(wanted))
                    .findFirst();
            if (found.isEmpty()) {
                result = NOT_FOUND;
            } else {
                process.out().println(found.get());
            }
        }
        return result;
    }

    private static int hosts(Process process, List<String> keys) throws IOException {
        List<String[]> entries = lines(process, "/etc/hosts").stream()
                .map(it -> it.replaceFirst("#.*", "").strip())
                .filter(it -> !it.isEmpty())
                .map(it -> it.split("\\s+"))
                .filter(it -> it.length > 1)
                .toList();
        if (keys.isEmpty()) {
            for (String[] entry : entries) {
                if (entry[0].indexOf(':') < 0 || entry[0].equals("::1")) { // glibc maps ::1 to its IPv4 likeness
                    process.out().println(host(entry[0].equals("::1") ? "127.0.0.1" : entry[0], entry));
                }
            }
            return 0;
        }
        int result = 0;
        for (String key : keys) {
            Optional<Resolver.Entry> found = host(new Resolver(process), key);
            if (found.isEmpty()) {
                result = NOT_FOUND;
            } else {
                String address = RecordText.address(found.get().addresses().get(0));
                process.out()
                        .println(padded(address, 15) + " "
                                + String.join(" ", found.get().names()));
            }
        }
        return result;
    }

    /** By an address, or by a name whose IPv6 addresses are asked for before the others. */
    private static Optional<Resolver.Entry> host(Resolver resolver, String key) {
        Optional<InetAddress> number = Numeric.strict(key);
        if (number.isPresent()) {
            List<String> names = resolver.names(number.get());
            return names.isEmpty() ? Optional.empty() : Optional.of(new Resolver.Entry(names, List.of(number.get())));
        }
        for (int length : new int[] {16, 4}) {
            try {
                return Optional.of(resolver.entry(key, length));
            } catch (Resolver.Unresolved unknown) {
                continue;
            }
        }
        return Optional.empty();
    }

    private static String host(String address, String[] entry) {
        return padded(address, 15) + " " + Arrays.stream(entry).skip(1).collect(Collectors.joining(" "));
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static int addresses(Process process, String database, List<String> keys) throws IOException {
        Resolver resolver = new Resolver(process);
        int result = 0;
        for (String key : keys) {
            try {
                boolean loopbackOnly = process.host().node().addresses().isEmpty() && !database.equals("ahosts");
                List<InetAddress> found = loopbackOnly ? List.of() : resolver.addresses(key);
                List<String> names = resolver.aliases(key);
                result = found.isEmpty() ? NOT_FOUND : result;
                String name = names.isEmpty() ? key : names.get(0);
                for (InetAddress each : found) {
                    String address = padded(RecordText.address(each), 15);
                    process.out().println(address + " STREAM " + name);
                    process.out().println(address + " DGRAM  ");
                    process.out().println(address + " RAW    ");
                    name = "";
                }
            } catch (Resolver.Unresolved e) {
                result = NOT_FOUND;
            }
        }
        return result;
    }

    /** Name, number and aliases. */
    private static int table(Process process, String database, List<String> keys) throws IOException {
        List<String[]> entries = lines(process, "/etc/" + database).stream()
                .map(it -> it.replaceFirst("#.*", "").strip())
                .filter(it -> !it.isEmpty())
                .map(it -> it.split("\\s+"))
                .filter(it -> it.length > 1)
                .toList();
        int result = 0;
        if (keys.isEmpty()) {
            for (String[] entry : entries) {
                process.out().println(row(database, entry));
            }
        }
        for (String key : keys) {
            Optional<String[]> found =
                    entries.stream().filter(it -> fits(database, it, key)).findFirst();
            if (found.isEmpty()) {
                result = NOT_FOUND;
            } else {
                process.out().println(row(database, found.get()));
            }
        }
        return result;
    }

    private static boolean fits(String database, String[] entry, String key) {
        int slash = key.indexOf('/');
        String name = slash < 0 ? key : key.substring(0, slash);
        if (slash >= 0 && !entry[1].endsWith(key.substring(slash))) {
            return false;
        }
        String number = database.equals("services") ? entry[1].split("/")[0] : entry[1];
        boolean named = entry[0].equals(name)
                || Arrays.asList(entry).subList(2, entry.length).contains(name);
        return named || number.equals(name);
    }

    private static String row(String database, String[] entry) {
        String aliases = Arrays.stream(entry).skip(2).collect(Collectors.joining(" "));
        if (database.equals("rpc")) {
            return padded(entry[0], 15) + " " + entry[1] + (aliases.isEmpty() ? "" : "  " + aliases);
        }
        return padded(entry[0], 21) + " " + entry[1] + (aliases.isEmpty() ? "" : " " + aliases);
    }

    private static int initgroups(Process process, List<String> keys) throws IOException {
        if (keys.isEmpty()) {
            process.err().println("Enumeration not supported on initgroups");
            return NO_ENUMERATION;
        }
        int result = 0;
        Accounts accounts = process.host().accounts();
        for (String key : keys) {
            String numbers = accounts.groups().stream()
                    .filter(it -> it.members().contains(key))
                    .map(it -> " " + it.gid())
                    .collect(Collectors.joining());
            process.out().println(padded(key, 21) + numbers);
        }
        return result;
    }

    private static int others(Process process, String database, List<String> keys) throws IOException {
        if (keys.isEmpty()) {
            process.err().println("Enumeration not supported on " + database);
            return NO_ENUMERATION;
        }
        return NOT_FOUND;
    }

    /** The names of {@code aliases(5)} and who gets their mail. */
    private static int aliases(Process process, List<String> keys) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        for (String line : lines(process, "/etc/aliases")) {
            int colon = line.indexOf(':');
            if (colon > 0 && !line.startsWith("#")) {
                String members =
                        String.join(", ", line.substring(colon + 1).strip().split("\\s*,\\s*"));
                all.putIfAbsent(line.substring(0, colon).strip(), members);
            }
        }
        int result = 0;
        for (String key : keys.isEmpty() ? List.copyOf(all.keySet()) : keys) {
            Optional<String> name =
                    all.keySet().stream().filter(key::equalsIgnoreCase).findFirst();
            if (name.isEmpty()) {
                result = NOT_FOUND;
            } else {
                process.out().println(padded(name.get() + ": ", 16) + all.get(name.get()));
            }
        }
        return result;
    }
}
