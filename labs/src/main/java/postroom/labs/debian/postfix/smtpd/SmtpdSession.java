package postroom.labs.debian.postfix.smtpd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.address.DomainList;
import postroom.labs.debian.postfix.cleanup.Cleanup;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;
import postroom.server.smtp.MessageSink;
import postroom.server.smtp.Recipient;
import postroom.server.smtp.Reply;
import postroom.server.smtp.Sasl;
import postroom.server.smtp.SmtpLog;
import postroom.server.smtp.SmtpPolicy;
import postroom.server.smtp.SmtpSession;
import postroom.server.smtp.Verdict;

/** What smtpd(8) decides in one session: the restrictions of main.cf, and the log lines of refusals. */
final class SmtpdSession implements SmtpPolicy {
    private final Executor serial;
    private final Service service;
    private final SmtpSession session;
    private final Client client;
    private final Smtpd.Flush flush;
    private final BiConsumer<Service, Fatal> died;
    private final SmtpdSink sink;
    private Optional<SaslService> sasl = Optional.empty();
    private final List<String[]> actions = new ArrayList<>();

    SmtpdSession(
            Executor serial,
            Service service,
            SmtpSession session,
            Client client,
            Supplier<Cleanup> cleanup,
            Smtpd.Flush flush,
            BiConsumer<Service, Fatal> died) {
        this.serial = serial;
        this.service = service;
        this.session = session;
        this.client = client;
        this.flush = flush;
        this.died = died;
        this.sink = new SmtpdSink(serial, service, client, cleanup, actions);
    }

    MessageSink sink() {
        return sink;
    }

    SmtpLog log() {
        return new SmtpdLog(serial, service, client.toString());
    }

    private boolean delays() {
        return service.parameters().bool("smtpd_delay_reject");
    }

    @Override
    public CompletionStage<Verdict> client() {
        return decide("CONNECT", () -> delays() ? null : asked(null, null, "smtpd_client_restrictions"));
    }

    @Override
    public CompletionStage<Verdict> helo(String name) {
        return decide("HELO", () -> delays() ? null : asked(null, null, "smtpd_helo_restrictions"));
    }

    /** Whom to ask about passwords, from now on. */
    void sasl(SaslService newSasl) {
        sasl = Optional.of(newSasl);
    }

    @Override
    public CompletionStage<Optional<Sasl.Offer>> encrypted() {
        CompletableFuture<Optional<Sasl.Offer>> answer = new CompletableFuture<>();
        serial.execute(() -> {
            try {
                if (SaslService.isFor(service, client)) {
                    sasl(SaslService.connect(service, true));
                }
                answer.complete(sasl.map(it -> it.offer(service.parameters())));
            } catch (Fatal fatal) {
                died.accept(service, fatal);
                answer.completeExceptionally(fatal);
            } catch (RuntimeException bug) {
                answer.completeExceptionally(bug);
            }
        });
        return answer;
    }

    @Override
    public Sasl.Exchange authenticate(String mechanism) {
        return new SaslDialogue(serial, service, client, sasl, mechanism);
    }

    @Override
    public CompletionStage<Verdict> mail(String sender) {
        String internal = Text.fromUnicode(sender);
        return decide("MAIL", () -> {
            actions.clear();
            if (delays()) {
                return null;
            }
            Ask ask = new Ask(internal, null, "MAIL");
            Ruling ruling = ask.apply("smtpd_sender_restrictions");
            return ask.verdict(ruling);
        });
    }

    @Override
    public CompletionStage<Verdict> recipient(Recipient recipient) {
        String internal = Text.fromUnicode(recipient.address());
        return decide("RCPT", () -> {
            Ask ask = new Ask(sender(), internal, "RCPT");
            List<String> lists = new ArrayList<>();
            if (delays()) {
                lists.addAll(
                        List.of("smtpd_client_restrictions", "smtpd_helo_restrictions", "smtpd_sender_restrictions"));
            }
            boolean relayFirst = service.parameters().bool("smtpd_relay_before_recipient_restrictions");
            lists.addAll(
                    relayFirst
                            ? List.of("smtpd_relay_restrictions", "smtpd_recipient_restrictions")
                            : List.of("smtpd_recipient_restrictions", "smtpd_relay_restrictions"));
            return ask.lists(lists, true);
        });
    }

    @Override
    public CompletionStage<Verdict> data() {
        return decide("DATA", () -> asked(sender(), null, "smtpd_data_restrictions"));
    }

    @Override
    public CompletionStage<Verdict> endOfData(long bytes) {
        return decide("END-OF-MESSAGE", () -> asked(sender(), null, "smtpd_end_of_data_restrictions"));
    }

    @Override
    public CompletionStage<Verdict> verify(String address) {
        String internal = Text.fromUnicode(address);
        return decide("VRFY", () -> {
            Ask ask = new Ask(null, internal, "VRFY");
            return ask.lists(List.of(), true);
        });
    }

    @Override
    public CompletionStage<Reply> etrn(String domain) {
        CompletableFuture<Reply> answer = new CompletableFuture<>();
        serial.execute(() -> answer.complete(flushed(domain)));
        return answer;
    }

    private Reply flushed(String domain) {
        try {
            Ask ask = new Ask(null, null, "ETRN");
            Verdict refused = ask.lists(
                    List.of("smtpd_client_restrictions", "smtpd_helo_restrictions", "smtpd_etrn_restrictions"), false);
            if (refused instanceof Verdict.Refuse refuse) {
                return refuse.reply();
            }
            DomainList domains = new DomainList(
                    "fast_flush_domains", service.parameters(), service.tables(), service.files(), service.msg());
            if (!domains.hasDomain(domain)) {
                return Reply.plain(459, "<" + domain + ">: service unavailable");
            }
            flush.domain(domain);
            return Reply.plain(250, "Queuing started");
        } catch (TableError | Fatal e) {
            return Reply.plain(458, "Unable to queue messages");
        }
    }

    private String sender() {
        return session.sender().map(Text::fromUnicode).orElse(null);
    }

    private interface Decision {
        Verdict make() throws TableError;
    }

    private CompletionStage<Verdict> decide(String where, Decision decision) {
        CompletableFuture<Verdict> answer = new CompletableFuture<>();
        serial.execute(() -> {
            try {
                Verdict verdict = decision.make();
                answer.complete(verdict == null ? Verdict.ACCEPT : verdict);
            } catch (TableError e) {
                answer.complete(Verdict.refuse(Reply.of(451, "4.3.0", "Temporary lookup failure")));
            } catch (Fatal fatal) {
                service.msg().report(Msg.Severity.FATAL, fatal.getMessage());
                answer.completeExceptionally(fatal);
            } catch (RuntimeException bug) {
                answer.completeExceptionally(bug);
            }
        });
        return answer;
    }

    private Verdict asked(String sender, String recipient, String list) throws TableError {
        String where = list.replace("smtpd_", "").replace("_restrictions", "").toUpperCase(java.util.Locale.ROOT);
        return new Ask(
                        sender,
                        recipient,
                        where.equals("CLIENT") ? "CONNECT" : where.equals("END_OF_DATA") ? "END-OF-MESSAGE" : where)
                .lists(List.of(list), false);
    }

    /** One request. */
    private final class Ask implements Restrictions.Request {
        private final String sender;
        private final String recipient;
        private final String where;
        private final Restrictions restrictions;

        Ask(String sender, String recipient, String where) {
            this.sender = sender;
            this.recipient = recipient;
            this.where = where;
            this.restrictions = new Restrictions(service, this);
        }

        Ruling apply(String list) throws TableError {
            return restrictions.apply(list);
        }

        /** Asks lists in turn; a permit ends its own list only. */
        Verdict lists(List<String> lists, boolean unlisted) throws TableError {
            try {
                for (String list : lists) {
                    Ruling ruling = apply(list);
                    if (ruling instanceof Ruling.Refuse) {
                        return verdict(ruling);
                    }
                }
                if (restrictions.deferred() != null) {
                    return verdict(new Ruling.Refuse(restrictions.deferred()));
                }
                if (unlisted && service.parameters().bool("smtpd_reject_unlisted_recipient")) {
                    return verdict(new Listed(service).recipient(sender, recipient));
                }
                return Verdict.ACCEPT;
            } catch (TableError e) {
                String subject = recipient != null ? "<" + recipient + ">: " : "";
                return verdict(new Ruling.Refuse(Reply.of(451, "4.3.0", subject + "Temporary lookup failure")));
            }
        }

        Verdict verdict(Ruling ruling) {
            if (!(ruling instanceof Ruling.Refuse refuse)) {
                return Verdict.ACCEPT;
            }
            Reply reply = refuse.reply();
            if (service.parameters().bool("soft_bounce") && reply.code() >= 500) {
                reply = new Reply(reply.code() - 100, "4" + reply.enhanced().substring(1), reply.lines());
            }
            log("reject", reply.toString());
            Reply unicode = new Reply(
                    reply.code(),
                    reply.enhanced(),
                    List.of(Text.toUnicode(reply.lines().get(0))));
            return Verdict.refuse(unicode);
        }

        @Override
        public void log(String what, String text) {
            String id = session.queueId().orElse("NOQUEUE");
            service.msg().info(id + ": " + what + ": " + where + " from " + client + ": " + text + ";" + whatsup());
        }

        private String whatsup() {
            return (sender == null ? "" : " from=<" + Address.external(sender) + ">")
                    + (recipient == null ? "" : " to=<" + Address.external(recipient) + ">")
                    + " proto=" + session.protocol()
                    + session.helo()
                            .map(name -> " helo=<" + Text.fromUnicode(name) + ">")
                            .orElse("");
        }

        @Override
        public String clientName() {
            return client.name();
        }

        @Override
        public String reverseClientName() {
            return client.reverseName();
        }

        @Override
        public String clientAddress() {
            return client.address();
        }

        @Override
        public String helo() {
            return session.helo().map(Text::fromUnicode).orElse(null);
        }

        @Override
        public String sender() {
            return sender;
        }

        @Override
        public String recipient() {
            return recipient;
        }

        @Override
        public boolean encrypted() {
            return session.tls().isPresent();
        }

        @Override
        public Optional<String> login() {
            return session.sasl().map(login -> Text.fromUnicode(login.user()));
        }

        @Override
        public int recipientCount() {
            return session.recipientCount();
        }

        @Override
        public void action(String action, String text) {
            actions.add(new String[] {action, text});
        }
    }
}
