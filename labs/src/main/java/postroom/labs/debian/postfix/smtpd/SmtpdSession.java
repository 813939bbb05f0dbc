package postroom.labs.debian.postfix.smtpd;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import postroom.labs.debian.postfix.address.DomainList;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.milter.Milters;
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
import postroom.server.wire.Cause;

/** What smtpd(8) decides in one session: the restrictions of main.cf, and the log lines of refusals. */
final class SmtpdSession implements SmtpPolicy {
    private final Executor serial;
    private final Service service;
    private final SmtpSession session;
    private final Client client;
    private final Partners partners;
    private final Standing standing;
    private final SmtpdSink sink;
    private Optional<SaslService> sasl = Optional.empty();
    private final Actions actions = new Actions();
    private Milters.Outcome filters = new Milters.Outcome.Pass();

    SmtpdSession(Executor serial, Service service, SmtpSession session, Client client, Partners partners) {
        this.serial = serial;
        this.service = service;
        this.session = session;
        this.client = client;
        this.partners = partners;
        this.standing = new Standing(service.parameters());
        this.sink = new SmtpdSink(serial, service, client, partners.cleanup(), actions);
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
        return decide(request("CONNECT", null, null, null), (ask, request) -> {
            filters = new Milters(service, "smtpd_milters", request.msg()).connect();
            if (filtered(request) instanceof Ruling.Refuse refuse
                    && refuse.reply().code() >= 500) {
                String own = service.parameters().get("myhostname");
                return new Ruling.Refuse(Reply.plain(554, own + " ESMTP not accepting connections"));
            }
            return delays() ? Ruling.DUNNO : ask.client();
        });
    }

    /** What the filters' default action says of a command, which is logged each time. */
    private Ruling filtered(SessionRequest request) {
        Milters.words(filters).ifPresent(it -> request.log(it[0], it[1]));
        if (filters instanceof Milters.Outcome.Hold && request.sender() != null) {
            request.action("HOLD", "");
        }
        return filters instanceof Milters.Outcome.Refuse refuse
                ? new Ruling.Refuse(Reply.of(refuse.code(), refuse.dsn(), refuse.text()))
                : Ruling.DUNNO;
    }

    @Override
    public CompletionStage<Verdict> helo(String name) {
        RequestText text = request(session.where(), Text.fromUnicode(name), null, null);
        return decide(text, (ask, request) -> {
            Ruling ruling = delays() ? Ruling.DUNNO : ask.helo();
            if (!(ruling instanceof Ruling.Refuse)) {
                filtered(request);
            }
            return ruling;
        });
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
                partners.died().accept(service, fatal);
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
        actions.clear();
        standing.newMessage();
        return decide(request("MAIL", helo(), internal, null), (ask, request) -> {
            Ruling ruling = delays() ? Ruling.DUNNO : ask.sender();
            return ruling instanceof Ruling.Refuse ? ruling : filtered(request);
        });
    }

    @Override
    public CompletionStage<Verdict> recipient(Recipient recipient) {
        String internal = Text.fromUnicode(recipient.address());
        return decide(request("RCPT", helo(), sender(), internal), (ask, request) -> {
            Ruling ruling = ask.recipient();
            return ruling instanceof Ruling.Refuse ? ruling : filtered(request);
        });
    }

    @Override
    public CompletionStage<Verdict> data() {
        return decide(request("DATA", helo(), sender(), onlyRecipient()), (ask, request) -> {
            Ruling ruling = ask.data();
            return ruling instanceof Ruling.Refuse ? ruling : filtered(request);
        });
    }

    @Override
    public CompletionStage<Verdict> endOfData(long bytes) {
        return decide(request("END-OF-MESSAGE", helo(), sender(), onlyRecipient()), (ask, request) -> ask.endOfData());
    }

    @Override
    public CompletionStage<Verdict> verify(String address) {
        return decide(request("VRFY", helo(), null, Text.fromUnicode(address)), (ask, request) -> ask.recipient());
    }

    @Override
    public Optional<Cause> because(String parameter) {
        return Optional.of(Cause.of(Asked.setting(service.parameters(), parameter)));
    }

    @Override
    public CompletionStage<Reply> etrn(String domain) {
        RequestText text = new RequestText("ETRN", helo(), null, null, domain);
        return decide(text, (ask, request) -> ask.etrn())
                .thenApplyAsync(
                        verdict -> verdict instanceof Verdict.Refuse refuse ? refuse.reply() : flushed(domain), serial);
    }

    private Reply flushed(String domain) {
        try {
            DomainList domains = new DomainList(
                    "fast_flush_domains", service.parameters(), service.tables(), service.files(), service.msg());
            if (!domains.hasDomain(domain)) {
                String shown = domain.substring(0, Math.min(100, domain.length()));
                service.msg().warning("reject: ETRN " + shown + "... from " + client);
                return Reply.plain(459, "<" + domain + ">: service unavailable");
            }
            partners.flush().domain(domain);
            return Reply.plain(250, "Queuing started");
        } catch (TableError | Fatal e) {
            return Reply.plain(458, "Unable to queue messages");
        }
    }

    private String helo() {
        return session.helo().map(Text::fromUnicode).orElse(null);
    }

    private String sender() {
        return session.sender().map(Text::fromUnicode).orElse(null);
    }

    /** The recipient, if there is no other. */
    private String onlyRecipient() {
        return session.recipientCount() == 1
                ? session.firstRecipient().map(Text::fromUnicode).orElse(null)
                : null;
    }

    /** What the client has said so far. Texts that are missing are null. */
    record RequestText(String where, String helo, String sender, String recipient, String etrnDomain) {}

    private static RequestText request(String where, String helo, String sender, String recipient) {
        return new RequestText(where, helo, sender, recipient, null);
    }

    private interface Decision {
        Ruling make(RestrictionLists lists, SessionRequest request) throws TableError;
    }

    private CompletionStage<Verdict> decide(RequestText text, Decision decision) {
        CompletableFuture<Verdict> answer = new CompletableFuture<>();
        Waits waits = new Waits();
        serial.execute(() -> attempt(text, decision, waits, answer));
        return answer;
    }

    private void attempt(RequestText text, Decision decision, Waits waits, CompletableFuture<Verdict> answer) {
        standing.asked(Optional.empty()); // a look-up that failed may have left one
        Standing before = standing.copy();
        waits.again();
        SessionRequest request =
                new SessionRequest(service, session, client, text, waits, partners.verifier(), actions);
        try {
            Ruling ruling;
            try {
                ruling = decision.make(new RestrictionLists(service, request, standing), request);
            } catch (TableError e) {
                String name = text.recipient() == null ? text.sender() : text.recipient();
                ruling = standing.fault(request, 451, "4.3.0", "<" + name + ">: Temporary lookup failure");
            }
            request.say();
            answer.complete(request.isHungUp() ? Verdict.HANG_UP : verdict(ruling));
        } catch (Pending pending) {
            standing.take(before);
            service.host().timers().after(pending.delay(), () -> attempt(text, decision, waits, answer));
        } catch (Fatal fatal) {
            request.say();
            partners.died().accept(service, fatal);
            answer.completeExceptionally(fatal);
        } catch (RuntimeException bug) {
            answer.completeExceptionally(bug);
        }
    }

    private static Verdict verdict(Ruling ruling) {
        if (!(ruling instanceof Ruling.Refuse refuse)) {
            return Verdict.ACCEPT;
        }
        Reply reply = refuse.reply();
        String text = Text.toUnicode(reply.lines().get(0));
        return Verdict.refuse(new Reply(reply.code(), reply.enhanced(), List.of(text), reply.cause()));
    }
}
