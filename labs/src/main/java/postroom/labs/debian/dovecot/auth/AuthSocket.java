package postroom.labs.debian.dovecot.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import postroom.labs.debian.dovecot.config.DovecotConfig;
import postroom.labs.debian.sasl.SaslServer;
import postroom.labs.host.Host;
import postroom.labs.host.Syslog.Priority;

/** What Dovecot's auth process answers on its client sockets: the mechanisms PLAIN (RFC 4616) and LOGIN. */
public final class AuthSocket implements SaslServer {
    private static final List<String> KNOWN = List.of("PLAIN", "LOGIN");

    private final Host host;
    private final Supplier<DovecotConfig> config;

    /** @param config the configuration in force when somebody asks */
    public AuthSocket(Host host, Supplier<DovecotConfig> config) {
        this.host = host;
        this.config = config;
    }

    @Override
    public List<String> mechanisms() {
        List<String> on = Arrays.asList(auth().mechanisms().split(" "));
        return KNOWN.stream().filter(on::contains).toList();
    }

    @Override
    public Exchange begin(String mechanism) {
        return mechanism.equalsIgnoreCase("LOGIN") ? new Login() : new Plain();
    }

    private Authenticator auth() {
        return new Authenticator(host, config.get());
    }

    private final class Plain implements Exchange {
        @Override
        public CompletionStage<Step> next(Optional<byte[]> response) {
            if (response.isEmpty()) {
                return CompletableFuture.completedFuture(new Challenge(""));
            }
            // authorization identity NUL authentication identity NUL password
            String[] parts = new String(response.get(), UTF_8).split("\0", -1);
            if (parts.length != 3 || parts[1].isEmpty()) {
                return failure(Optional.empty());
            }
            boolean forAnother = !parts[0].isEmpty() && !parts[0].equals(parts[1]);
            return forAnother ? failure(Optional.of(parts[1])) : check(parts[1], parts[2]);
        }
    }

    private final class Login implements Exchange {
        private String user;

        @Override
        public CompletionStage<Step> next(Optional<byte[]> response) {
            if (response.isEmpty()) {
                return CompletableFuture.completedFuture(new Challenge("Username:"));
            }
            String word = new String(response.get(), UTF_8);
            if (user == null) {
                user = word;
                return CompletableFuture.completedFuture(new Challenge("Password:"));
            }
            return check(user, word);
        }
    }

    private CompletionStage<Step> check(String given, String password) {
        try {
            Authenticator auth = auth();
            String user = auth.normalised(given);
            if (!user.isEmpty() && auth.accepts(user, password)) {
                return CompletableFuture.completedFuture(new Success(user));
            }
            return failure(Optional.of(user));
        } catch (Authenticator.Broken e) {
            host.syslog().log("mail", Priority.ERR, "dovecot", "auth: Error: " + e.getMessage());
            return failure(Optional.of(given));
        }
    }

    /** It takes its time, as for those who guess ({@code auth_failure_delay}). */
    private CompletionStage<Step> failure(Optional<String> user) {
        CompletableFuture<Step> late = new CompletableFuture<>();
        host.timers().after(delay(), () -> late.complete(new Failure(user)));
        return late;
    }

    private Duration delay() {
        return Authenticator.failureDelay(config.get().root().get("auth_failure_delay"));
    }
}
