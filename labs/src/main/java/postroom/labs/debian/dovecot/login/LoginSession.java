package postroom.labs.debian.dovecot.login;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import postroom.labs.debian.dovecot.auth.Authenticator;
import postroom.labs.debian.dovecot.auth.MailUser;
import postroom.labs.debian.dovecot.config.DovecotConfig;
import postroom.labs.debian.dovecot.storage.MailStores;
import postroom.labs.debian.dovecot.storage.StorageContext;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Host;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.host.Syslog.Priority;
import postroom.labs.host.WaitStatus;
import postroom.labs.io.ErrnoException;
import postroom.server.Peer;
import postroom.server.mailbox.MailStore;
import postroom.server.tls.TlsContext;

/** One connection to a login service, imap-login or pop3-login: what it may do, who logs in, and what the log says. */
public final class LoginSession {
    private static final Set<Signal> ENDING = Set.of(Signal.TERM, Signal.INT, Signal.KILL);

    private final Host host;
    private final int master;
    private final Sessions sessions;
    private final String protocol;
    private final Supplier<DovecotConfig> current;
    private final DovecotConfig config;
    private final Peer client;
    private final Peer server;
    private final String id;
    private final java.time.Instant began;
    private int attempts;
    private boolean limited;
    private String lastUser = "";
    private String lastMethod = "";
    private MailUser user;
    private Process process;

    LoginSession(
            Host host,
            int master,
            Sessions sessions,
            String protocol,
            Supplier<DovecotConfig> current,
            Peer client,
            Peer server) {
        this.host = host;
        this.master = master;
        this.sessions = sessions;
        this.protocol = protocol;
        this.current = current;
        this.config = current.get();
        this.client = client;
        this.server = server;
        this.began = host.clock().instant();
        byte[] random = new byte[12];
        host.random().nextBytes(random);
        this.id = Base64.getEncoder().encodeToString(random);
    }

    /** A log-in that did not come about, for a reason that the client is told. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    /** Somebody has too many sessions; this one ends. */
    public static final class Limited extends Exception {
        private static final long serialVersionUID = 1;

        Limited(String message) {
            super(message);
        }
    }

    /** The setting as this protocol sees it. */
    public String setting(String name) {
        return config.get(name, protocol);
    }

    /** The host that all happens on. */
    public Host host() {
        return host;
    }

    /** Who is in. */
    public MailUser user() {
        return user;
    }

    /** The mailboxes of who is in. */
    public MailStore mailStore() throws ErrnoException {
        StorageContext context = new StorageContext(host, process.pid(), text -> say(Priority.ERR, text));
        return MailStores.of(context, config, user, protocol);
    }

    /** SASL mechanisms for a capability list. */
    public String mechanisms() {
        return new Authenticator(host, config).mechanisms();
    }

    /** Whether passwords may come in clear: over TLS, from this very host, or if the configuration does not mind. */
    public boolean allowsPlaintext(boolean encrypted) {
        return isSecured(encrypted)
                || setting("disable_plaintext_auth").equals("no")
                        && !setting("ssl").equals("required");
    }

    /** The loopback alone does not make a caller this host: 127.0.0.1 that calls 127.0.1.1 is a stranger to Dovecot. */
    private boolean isSecured(boolean encrypted) {
        return encrypted || client.address().equals(server.address());
    }

    /** Whether TLS is on. */
    public boolean offersTls() {
        return !setting("ssl").equals("no");
    }

    /** The certificate; empty if it is of no use, which the log says. */
    public CompletionStage<Optional<TlsContext>> tls() {
        CompletableFuture<Optional<TlsContext>> done = new CompletableFuture<>();
        new TlsSettings(this::setting, FileAccess.root(host.disk())).load().whenComplete((context, failure) -> {
            if (failure == null) {
                done.complete(Optional.of(context));
                return;
            }
            host.serial().execute(() -> {
                log(
                        Priority.ERR,
                        protocol + "-login: Error: Failed to initialize SSL server context: " + failure.getMessage()
                                + ": " + who(security(false)));
                done.complete(Optional.empty());
            });
        });
        return done;
    }

    /** The handshake has failed; on any thread. */
    public void handshakeFailed(String why) {
        boolean closed = why.equals("Connection closed");
        String said = closed ? why : "SSL_accept() failed: " + why;
        host.serial()
                .execute(() -> log(
                        Priority.INFO,
                        protocol + "-login: Disconnected: " + (closed ? "" : "Connection closed: ") + said
                                + " (no auth attempts in " + seconds() + " secs): "
                                + who(", TLS handshaking: " + said)));
    }

    /**
     * Tries to log somebody in; a wrong password takes its time.
     *
     * @return the user; fails with {@link Refused}
     */
    public CompletionStage<MailUser> logIn(String given, String password, String method, boolean encrypted) {
        CompletableFuture<MailUser> done = new CompletableFuture<>();
        host.serial().execute(() -> {
            attempts++;
            lastUser = given;
            lastMethod = method;
            try {
                Optional<MailUser> found = authenticated(given, password);
                if (found.isPresent() && !hasRoom(found.get())) {
                    done.completeExceptionally(limit(encrypted));
                } else if (found.isPresent()) {
                    enter(found.get(), method, encrypted);
                    done.complete(user);
                } else {
                    host.timers()
                            .after(delay(), () -> done.completeExceptionally(new Refused("Authentication failed.")));
                }
            } catch (ErrnoException e) {
                log(Priority.ERR, "master: Error: fork() failed: " + e.errno().text());
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    /** Somebody has begun to log in, but there was nothing to try; on any thread. */
    public void attempted() {
        host.serial().execute(() -> attempts++);
    }

    /** The user, if the password is theirs; a database that is of no use refuses everybody. */
    private Optional<MailUser> authenticated(String given, String password) {
        try {
            Authenticator auth = new Authenticator(host, current.get());
            String name = auth.normalised(given);
            return !name.isEmpty() && auth.accepts(name, password) ? auth.user(name) : Optional.empty();
        } catch (Authenticator.Broken e) {
            log(Priority.ERR, "auth: Error: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Whether a user may have one more session from there; as many as there can be, if nobody has set a number. */
    private boolean hasRoom(MailUser who) {
        String most = setting("mail_max_userip_connections");
        long there = sessions.all().stream()
                .filter(it -> it.user().equals(who.name())
                        && it.protocol().equals(protocol)
                        && it.address().equals(text(client.address())))
                .count();
        return !most.matches("[1-9][0-9]{0,8}") || there < Long.parseLong(most);
    }

    private Limited limit(boolean encrypted) {
        String why = "Maximum number of connections from user+IP exceeded (mail_max_userip_connections="
                + setting("mail_max_userip_connections") + ")";
        limited = true;
        log(Priority.INFO, protocol + "-login: Disconnected: " + why + ": " + who(security(encrypted)));
        return new Limited(why);
    }

    private Duration delay() {
        return Authenticator.failureDelay(setting("auth_failure_delay"));
    }

    private void enter(MailUser who, String method, boolean encrypted) throws ErrnoException {
        process = host.processes().createDaemon(master, List.of("dovecot/" + protocol));
        process.become(who.who());
        user = who;
        log(
                Priority.INFO,
                protocol + "-login: Login: user=<" + who.name() + ">, method=" + method + ", " + ends() + ", mpid="
                        + process.pid() + security(encrypted) + ", session=<" + id + ">");
    }

    private String ends() {
        return "rip=" + text(client.address()) + ", lip=" + text(server.address());
    }

    private String security(boolean encrypted) {
        return encrypted ? ", TLS" : isSecured(false) ? ", secured" : "";
    }

    private static String text(InetAddress address) {
        return postroom.labs.debian.postfix.config.IpText.of(address);
    }

    /** The connection has ended before anybody was in; on any thread. */
    public void abandoned(String why, boolean encrypted) {
        host.serial().execute(() -> logAbandoned(why, encrypted));
    }

    private void logAbandoned(String why, boolean encrypted) {
        String tries = attempts == 0
                ? "no auth attempts in " + seconds() + " secs"
                : "auth failed, " + attempts + " attempts in " + seconds() + " secs";
        if (!limited) {
            log(
                    Priority.INFO,
                    protocol + "-login: Disconnected: " + why + " (" + tries + "): " + who(security(encrypted)));
        }
    }

    private String who(String security) {
        String who = lastUser.length() > 80 ? lastUser.substring(0, 77) + "..." : lastUser;
        return "user=<" + who + ">, " + (lastMethod.isEmpty() ? "" : "method=" + lastMethod + ", ") + ends() + security
                + ", session=<" + id + ">";
    }

    private long seconds() {
        return Duration.between(began, host.clock().instant()).toSeconds();
    }

    /** Somebody is in, and can be put out; on any thread. */
    public void attached(Runnable shutDown) {
        host.serial().execute(() -> {
            process.onSignal(signal -> {
                if (ENDING.contains(signal)) {
                    shutDown.run();
                }
            });
            sessions.add(new Sessions.Session(user.name(), protocol, process.pid(), text(client.address()), shutDown));
        });
    }

    /** The session of somebody who was in has ended; on any thread. */
    public void left(String text) {
        host.serial().execute(() -> {
            say(Priority.INFO, "Disconnected: " + text);
            sessions.remove(process.pid());
            process.finish(new WaitStatus.Exited(0));
        });
    }

    /** A line in the log from the process that serves the user. */
    public void say(Priority priority, String text) {
        log(priority, protocol + "(" + user.name() + ")<" + process.pid() + "><" + id + ">: " + text);
    }

    private void log(Priority priority, String text) {
        host.syslog().log("mail", priority, "dovecot", text);
    }
}
