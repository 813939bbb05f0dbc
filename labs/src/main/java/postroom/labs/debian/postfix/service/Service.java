package postroom.labs.debian.postfix.service;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import postroom.labs.debian.postfix.address.Resolution;
import postroom.labs.debian.postfix.address.Resolver;
import postroom.labs.debian.postfix.address.Rewriter;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.queue.Spool;
import postroom.labs.debian.postfix.table.TableError;
import postroom.labs.debian.postfix.table.TableFiles;
import postroom.labs.debian.postfix.table.TableList;
import postroom.labs.debian.postfix.table.Tables;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.host.Host;

/**
 * One running program of master.cf: its parameters with the entry's {@code -o} options, its process, the tables that it
 * has opened, its name in the log. It ends when it has been idle for max_idle, or at a reload; then all of that is gone.
 */
public final class Service {
    private static final int MAX_RESOLUTIONS = 100;

    private final Host host;
    private final String name;
    private final int pid;
    private final Parameters parameters;
    private final Msg msg;
    private final TableFiles files;
    private final Tables tables;
    private final Spool spool;
    private final Map<String, Resolution> resolutions = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Resolution> eldest) {
            return size() > MAX_RESOLUTIONS;
        }
    };
    private final Map<Class<?>, Optional<?>> kept = new HashMap<>();
    private Rewriter rewriter;
    private Resolver resolver;

    /**
     * A program that has just been started.
     *
     * @param name the name of its entry in master.cf
     * @param pid its process
     * @param parameters with the entry's options
     */
    public Service(Host host, String name, int pid, Parameters parameters, Msg msg) {
        this.host = host;
        this.name = name;
        this.pid = pid;
        this.parameters = parameters;
        this.msg = msg;
        this.files = new HostTableFiles(host);
        this.tables = new Tables(files, msg);
        this.spool = spool(host, parameters);
    }

    /** The queue directories of a configuration, in the name of mail_owner. */
    public static Spool spool(Host host, Parameters parameters) {
        Optional<Accounts.User> owner = host.accounts().user(parameters.get("mail_owner"));
        Credentials who = owner.map(user -> host.accounts().credentials(user)).orElse(Credentials.ROOT);
        return new Spool(
                new FileAccess(host.disk(), who, "/", 077),
                parameters.get("queue_directory"),
                Set.copyOf(parameters.list("hash_queue_names")),
                (int) parameters.number("hash_queue_depth"));
    }

    /** The host. */
    public Host host() {
        return host;
    }

    /** The entry's name in master.cf. */
    public String name() {
        return name;
    }

    /** Its process id. */
    public int pid() {
        return pid;
    }

    /** Its parameters. */
    public Parameters parameters() {
        return parameters;
    }

    /** Its log. */
    public Msg msg() {
        return msg;
    }

    /** Its tables. */
    public Tables tables() {
        return tables;
    }

    /** What tables and lists read. */
    public TableFiles files() {
        return files;
    }

    /** The queue. */
    public Spool spool() {
        return spool;
    }

    /** The tables that a parameter names. */
    public TableList list(String parameter) {
        return new TableList(parameter, parameters.list(parameter), tables, msg);
    }

    /** The rewriting of addresses. */
    public Rewriter rewriter() {
        if (rewriter == null) {
            rewriter = new Rewriter(parameters);
        }
        return rewriter;
    }

    /** The resolving of addresses. */
    public Resolver resolver() {
        if (resolver == null) {
            resolver = new Resolver(parameters, rewriter(), tables, files, msg);
        }
        return resolver;
    }

    /** Resolves an address, or remembers what came of it before: a program asks trivial-rewrite(8) only once. */
    public Resolution resolve(String sender, String address) throws TableError {
        String key = sender + "\n" + address;
        Resolution known = resolutions.get(key);
        if (known == null) {
            known = resolver().resolve(sender, rewriter().rewrite(address));
            resolutions.put(key, known);
        }
        return known;
    }

    /**
     * What the program has made once, and keeps until it ends: even that it could not be made.
     *
     * @param kind by which it is found again
     */
    public <T> Optional<T> once(Class<T> kind, Supplier<Optional<T>> make) {
        Optional<?> known = kept.get(kind);
        if (known == null) {
            known = make.get();
            kept.put(kind, known);
        }
        return known.map(kind::cast);
    }

    /** The lab's time. */
    public Instant now() {
        return host.clock().instant();
    }
}
