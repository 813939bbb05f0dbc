package postroom.labs.debian.hostname;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Resolver;
import postroom.labs.io.ErrnoException;

/**
 * {@code hostname(1)}, and under its other names {@code dnsdomainname}, {@code domainname}, {@code nisdomainname} and
 * {@code ypdomainname}: shows or sets the host's name. There is no NIS domain on these hosts.
 */
public final class Hostname extends GetoptProgram {
    private static final int MAX_LENGTH = 64;
    private static final String ACTIONS = "aAdfiIsy";
    private static final Getopt GETOPT = new Getopt(
            "aAdfbF:h?iIsVy",
            "domain",
            "d",
            "boot",
            "b",
            "file=",
            "F",
            "fqdn",
            "f",
            "all-fqdns",
            "A",
            "help",
            "h",
            "long",
            "f",
            "short",
            "s",
            "version",
            "V",
            "alias",
            "a",
            "ip-address",
            "i",
            "all-ip-addresses",
            "I",
            "nis",
            "y",
            "yp",
            "y");

    /** The program. */
    public Hostname() {
        super(GETOPT);
    }

    @Override
    protected int misused(Process process) throws IOException {
        return usage(process);
    }

    @Override
    protected int run(Process process, Getopt.Parsed parsed) throws IOException {
        if (parsed.has("h") || parsed.has("?")) {
            return usage(process);
        }
        if (parsed.has("V")) {
            process.out().println("hostname 3.23");
            return 0;
        }
        String action = switch (process.name()) {
            case "dnsdomainname" -> "d";
            case "domainname", "nisdomainname", "ypdomainname" -> "y";
            default ->
                parsed.options().stream()
                        .map(Getopt.Option::key)
                        .filter(ACTIONS::contains)
                        .reduce("", (first, last) -> last);
        };
        List<String> operands = parsed.operands();
        boolean sets = parsed.has("F") || !operands.isEmpty();
        if (operands.size() > 1 || sets && action.equals("d") || sets && operands.isEmpty() && !parsed.has("F")) {
            return usage(process);
        }
        if (sets) {
            return set(process, action, parsed, operands);
        }
        return action.equals("y") ? nis(process) : show(process, action);
    }

    private static int usage(Process process) throws IOException {
        process.err().print(HelpText.of("hostname/hostname"));
        return 255;
    }

    /** Only domainname, which Debian links to a script's worth of behaviour, says (none). */
    private static int nis(Process process) throws IOException {
        if (process.name().equals("domainname")) {
            process.out().println("(none)");
            return 0;
        }
        process.err().println(process.name() + ": Local domain name not set");
        return 1;
    }

    private static int set(Process process, String action, Getopt.Parsed parsed, List<String> operands)
            throws IOException {
        String what = action.equals("y") ? "domain" : "host";
        String name;
        if (parsed.has("F")) {
            try {
                name = new String(process.files().readAll(parsed.value("F", "")), UTF_8)
                        .lines()
                        .filter(it -> !it.isBlank() && !it.startsWith("#"))
                        .findFirst()
                        .orElse("")
                        .strip();
            } catch (ErrnoException e) {
                process.err().println(process.name() + ": " + e.getMessage());
                return 1;
            }
        } else {
            name = operands.get(0);
        }
        if (!process.who().isRoot() || action.equals("y")) { // the kernel of these hosts has no NIS domain
            process.err().println(process.name() + ": you must be root to change the " + what + " name");
            return 1;
        }
        if (name.length() > MAX_LENGTH) {
            process.err().println(process.name() + ": name too long");
            return 1;
        }
        if (!name.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")) {
            process.err().println(process.name() + ": the specified hostname is invalid");
            return 1;
        }
        process.host().name(name);
        return 0;
    }

    private static int show(Process process, String action) throws IOException {
        String name = process.host().name();
        switch (action) {
            case "":
                process.out().println(name);
                return 0;
            case "s":
                process.out().println(name.split("\\.")[0]);
                return 0;
            case "I", "A":
                process.out().println(addresses(process, action.equals("A")));
                return 0;
            default:
                return lookUp(process, action, name);
        }
    }

    /** All addresses but the loopback ones, or the names that they have; each is followed by a blank. */
    private static String addresses(Process process, boolean asNames) {
        Resolver resolver = new Resolver(process);
        return process.host().node().addresses().stream()
                .map(it -> asNames ? resolver.name(it).orElse("") : it.getHostAddress())
                .filter(it -> !it.isEmpty())
                .map(it -> it + " ")
                .collect(Collectors.joining());
    }

    private static int lookUp(Process process, String action, String name) throws IOException {
        Resolver resolver = new Resolver(process);
        List<InetAddress> addresses;
        try {
            addresses = resolver.addresses(name);
        } catch (Resolver.Unresolved e) {
            process.err().println(process.name() + ": " + e.getMessage());
            return 1;
        }
        List<String> names = resolver.aliases(name);
        String canonical = names.isEmpty() ? name : names.get(0);
        String text = switch (action) {
            case "f" -> canonical;
            case "d" -> canonical.indexOf('.') < 0 ? "" : canonical.substring(canonical.indexOf('.') + 1);
            case "a" -> names.stream().skip(1).collect(Collectors.joining(" "));
            default -> addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(" "));
        };
        if (!action.equals("d") || !text.isEmpty()) {
            process.out().println(text);
        }
        return 0;
    }
}
