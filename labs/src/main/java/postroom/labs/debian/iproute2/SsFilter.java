package postroom.labs.debian.iproute2;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.sockets.Sock;
import postroom.labs.host.Resolver;
import postroom.labs.net.Endpoint;
import postroom.labs.net.Network;

/** What follows the options of {@code ss}: {@code [ state STATE ] [ EXPRESSION ]}. */
final class SsFilter {
    private static final Map<String, String> STATES = Map.ofEntries(
            Map.entry("established", "ESTABLISHED"),
            Map.entry("estab", "ESTABLISHED"),
            Map.entry("listening", "LISTEN"),
            Map.entry("listen", "LISTEN"),
            Map.entry("closed", "CLOSE"),
            Map.entry("unconnected", "CLOSE"),
            Map.entry("syn-sent", "SYN_SENT"),
            Map.entry("syn-recv", "SYN_RECV"),
            Map.entry("fin-wait-1", "FIN_WAIT1"),
            Map.entry("fin-wait-2", "FIN_WAIT2"),
            Map.entry("time-wait", "TIME_WAIT"),
            Map.entry("close-wait", "CLOSE_WAIT"),
            Map.entry("last-ack", "LAST_ACK"),
            Map.entry("closing", "CLOSING"));
    private static final List<String> GROUPS = List.of("all", "connected", "synchronized", "bucket", "big");
    private static final int MAX_DEPTH = 32;

    private final Resolver resolver;
    private final List<String> words = new ArrayList<>();
    private final List<String> states = new ArrayList<>();
    private Predicate<Sock> expression = it -> true;
    private int at;
    private int depth;

    private SsFilter(Resolver resolver) {
        this.resolver = resolver;
    }

    /** Takes the operands apart; the complaint is what ss prints. */
    static SsFilter parse(List<String> operands, Resolver resolver) throws UsageException {
        SsFilter filter = new SsFilter(resolver);
        int i = 0;
        while (i + 1 < operands.size() && (operands.get(i).equals("state") || operands.get(i).equals("exclude"))) {
            String name = operands.get(i + 1);
            if (!STATES.containsKey(name) && !GROUPS.contains(name)) {
                throw new UsageException("ss: wrong state name: " + name);
            }
            filter.states.add(name);
            i += 2;
        }
        String rest = String.join(" ", operands.subList(i, operands.size()))
                .replace("(", " ( ")
                .replace(")", " ) ")
                .strip();
        if (!rest.isEmpty()) {
            filter.words.addAll(List.of(rest.split("\\s+")));
            filter.expression = filter.or();
            if (filter.at < filter.words.size()) {
                filter.syntax();
            }
        }
        return filter;
    }

    private void syntax() throws UsageException {
        throw new UsageException("ss: bison bellows (while parsing filter): \"syntax error!\" Sorry.");
    }

    /** Whether one certain state was asked for: then there is no column of states. */
    boolean singleState() {
        return states.size() == 1 && STATES.containsKey(states.get(0));
    }

    boolean wants(Sock sock, boolean listening, boolean all) {
        boolean state = states.isEmpty()
                ? all || (listening ? sock.listening() : !sock.listening())
                : states.stream().anyMatch(it -> inState(it, sock));
        return state && expression.test(sock);
    }

    private static boolean inState(String name, Sock sock) {
        switch (name) {
            case "all":
                return true;
            case "connected":
            case "synchronized":
                return sock.state().equals("ESTABLISHED");
            case "big":
                return true;
            case "bucket":
                return false;
            default:
                return sock.state().equals(STATES.get(name));
        }
    }

    private Predicate<Sock> or() throws UsageException {
        Predicate<Sock> left = and();
        while (takes("or", "||", "|")) {
            left = left.or(and());
        }
        return left;
    }

    private Predicate<Sock> and() throws UsageException {
        Predicate<Sock> left = not();
        while (at < words.size() && !peek().equals(")") && !List.of("or", "||", "|").contains(peek())) {
            takes("and", "&&", "&");
            left = left.and(not());
        }
        return left;
    }

    private Predicate<Sock> not() throws UsageException {
        if (++depth > MAX_DEPTH) {
            syntax();
        }
        Predicate<Sock> result;
        if (takes("not", "!")) {
            result = not().negate();
        } else if (takes("(")) {
            result = or();
            if (!takes(")")) {
                syntax();
            }
        } else {
            result = condition();
        }
        depth--;
        return result;
    }

    private Predicate<Sock> condition() throws UsageException {
        if (at >= words.size()) {
            syntax();
        }
        String name = words.get(at++);
        switch (name) {
            case "sport":
            case "dport":
                return port(name.equals("sport"));
            case "src":
            case "dst":
                takes("=", "==", "eq");
                return address(name.equals("src"), at < words.size() ? words.get(at++) : "");
            default:
                return address(false, name);
        }
    }

    private Predicate<Sock> port(boolean source) throws UsageException {
        String operator = at < words.size() ? words.get(at++) : "";
        String text = at < words.size() ? words.get(at++) : "";
        if (operator.matches("(=|==|!=|<|>|<=|>=):?[^=].*") && text.isEmpty()) {
            text = operator.replaceFirst("^[=!<>]+", "");
            operator = operator.substring(0, operator.length() - text.length());
        }
        String bare = text.startsWith(":") ? text.substring(1) : text;
        Optional<Integer> port = bare.matches("[0-9]+") || !bare.isEmpty() ? resolver.port(bare) : Optional.empty();
        if (port.isEmpty()) {
            throw new UsageException(
                    "Error: \"" + bare + "\" does not look like a port.\nCannot parse dst/src address.");
        }
        String comparison = operator;
        int wanted = port.get();
        return sock -> {
            Endpoint end = source ? sock.local() : sock.remote();
            return end != null && compare(comparison, end.port(), wanted);
        };
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

    private Predicate<Sock> address(boolean source, String text) throws UsageException {
        String host = text;
        Optional<Integer> port = Optional.empty();
        int colon = text.lastIndexOf(':');
        boolean bracket = text.startsWith("[");
        if (colon >= 0 && (text.indexOf(':') == colon || bracket && text.charAt(Math.max(0, colon - 1)) == ']')) {
            host = text.substring(0, colon);
            port = resolver.port(text.substring(colon + 1));
            if (port.isEmpty() && !text.endsWith(":*")) {
                throw new UsageException("Error: \"" + text.substring(colon + 1)
                        + "\" does not look like a port.\nCannot parse dst/src address.");
            }
        }
        String bare = host.replaceFirst("^\\[(.*)]$", "$1").replaceFirst("/.*$", "");
        InetAddress wanted = null;
        if (!bare.isEmpty() && !bare.equals("*")) {
            if (!bare.matches("[0-9.]+") && !bare.contains(":")) {
                throw new UsageException("Error: an inet prefix is expected rather than \"" + host
                        + "\".\nCannot parse dst/src address.");
            }
            wanted = Network.address(bare);
        }
        InetAddress address = wanted;
        int number = port.orElse(-1);
        return sock -> {
            Endpoint end = source ? sock.local() : sock.remote();
            return end != null
                    && (address == null || end.address().equals(address))
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
