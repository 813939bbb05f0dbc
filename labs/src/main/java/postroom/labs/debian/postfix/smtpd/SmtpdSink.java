package postroom.labs.debian.postfix.smtpd;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import postroom.labs.debian.postfix.address.DomainList;
import postroom.labs.debian.postfix.cleanup.Cleanup;
import postroom.labs.debian.postfix.cleanup.Incoming;
import postroom.labs.debian.postfix.cleanup.Origin;
import postroom.labs.debian.postfix.cleanup.Result;
import postroom.labs.debian.postfix.cleanup.Submission;
import postroom.labs.debian.postfix.config.IpText;
import postroom.labs.debian.postfix.config.OwnAddresses;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.debian.postfix.service.MailDate;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;
import postroom.labs.host.MailFlow.Deed;
import postroom.labs.io.ErrnoException;
import postroom.server.smtp.Envelope;
import postroom.server.smtp.MessageSink;
import postroom.server.smtp.Recipient;
import postroom.server.smtp.Reply;
import postroom.server.wire.Cause;

/** Hands the messages of a session to cleanup(8), with a Received header before them. */
final class SmtpdSink implements MessageSink {
    private final Executor serial;
    private final Service service;
    private final Client client;
    private final Supplier<Cleanup> cleanup;
    private final Actions actions;

    SmtpdSink(Executor serial, Service service, Client client, Supplier<Cleanup> cleanup, Actions actions) {
        this.serial = serial;
        this.service = service;
        this.client = client;
        this.cleanup = cleanup;
        this.actions = actions;
    }

    private interface Work<T> {
        T run() throws ErrnoException;
    }

    private <T> CompletionStage<T> later(Work<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        serial.execute(() -> {
            try {
                answer.complete(work.run());
            } catch (ErrnoException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    @Override
    public CompletionStage<Transaction> begin(Envelope envelope) {
        return later(() -> {
            Incoming incoming = cleanup.get().open(origin(envelope));
            String login = envelope.sasl()
                    .map(sasl -> ", sasl_method=" + sasl.method() + ", sasl_username=" + Text.fromUnicode(sasl.user()))
                    .orElse("");
            service.msg().info(incoming.id() + ": client=" + client + login);
            service.host().mail().tell(incoming.id(), "smtpd", Deed.TOOK, "", client.toString(), envelope.protocol());
            return new Writing(incoming);
        });
    }

    private Origin origin(Envelope envelope) {
        String helo = envelope.helo().map(Text::fromUnicode).orElse("");
        List<String> log = new ArrayList<>();
        envelope.sasl().ifPresent(sasl -> {
            log.add("sasl_method=" + sasl.method());
            log.add("sasl_username=" + Text.fromUnicode(sasl.user()));
        });
        for (String prefix : List.of("log_", "")) {
            log.add(prefix + "client_name=" + client.name());
            if (prefix.isEmpty()) {
                log.add("reverse_client_name=" + client.name());
            }
            log.add(prefix + "client_address=" + client.address());
            log.add(prefix + "client_port=" + client.port());
            if (prefix.isEmpty()) {
                log.add("server_address=" + IpText.of(envelope.server().address()));
                log.add("server_port=" + envelope.server().port());
            } else {
                log.add("log_message_origin=" + client);
            }
            if (!helo.isEmpty()) {
                log.add(prefix + "helo_name=" + helo);
            }
            log.add(prefix + "protocol_name=" + envelope.protocol());
        }
        log.add("client_address_type=" + (client.address().indexOf(':') < 0 ? 2 : 10));
        return new Origin(client.toString(), envelope.protocol(), helo, rewritesLikeLocal(), treatment(), log);
    }

    /** receive_override_options. */
    private Origin.Treatment treatment() {
        return Origin.treatment(service.parameters());
    }

    /** local_header_rewrite_clients. */
    private boolean rewritesLikeLocal() {
        for (String word : service.parameters().list("local_header_rewrite_clients")) {
            try {
                boolean hit = switch (word) {
                    case "permit_inet_interfaces" ->
                        OwnAddresses.of(service.parameters()).stream()
                                .anyMatch(each -> IpText.of(each).equals(client.address()));
                    case "permit_mynetworks" ->
                        new DomainList(
                                        "mynetworks",
                                        service.parameters(),
                                        service.tables(),
                                        service.files(),
                                        service.msg())
                                .hasClient(client.name(), client.address());
                    default ->
                        word.indexOf(':') > 0
                                && service.tables()
                                        .open(word)
                                        .find(client.address())
                                        .isPresent();
                };
                if (hit) {
                    return true;
                }
            } catch (TableError e) {
                service.msg()
                        .warning("local_header_rewrite_clients: " + word + " lookup error for " + client.address());
            }
        }
        return false;
    }

    /** One message. */
    private final class Writing implements Transaction {
        private final Incoming incoming;
        private final ByteArrayOutputStream partial = new ByteArrayOutputStream(256);
        private boolean over;

        Writing(Incoming incoming) {
            this.incoming = incoming;
        }

        @Override
        public String queueId() {
            return incoming.id();
        }

        @Override
        public CompletionStage<Void> content(Envelope envelope) {
            return later(() -> {
                List<QueuedRecipient> recipients = envelope.recipients().stream()
                        .map(Writing.this::recipient)
                        .toList();
                String encoding = switch (envelope.body()) {
                    case EIGHT_BIT_MIME -> "8bit";
                    case SEVEN_BIT -> "7bit";
                    case UNSPECIFIED -> "";
                };
                int ret = envelope.ret()
                        .map(each -> each == Envelope.Ret.FULL ? 1 : 2)
                        .orElse(0);
                incoming.envelope(new Submission(
                        Text.fromUnicode(envelope.sender()),
                        null,
                        recipients,
                        false,
                        encoding,
                        envelope.envelopeId().map(Text::fromUnicode).orElse(""),
                        ret,
                        0));
                actions.prepended().forEach(incoming::line);
                received(envelope).forEach(incoming::line);
                return null;
            });
        }

        private QueuedRecipient recipient(Recipient each) {
            int flags = 0;
            for (Recipient.Notify notify : each.notifyOn().orElse(Set.of())) {
                flags |= switch (notify) {
                    case NEVER -> QueuedRecipient.NEVER;
                    case SUCCESS -> QueuedRecipient.SUCCESS;
                    case FAILURE -> QueuedRecipient.FAILURE;
                    case DELAY -> QueuedRecipient.DELAY;
                };
            }
            return QueuedRecipient.of(
                    Text.fromUnicode(each.address()), "", Text.fromUnicode(each.originalRecipient()), flags);
        }

        private List<String> received(Envelope envelope) {
            String host = service.parameters().get("myhostname");
            String helo = envelope.helo().map(Text::fromUnicode).orElse(client.name());
            String literal = client.address().indexOf(':') < 0 ? client.address() : "IPv6:" + client.address();
            String date = MailDate.header(envelope.arrival());
            List<String> lines = new ArrayList<>();
            lines.add("Received: from " + helo + " (" + client.name() + " [" + literal + "])");
            if (service.parameters().bool("smtpd_tls_received_header")) {
                envelope.tls().ifPresent(tls -> {
                    tls.receivedLines().forEach(line -> lines.add("\t" + line));
                    lines.add("\t(No client certificate requested)");
                });
            }
            if (service.parameters().bool("smtpd_sasl_authenticated_header")) {
                envelope.sasl()
                        .ifPresent(
                                sasl -> lines.add("\t(Authenticated sender: " + Text.fromUnicode(sasl.user()) + ")"));
            }
            String by = "\tby " + host + " (" + service.parameters().get("mail_name") + ") with "
                    + envelope.withProtocol() + " id " + incoming.id();
            if (envelope.recipients().size() == 1) {
                lines.add(by);
                lines.add("\tfor <"
                        + Text.fromUnicode(envelope.recipients().get(0).typed()) + ">; " + date);
            } else {
                lines.add(by + ";");
                lines.add("\t" + date);
            }
            return lines;
        }

        @Override
        public CompletionStage<Void> write(byte[] piece) {
            return later(() -> {
                int start = 0;
                for (int i = 0; i < piece.length; i++) {
                    if (piece[i] == '\n') {
                        partial.write(piece, start, i - start);
                        incoming.line(Text.of(partial.toByteArray()));
                        partial.reset();
                        start = i + 1;
                    }
                }
                partial.write(piece, start, piece.length - start);
                return null;
            });
        }

        @Override
        public CompletionStage<Outcome> commit() {
            return later(() -> {
                over = true;
                if (partial.size() > 0) {
                    incoming.line(Text.of(partial.toByteArray()));
                }
                actions.each(incoming::action);
                Result result = incoming.finish();
                if (result instanceof Result.Queued queued) {
                    return new Outcome.Queued(queued.id());
                }
                Result.Refused refused =
                        result instanceof Result.Unwritten unwritten ? unwritten.asReply() : (Result.Refused) result;
                Reply reply = Reply.of(refused.code(), refused.dsn(), Text.toUnicode(refused.text()));
                return new Outcome.Refused(reply.because(cause(refused)));
            });
        }

        private Optional<Cause> cause(Result.Refused refused) {
            return refused.rule().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Cause(
                            "",
                            List.of(),
                            Asked.setting(service.parameters(), refused.rule()),
                            refused.entry(),
                            Optional.empty()));
        }

        @Override
        public void abort() {
            serial.execute(() -> {
                if (!over) {
                    over = true;
                    incoming.abort();
                }
            });
        }
    }
}
