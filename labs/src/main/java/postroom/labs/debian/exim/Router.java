package postroom.labs.debian.exim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Stat;
import postroom.labs.host.Accounts;
import postroom.labs.host.Host;
import postroom.labs.io.ErrnoException;

/**
 * The routers of Debian's configuration, in its order: each may take an address, make others of it, or leave it to the
 * next. Nothing is carried to other hosts: for an address that is not the host's own, the look-up does not complete.
 */
final class Router {
    private static final String UNROUTEABLE = "Unrouteable address";
    private static final int MAX_DEPTH = 50;
    private static final int MAX_ADDRESSES = 1000;

    private final Host host;
    private final Configuration configuration;
    private final Consumer<String> trace;
    private final Consumer<Route> found;
    private final Set<String> handled = new HashSet<>();
    private int addresses;

    /**
     * @param trace is told which router looks at which address ({@code debug_print})
     * @param found is told what has become of each address, in the order of routing
     */
    Router(Host host, Configuration configuration, Consumer<String> trace, Consumer<Route> found) {
        this.host = host;
        this.configuration = configuration;
        this.trace = trace;
        this.found = found;
    }

    /** Routes an address with a domain, and all that it leads to. */
    void route(String address) {
        handled.clear();
        addresses = 0;
        route(address, List.of());
    }

    private void route(String address, List<String> parents) {
        if (parents.size() > MAX_DEPTH || addresses++ > MAX_ADDRESSES) {
            end(address, parents, null, new Route.Failed(UNROUTEABLE));
        } else if (configuration.isLocal(Address.domain(address))) {
            local(address, parents);
        } else {
            remote(address, parents);
        }
    }

    private void end(String address, List<String> parents, String router, Route.Fate fate) {
        found.accept(new Route(address, parents, router, fate));
    }

    private static String plain(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    private void tell(String router, String address) {
        trace.accept("R: " + router + " for " + plain(address));
    }

    private void remote(String address, List<String> parents) {
        Route.Fate later = new Route.Deferred(-1, "host lookup did not complete");
        switch (configuration.type()) {
            case "internet" -> {
                String router =
                        configuration.isRelayed(Address.domain(address)) ? "dnslookup_relay_to_domains" : "dnslookup";
                tell(router, address);
                end(address, parents, router, later);
            }
            case "local" -> {
                tell("nonlocal", address);
                end(address, parents, "nonlocal", new Route.Failed("Mailing to remote domains not supported"));
            }
            case "smarthost", "satellite" -> {
                tell("smarthost", address);
                end(address, parents, "smarthost", later);
            }
            default -> end(address, parents, null, new Route.Failed(UNROUTEABLE));
        }
    }

    private void local(String address, List<String> parents) {
        String name = plain(Address.local(address));
        if (name.startsWith("real-")) {
            Optional<Accounts.User> user = host.accounts().user(name.substring(5));
            if (user.isPresent()) {
                tell("real_local", name.substring(5) + "@" + Address.domain(address));
                end(address, parents, "real_local", mailbox(user.get()));
                return;
            }
        }
        if (isFirst("system_aliases", address)) {
            tell("system_aliases", address);
            if (alias(address, name, parents)) {
                return;
            }
        }
        Optional<Accounts.User> user = host.accounts().user(name);
        if (user.isEmpty()) {
            end(address, parents, null, new Route.Failed(UNROUTEABLE));
        } else if (configuration.type().equals("satellite")
                && !configuration.readHost().isEmpty()) {
            tell("hub_user", address);
            route(name + "@" + configuration.readHost(), under(address, parents));
        } else {
            user(address, user.get(), parents);
        }
    }

    private Route.Fate mailbox(Accounts.User user) {
        return new Route.Mailbox(user, configuration.localDelivery());
    }

    /** An address that a router has made of itself is not shown to it again. */
    private boolean isFirst(String router, String address) {
        return !handled.contains(router + " " + plain(address));
    }

    private static List<String> under(String address, List<String> parents) {
        List<String> all = new ArrayList<>(List.of(address));
        all.addAll(parents);
        return all;
    }

    private boolean alias(String address, String name, List<String> parents) {
        Optional<String> data;
        try {
            data = AliasFile.find(host, "/etc/aliases", name);
        } catch (ErrnoException e) {
            String why = "failed to open /etc/aliases for linear search: " + e.getMessage();
            end(address, parents, "system_aliases", new Route.Deferred(-1, why));
            return true;
        }
        data.ifPresent(it -> redirect("system_aliases", address, parents, it, null));
        return data.isPresent();
    }

    private void user(String address, Accounts.User user, List<String> parents) {
        if (isFirst("userforward", address)) {
            tell("userforward", address);
            if (forward(address, user, parents)) {
                return;
            }
        }
        tell("procmail", address);
        tell("maildrop", address);
        trace.accept("R: lowuid_aliases for " + plain(address) + " (UID " + user.uid() + ")");
        if (user.name().equals("root")) {
            tell("mail4root", address);
            Route.Fate fate = new Route.ToFile(host.accounts().user("mail").orElse(user));
            end("/var/mail/mail", under(address, parents), "mail4root", fate);
        } else {
            tell("local_user", address);
            end(address, parents, "local_user", mailbox(user));
        }
    }

    /** True if the user's .forward says what becomes of the address, or cannot be trusted. */
    private boolean forward(String address, Accounts.User user, List<String> parents) {
        FileAccess own = new FileAccess(host.disk(), host.accounts().credentials(user), "/", 077);
        String path = user.home() + "/.forward";
        if (!own.exists(path)) {
            return false;
        }
        try {
            Stat stat = own.stat(path);
            int bits = stat.mode() & 022;
            if (bits != 0) {
                String why = "bad mode (0100%03o) for %s: %03o bit(s) unexpected"
                        .formatted(stat.mode() & 0777, path, bits == 022 ? 022 : bits);
                end(address, parents, "userforward", new Route.Deferred(-1, why));
                return true;
            }
            if (stat.uid() != user.uid() && stat.uid() != 0) {
                String why = "bad owner for " + path;
                end(address, parents, "userforward", new Route.Deferred(-1, why));
                return true;
            }
            String text = new String(own.readAll(path), UTF_8);
            if (text.isBlank()) {
                return false;
            }
            redirect("userforward", address, parents, text, user);
        } catch (ErrnoException e) {
            String why = "failed to open " + path + " (userforward router): " + e.getMessage();
            end(address, parents, "userforward", new Route.Deferred(-1, why));
        }
        return true;
    }

    /** Follows what an alias or a .forward file says. @param user whose file it is; null for aliases */
    private void redirect(String router, String address, List<String> parents, String data, Accounts.User user) {
        String key = router + " " + plain(address);
        handled.add(key);
        try {
            for (Redirection each : Redirection.parse(data)) {
                follow(router, address, parents, each, user);
            }
        } catch (Redirection.Malformed bad) {
            end(address, parents, router, new Route.Deferred(-17, bad.getMessage()));
        } finally {
            handled.remove(key);
        }
    }

    private void follow(String router, String address, List<String> parents, Redirection to, Accounts.User user) {
        if (to instanceof Redirection.To other) {
            route(Address.qualified(other.address(), configuration.qualifyDomain()), under(address, parents));
        } else if (to instanceof Redirection.Include include) {
            include(router, address, parents, include, user);
        } else if (to instanceof Redirection.Pipe pipe) {
            Route.Fate fate = user == null ? unset("pipe", router) : new Route.Pipe(user);
            end(pipe.command(), under(address, parents), router, fate);
        } else if (to instanceof Redirection.ToFile file) {
            Route.Fate fate = user == null ? unset("file", router) : new Route.ToFile(user);
            end(file.path(), under(address, parents), router, fate);
        } else if (to instanceof Redirection.Special special) {
            end(
                    address,
                    parents,
                    router,
                    switch (special.word()) {
                        case "fail" -> new Route.Failed(special.text().isEmpty() ? UNROUTEABLE : special.text());
                        case "defer" -> new Route.Deferred(-1, special.text());
                        default -> new Route.Discarded();
                    });
        }
    }

    /** Debian's aliases may name neither commands nor files, unless the administrator has set a transport for them. */
    private static Route.Fate unset(String kind, String router) {
        return new Route.Deferred(-30, kind + "_transport unset in " + router + " router");
    }

    private void include(
            String router, String address, List<String> parents, Redirection.Include include, Accounts.User user) {
        FileAccess files = user == null
                ? FileAccess.root(host.disk())
                : new FileAccess(host.disk(), host.accounts().credentials(user), "/", 077);
        try {
            for (Redirection each : Redirection.parse(new String(files.readAll(include.path()), UTF_8))) {
                if (!(each instanceof Redirection.Include)) {
                    follow(router, address, parents, each, user);
                }
            }
        } catch (ErrnoException e) {
            String why =
                    "error in redirect data: failed to open included file " + include.path() + ": " + e.getMessage();
            end(address, parents, router, new Route.Deferred(-17, why));
        } catch (Redirection.Malformed bad) {
            end(address, parents, router, new Route.Deferred(-17, bad.getMessage()));
        }
    }
}
