package postroom.labs.debian.postfix.address;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.table.Cidr;
import postroom.labs.debian.postfix.table.TableError;
import postroom.labs.debian.postfix.table.TableFiles;
import postroom.labs.debian.postfix.table.Tables;
import postroom.labs.io.ErrnoException;

/**
 * A list of domains, hosts or networks as mydestination, relay_domains and mynetworks have them: names, {@code .parent},
 * {@code !not}, {@code /file}, {@code type:table}, networks ({@code match_list(3)}).
 */
public final class DomainList {
    private final String parameter;
    private final List<String> patterns;
    private final boolean parentMatches;
    private final Tables tables;
    private final TableFiles files;
    private final Msg msg;

    /** The list of a parameter. */
    public DomainList(String parameter, Parameters parameters, Tables tables, TableFiles files, Msg msg) {
        this(parameter, parameters.list(parameter), parameters, tables, files, msg);
    }

    /** A list of these patterns. */
    public DomainList(
            String parameter, List<String> patterns, Parameters parameters, Tables tables, TableFiles files, Msg msg) {
        this.parameter = parameter;
        this.patterns = patterns;
        this.parentMatches = parameters.list("parent_domain_matches_subdomains").contains(parameter);
        this.tables = tables;
        this.files = files;
        this.msg = msg;
    }

    /** True if a domain name is in the list. */
    public boolean hasDomain(String domain) throws TableError {
        String name = domain.toLowerCase(Locale.ROOT);
        return matches(patterns, pattern -> domain(pattern, name), 0);
    }

    /** True if a client's name or address is in the list. */
    public boolean hasClient(String name, String address) throws TableError {
        String lower = name.toLowerCase(Locale.ROOT);
        return matches(patterns, pattern -> domain(pattern, lower) || network(pattern, address), 0);
    }

    private interface Test {
        boolean holds(String pattern) throws TableError;
    }

    private boolean matches(List<String> list, Test test, int depth) throws TableError {
        for (String each : list) {
            boolean negated = false;
            String pattern = each;
            while (pattern.startsWith("!")) {
                negated = !negated;
                pattern = pattern.substring(1);
            }
            boolean hit = pattern.startsWith("/")
                    ? depth < 5 && matches(file(pattern), test, depth + 1)
                    : test.holds(pattern);
            if (hit) {
                return !negated;
            }
        }
        return false;
    }

    private List<String> file(String path) {
        try {
            return Parameters.words(new String(files.read(path), ISO_8859_1)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .reduce("", (a, b) -> a + " " + b));
        } catch (ErrnoException e) {
            throw new Fatal("open file " + path + ": " + e.getMessage());
        }
    }

    private boolean domain(String pattern, String name) throws TableError {
        if (isTable(pattern)) {
            return inTable(pattern, name);
        }
        String wanted = pattern.toLowerCase(Locale.ROOT);
        if (name.equals(wanted)) {
            return true;
        }
        return parentMatches ? name.endsWith("." + wanted) : wanted.startsWith(".") && name.endsWith(wanted);
    }

    private boolean inTable(String pattern, String name) throws TableError {
        for (String key = name; ; ) {
            if (tables.open(pattern).find(key).isPresent()) {
                return true;
            }
            int dot = key.indexOf('.', 1);
            if (dot < 0) {
                return false;
            }
            key = key.substring(parentMatches ? dot + 1 : dot);
        }
    }

    private boolean network(String pattern, String address) throws TableError {
        if (isTable(pattern)) {
            return tables.open(pattern).find(address).isPresent();
        }
        Optional<Cidr> network = Cidr.parse(pattern);
        if (network.isEmpty() && pattern.indexOf('/') > 0) {
            msg.warning("bad net/mask pattern: \"" + pattern + "\" in parameter " + parameter);
        }
        return network.isPresent() && network.get().contains(address);
    }

    private static boolean isTable(String pattern) {
        return pattern.matches("[a-z][a-z0-9_-]*:(?!:).*") && !pattern.startsWith("[");
    }
}
