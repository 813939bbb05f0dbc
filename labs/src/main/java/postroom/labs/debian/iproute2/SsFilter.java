package postroom.labs.debian.iproute2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import postroom.labs.debian.sockets.Sock;
import postroom.labs.host.Resolver;
import postroom.labs.net.Endpoint;
import postroom.labs.net.Network;

/** What follows the options of {@code ss}: {@code [ state STATE ] [ EXPRESSION ]}. */
final class SsFilter {
    private static final int MAX_DEPTH = 32;
    private static final String NO_ADDRESS = "Cannot parse dst/src address.";
    private static final Set<String> COMPARISONS =
            Set.of("=", "==", "eq", "!=", "ne", "neq", "<", "lt", ">", "gt", "<=", "le", "leq", ">=", "ge", "geq");

    private final Resolver resolver;
    private final List<String> words = new ArrayList<>();
    private Predicate<Sock> expression = it -> true;
    private SsStates states;
    private int at;
    private int depth;
    private boolean ports;

    private SsFilter(Resolver resolver) {
        this.resolver = resolver;
    }

    /** A filter that does not fit, and whether the whole usage follows it. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean withUsage;
        private final int status;

        Wrong(String message, int status, boolean withUsage) {
            super(message, null, false, false);
            this.status = status;
            this.withUsage = withUsage;
        }

        boolean withUsage() {
            return withUsage;
        }

        int status() {
            return status;
        }
    }

    /** Takes the words apart: those of the command line, then those of a file. */
    static SsFilter parse(List<String> operands, String file, Resolver resolver) throws Wrong {
        SsFilter filter = new SsFilter(resolver);
        int i = 0;
        while (i < operands.size() && List.of("state", "exclude", "excl").contains(operands.get(i))) {
            if (i + 1 == operands.size()) {
                throw new Wrong("Command line is not complete. Try option \"help\"", 255, false);
            }
            String name = operands.get(i + 1);
            SsStates named =
                    SsStates.named(name).orElseThrow(() -> new Wrong("ss: wrong state name: " + name, 255, false));
            boolean excludes = !operands.get(i).equals("state");
            SsStates before = filter.states == null ? (excludes ? SsStates.ALL : SsStates.NONE) : filter.states;
            filter.states = excludes ? before.without(named) : before.with(named);
            i += 2;
        }
        String rest = (file + " " + String.join(" ", operands.subList(i, operands.size())))
                .replace("(", " ( ")
                .replace(")", " ) ")
                .strip();
        if (!rest.isEmpty()) {
            filter.words.addAll(List.of(rest.split("\\s+")));
            filter.expression = filter.or();
            if (filter.at < filter.words.size()) {
                throw syntax();
            }
        }
        return filter;
    }

    private static Wrong syntax() {
        return new Wrong("ss: bison bellows (while parsing filter): \"syntax error!\" Sorry.", 255, true);
    }

    /** The states that were named; empty if none was. */
    Optional<SsStates> states() {
        return Optional.ofNullable(states);
    }

    boolean wants(Sock sock) {
        return expression.test(sock);
    }

    private Predicate<Sock> or() throws Wrong {
        Predicate<Sock> left = and();
        while (takes("or", "||", "|")) {
            left = left.or(and());
        }
        return left;
    }

    private Predicate<Sock> and() throws Wrong {
        Predicate<Sock> left = not();
        while (at < words.size()
                && !peek().equals(")")
                && !List.of("or", "||", "|").contains(peek())) {
            takes("and", "&&", "&");
            left = left.and(not());
        }
        return left;
    }

    private Predicate<Sock> not() throws Wrong {
        if (++depth > MAX_DEPTH) {
            throw syntax();
        }
        Predicate<Sock> result;
        if (takes("not", "!")) {
            result = not().negate();
        } else if (takes("(")) {
            result = or();
            if (!takes(")")) {
                throw syntax();
            }
        } else {
            result = condition();
        }
        depth--;
        return result;
    }

    private Predicate<Sock> condition() throws Wrong {
        String name = next();
        switch (name) {
            case "sport":
            case "dport":
                ports = true;
                return port(name.equals("sport"));
            case "src":
            case "dst":
                ports = false;
                return negated(name.equals("src"));
            case "dev":
                ports = false;
                takes("!=", "=", "==", "eq", "ne", "neq");
                return device(next(), words.get(at - 2));
            case "autobound":
                return sock -> false;
            default:
                return ports ? number(false, "=", name) : address(false, name);
        }
    }

    private String next() throws Wrong {
        if (at >= words.size()) {
            throw syntax();
        }
        return words.get(at++);
    }

    private Predicate<Sock> negated(boolean source) throws Wrong {
        boolean not = takes("!=", "ne", "neq");
        if (!not) {
            takes("=", "==", "eq");
        }
        Predicate<Sock> there = address(source, next());
        return not ? there.negate() : there;
    }

    /** No socket of the lab is bound to a device. */
    private static Predicate<Sock> device(String name, String operator) {
        boolean not = operator.equals("!=") || operator.startsWith("ne");
        return sock -> not && !name.isEmpty();
    }

    private Predicate<Sock> port(boolean source) throws Wrong {
        String word = next();
        return COMPARISONS.contains(word) ? number(source, word, next()) : number(source, "=", word);
    }

    private Predicate<Sock> number(boolean source, String comparison, String text) throws Wrong {
        int wanted = portNumber(text.startsWith(":") ? text.substring(1) : text);
        return sock -> wanted < 0 || compare(comparison, (source ? sock.local() : peer(sock)).port(), wanted);
    }

    /** Negative for any. */
    private int portNumber(String text) throws Wrong {
        if (text.isEmpty() || text.equals("*")) {
            return -1;
        }
        return resolver.port(text)
                .orElseThrow(
                        () -> new Wrong("Error: \"" + text + "\" does not look like a port.\n" + NO_ADDRESS, 1, false));
    }

    /** What a listening socket has as its other end: nothing in particular. */
    private static Endpoint peer(Sock sock) {
        return sock.remote() != null ? sock.remote() : new Endpoint(Network.address(sock.six() ? "::" : "0.0.0.0"), 0);
    }

    private static boolean compare(String operator, int port, int wanted) {
        switch (operator) {
            case "!=":
            case "ne":
            case "neq":
                return port != wanted;
            case ">":
            case "gt":
                return port > wanted;
            case "<":
            case "lt":
                return port < wanted;
            case ">=":
            case "ge":
            case "geq":
                return port >= wanted;
            case "<=":
            case "le":
            case "leq":
                return port <= wanted;
            default:
                return port == wanted;
        }
    }

    private Predicate<Sock> address(boolean source, String given) throws Wrong {
        int family = given.startsWith("inet6:") ? 16 : given.startsWith("inet:") ? 4 : 0;
        String text = family == 0 ? given : given.substring(given.indexOf(':') + 1);
        int colon = text.startsWith("[") ? text.indexOf("]:") + 1 : text.lastIndexOf(':');
        boolean hasPort = colon > 0 || text.startsWith(":");
        String host = hasPort ? text.substring(0, colon) : text;
        int number = hasPort ? portNumber(text.substring(colon + 1)) : -1;
        SsPrefix prefix = host.isEmpty() || host.equals("*")
                ? null
                : SsPrefix.parse(host, resolver)
                        .orElseThrow(() -> new Wrong(
                                "Error: an inet prefix is expected rather than \"" + host + "\".\n" + NO_ADDRESS,
                                1,
                                false));
        return sock -> {
            Endpoint end = source ? sock.local() : peer(sock);
            return (family == 0 || end.address().getAddress().length == family)
                    && (prefix == null || prefix.holds(end.address()))
                    && (number < 0 || end.port() == number);
        };
    }

    private String peek() {
        return words.get(at);
    }

    private boolean takes(String... any) {
        if (at < words.size() && List.of(any).contains(words.get(at))) {
            at++;
            return true;
        }
        return false;
    }
}
