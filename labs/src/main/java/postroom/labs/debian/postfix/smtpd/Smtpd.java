package postroom.labs.debian.postfix.smtpd;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.service.Service;
import postroom.server.smtp.Sasl;
import postroom.server.smtp.SmtpService;
import postroom.server.smtp.SmtpSession;
import postroom.server.tls.TlsContext;

/** {@code smtpd(8)}: answers the sessions of one port. Everything is decided on the lab's serial executor. */
public final class Smtpd implements SmtpService {
    private final java.util.concurrent.Executor serial;
    private final Supplier<Optional<Service>> service;
    private final Certificates certificates;
    private final Partners partners;

    /**
     * @param service the running program; empty while it cannot be started, when clients are left waiting
     * @param certificates loads what smtpd_tls_cert_file names
     * @param partners the programs that it talks to
     */
    public Smtpd(
            java.util.concurrent.Executor serial,
            Supplier<Optional<Service>> service,
            Certificates certificates,
            Partners partners) {
        this.serial = serial;
        this.service = service;
        this.certificates = certificates;
        this.partners = partners;
    }

    /** Reads what the program reads when it starts. @throws Fatal for what cannot be read */
    public static void check(Service program) {
        SmtpdConfig.check(program.parameters());
        RestrictionLists.check(program);
        SaslService.check(program);
    }

    @Override
    public CompletionStage<Handling> opened(SmtpSession session) {
        CompletableFuture<Handling> answer = new CompletableFuture<>();
        serial.execute(() -> open(session, answer));
        return answer;
    }

    private void open(SmtpSession session, CompletableFuture<Handling> answer) {
        Optional<Service> running = service.get();
        if (running.isEmpty()) {
            // As with the real master: the kernel has taken the connection, and nobody answers
            return;
        }
        Service program = running.get();
        Client client = Client.of(session.client(), program);
        CompletionStage<Optional<TlsContext>> tls;
        try {
            tls = certificates.load(program);
        } catch (Fatal fatal) {
            answer.completeExceptionally(fatal);
            return;
        }
        tls.thenAccept(context -> serial.execute(() -> {
            try {
                program.msg().info("connect from " + client);
                if (context.isEmpty() && program.parameters().bool("smtpd_tls_wrappermode")) {
                    program.msg()
                            .warning("Wrapper-mode request dropped from " + client + " for service " + program.name()
                                    + ". TLS context initialization failed. For details see earlier warnings in"
                                    + " your logs.");
                }
                SmtpdSession mine = new SmtpdSession(serial, program, session, client, partners);
                Optional<Sasl.Offer> offer = offer(program, client, mine);
                answer.complete(
                        new Handling(SmtpdConfig.of(program, client, context, offer), mine, mine.sink(), mine.log()));
            } catch (Fatal fatal) {
                partners.died().accept(program, fatal);
                answer.completeExceptionally(fatal);
            }
        }));
    }

    /** AUTH before STARTTLS; where it comes only after it, nobody is asked for mechanisms before. */
    private static Optional<Sasl.Offer> offer(Service program, Client client, SmtpdSession mine) {
        if (!SaslService.isFor(program, client) || SaslService.isOnlyEncrypted(program.parameters())) {
            return Optional.empty();
        }
        SaslService sasl = SaslService.connect(program, false);
        mine.sasl(sasl);
        return Optional.of(sasl.offer(program.parameters()));
    }
}
