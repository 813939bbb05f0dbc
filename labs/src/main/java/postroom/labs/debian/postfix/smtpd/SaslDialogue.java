package postroom.labs.debian.postfix.smtpd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.sasl.SaslServer;
import postroom.server.smtp.Reply;
import postroom.server.smtp.Sasl;

/** One AUTH of a client: the lines in base64 to the authentication server and back, and the log line of a failure. */
final class SaslDialogue implements Sasl.Exchange {
    private static final String UNKNOWN = "(unavailable)";

    private final Executor serial;
    private final Service service;
    private final Client client;
    private final Optional<SaslService> sasl;
    private final String mechanism;
    private SaslServer.Exchange exchange;

    SaslDialogue(Executor serial, Service service, Client client, Optional<SaslService> sasl, String mechanism) {
        this.serial = serial;
        this.service = service;
        this.client = client;
        this.sasl = sasl;
        this.mechanism = mechanism;
    }

    @Override
    public CompletionStage<Sasl.Step> begin(Optional<String> initial) {
        if (sasl.isEmpty() || !sasl.get().has(mechanism)) {
            return refused("Invalid authentication mechanism", UNKNOWN);
        }
        exchange = sasl.get().begin(mechanism);
        return initial.isEmpty() ? ask(Optional.empty()) : decoded(initial.get(), "initial");
    }

    @Override
    public CompletionStage<Sasl.Step> next(String line) {
        return decoded(line, "continued");
    }

    @Override
    public void aborted() {
        serial.execute(() ->
                service.msg().warning(Text.fromUnicode(client + ": SASL " + mechanism + " authentication aborted")));
    }

    private CompletionStage<Sasl.Step> decoded(String line, String which) {
        byte[] response;
        try {
            response = line.equals("=") ? new byte[0] : Base64.getDecoder().decode(line.getBytes(UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return refused("Invalid base64 data in " + which + " response", UNKNOWN);
        }
        return ask(Optional.of(response));
    }

    private CompletionStage<Sasl.Step> ask(Optional<byte[]> response) {
        CompletableFuture<CompletionStage<Sasl.Step>> later = new CompletableFuture<>();
        serial.execute(() -> {
            try {
                later.complete(exchange.next(response).thenCompose(this::after));
            } catch (RuntimeException bug) {
                later.completeExceptionally(bug);
            }
        });
        return later.thenCompose(step -> step);
    }

    private CompletionStage<Sasl.Step> after(SaslServer.Step step) {
        if (step instanceof SaslServer.Challenge challenge) {
            String text = Base64.getEncoder().encodeToString(challenge.text().getBytes(UTF_8));
            return CompletableFuture.completedFuture(new Sasl.Challenge(text));
        }
        if (step instanceof SaslServer.Success success) {
            return CompletableFuture.completedFuture(
                    new Sasl.Accepted(new Sasl.Login(success.user(), mechanism.toUpperCase(Locale.ROOT))));
        }
        String why = sasl.flatMap(SaslService::server).isPresent() ? "(reason unavailable)" : "authentication failure";
        return refused(why, ((SaslServer.Failure) step).user().orElse(UNKNOWN));
    }

    private CompletionStage<Sasl.Step> refused(String why, String user) {
        serial.execute(() -> service.msg()
                .warning(Text.fromUnicode(client + ": SASL " + mechanism + " authentication failed: " + why
                        + ", sasl_username=" + user)));
        return CompletableFuture.completedFuture(
                new Sasl.Refused(Reply.of(535, "5.7.8", "Error: authentication failed: " + why)));
    }
}
