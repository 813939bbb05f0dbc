package postroom.labs.debian.postfix.cleanup;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.milter.Milters;
import postroom.labs.debian.postfix.queue.QueueMessage;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.debian.postfix.queue.RecordType;
import postroom.labs.debian.postfix.queue.RecordWriter;
import postroom.labs.debian.postfix.queue.SizeRecord;
import postroom.labs.debian.postfix.queue.Spool;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;
import postroom.labs.io.ErrnoException;

/** One message on its way into the queue: first the envelope, then the lines of its content, then the end. */
public final class Incoming {
    private static final int MAX_HEADER = 102_400;

    private final Service service;
    private final Origin origin;
    private final Spool.Created file;
    private final Consumer<String> queued;
    private final Envelopes addresses;
    private final HeaderEditor editor;
    private final ContentChecks checks;
    private final RecordWriter content = new RecordWriter();
    private final long sizeLimit;
    private final int lineLimit;
    private final boolean replacesStrayCr;
    private Submission submission;
    private String sender = "";
    private List<QueuedRecipient> recipients = List.of();
    private StringBuilder header;
    private boolean inHeader = true;
    private Result.Refused refusal;
    private Optional<QueueMessage> refused = Optional.empty();

    Incoming(Service service, Origin origin, Spool.Created file, Consumer<String> queued) {
        Parameters parameters = service.parameters();
        this.service = service;
        this.origin = origin;
        this.file = file;
        this.queued = queued;
        this.addresses = new Envelopes(service, origin, file.id());
        this.editor = new HeaderEditor(service, origin, addresses);
        this.checks = new ContentChecks(service, origin);
        this.sizeLimit = parameters.number("message_size_limit");
        this.replacesStrayCr = parameters.bool("cleanup_replace_stray_cr_lf");
        this.lineLimit = (int) parameters.number("line_length_limit", 512);
    }

    /** The queue id. */
    public String id() {
        return file.id();
    }

    /** When the queue file was made. */
    public java.time.Instant created() {
        return file.time();
    }

    /**
     * What non_smtpd_milters say of a message that did not come by SMTP.
     *
     * @return whether it is turned away, and has to wait where it came from
     */
    public boolean isFilteredAway(String from) {
        Milters.Outcome outcome = new Milters(service, "non_smtpd_milters", service.msg()).connect();
        if (outcome instanceof Milters.Outcome.Refuse refuse) {
            service.msg()
                    .info(id() + ": milter-reject: CONNECT from localhost[127.0.0.1]: " + refuse.dsn() + " "
                            + refuse.text() + "; from=<" + Address.external(qualified(from)) + ">");
            abort();
            return true;
        }
        if (outcome instanceof Milters.Outcome.Hold) {
            action("HOLD", "");
        }
        return false;
    }

    private String qualified(String from) {
        try {
            return addresses.sender(from);
        } catch (TableError e) {
            return from;
        }
    }

    /** Says who sends to whom; once, before the content. */
    public void envelope(Submission newSubmission) {
        submission = newSubmission;
        try {
            sender = addresses.sender(submission.sender());
            recipients = addresses.recipients(submission, sender);
        } catch (TableError e) {
            refuse(new Result.Refused(451, "4.3.0", "Error: queue file write error"));
        } catch (AliasExpansion.Unreasonable e) {
            refuse(new Result.Refused(451, "4.6.0", "Alias expansion error"));
        }
    }

    /** The next line of the content, without its end. */
    public void line(String text) {
        if (refusal != null && checks.refusal() == null) {
            return;
        }
        if (inHeader) {
            headerLine(text);
        } else {
            checks.body(text, id(), sender, lastRecipient()).ifPresent(this::put);
        }
        if (sizeLimit > 0 && content.size() > sizeLimit) {
            service.msg().warning(id() + ": queue file size limit exceeded");
            refuse(new Result.Refused(552, "5.3.4", "Error: message file too big").by("message_size_limit", ""));
        }
    }

    /** What an access table wants done with the whole message: HOLD, DISCARD, FILTER, REDIRECT, BCC. */
    public void action(String action, String text) {
        checks.action(action, text);
        if (action.equals("BCC") && !text.isEmpty()) {
            copyTo(text);
        }
    }

    private void copyTo(String address) {
        try {
            recipients = addresses.withCopy(address);
        } catch (TableError e) {
            refuse(new Result.Refused(451, "4.3.0", "Error: queue file write error"));
        } catch (AliasExpansion.Unreasonable e) {
            refuse(new Result.Refused(451, "4.6.0", "Alias expansion error"));
        }
    }

    private void headerLine(String text) {
        boolean continues = header != null && !text.isEmpty() && (text.charAt(0) == ' ' || text.charAt(0) == '\t');
        if (continues) {
            if (header.length() + text.length() < MAX_HEADER) {
                header.append('\n').append(text);
            }
            return;
        }
        endHeader();
        if (!text.isEmpty() && Header.parse(text) != null) {
            header = new StringBuilder(text);
            return;
        }
        endHeaders();
        if (!text.isEmpty()) {
            put("");
            checks.body(text, id(), sender, lastRecipient()).ifPresent(this::put);
        } else {
            put("");
        }
    }

    private void endHeader() {
        if (header == null) {
            return;
        }
        String text = header.toString();
        header = null;
        Optional<String> checked = checks.header(text, id(), sender, lastRecipient());
        if (checks.refusal() != null) {
            refuse(checks.refusal());
        }
        checked.ifPresent(result -> {
            for (String each : result.split("\0")) {
                editHeader(each);
            }
        });
    }

    private void editHeader(String text) {
        Header parsed = Header.parse(text);
        if (parsed == null) {
            put(text);
            return;
        }
        try {
            editor.edit(parsed, id()).ifPresent(this::putAll);
        } catch (TableError e) {
            refuse(new Result.Refused(451, "4.3.0", "Error: queue file write error"));
        }
    }

    private void endHeaders() {
        inHeader = false;
        try {
            String fullName = submission.fullName();
            editor.missing(id(), sender, fullName).forEach(this::putAll);
        } catch (TableError e) {
            refuse(new Result.Refused(451, "4.3.0", "Error: queue file write error"));
        }
        if (editor.hops() > service.parameters().number("hopcount_limit")) {
            refuse(new Result.Refused(554, "5.4.0", "Error: too many hops").by("hopcount_limit", ""));
        }
    }

    private void putAll(String text) {
        for (String each : text.split("\n", -1)) {
            put(each);
        }
    }

    private void put(String text) {
        String line = replacesStrayCr ? text.replace('\r', ' ') : text;
        int at = 0;
        while (line.length() - at > lineLimit) {
            content.put(RecordType.CONT, line.substring(at, at + lineLimit));
            at += lineLimit;
        }
        content.put(RecordType.NORM, line.substring(at));
    }

    private void refuse(Result.Refused why) {
        refusal = refusal == null ? why : refusal;
    }

    private String lastRecipient() {
        return recipients.isEmpty() ? "" : recipients.get(recipients.size() - 1).address();
    }

    /** The message is whole: it is in the queue, and on the disk, when this returns; or it is gone. */
    public Result finish() {
        if (inHeader && (refusal == null || checks.refusal() != null)) {
            endHeader();
            endHeaders();
        }
        if (checks.refusal() != null) {
            refuse(checks.refusal());
        }
        checks.copies().forEach(this::copyTo);
        if (refusal == null && recipients.isEmpty()) {
            refuse(new Result.Refused(550, "5.1.3", "Error: no recipients specified"));
        }
        if (refusal != null || checks.discard()) {
            keepForReturn();
            abort();
            return refusal != null ? refusal : new Result.Queued(id(), false);
        }
        try {
            service.spool().fill("incoming", id(), bytes());
            if (checks.hold()) {
                service.spool().makeFolders(service.spool().path("hold", id()));
                service.spool().move(id(), "incoming", "hold");
            } else {
                queued.accept(id());
            }
            return new Result.Queued(id(), checks.hold());
        } catch (ErrnoException e) {
            service.msg().warning(id() + ": write queue file: " + e.getMessage());
            service.msg().warning("mail_stream_cleanup: close error");
            abort();
            return new Result.Unwritten();
        }
    }

    /** A message of this host that is refused for good goes back to its sender. */
    private void keepForReturn() {
        if (refusal != null && refusal.code() >= 500 && !recipients.isEmpty()) {
            try {
                refused = Optional.of(QueueMessage.parse(id(), bytes()));
            } catch (java.io.IOException damaged) {
                service.msg().warning(id() + ": " + damaged.getMessage());
            }
        }
    }

    /** The message that was refused for good, to be returned by who handed it in; empty if there is none. */
    public Optional<QueueMessage> refused() {
        return refused;
    }

    /** Forgets the message; its file goes. */
    public void abort() {
        try {
            service.spool().remove("incoming", id());
        } catch (ErrnoException gone) {
            service.msg().warning(id() + ": remove queue file: " + gone.getMessage());
        }
    }

    private byte[] bytes() {
        byte[] body = content.bytes();
        if (!checks.redirect().isEmpty()) {
            String other = service.rewriter().rewrite(checks.redirect());
            recipients = List.of(QueuedRecipient.of(other, other, "", 0));
        }
        // The size record is of fixed length, so what stands before the content can be written to be measured
        int offset = before(SizeRecord.NONE).size();
        SizeRecord size = new SizeRecord(body.length, offset, recipients.size(), submission.flags());
        RecordWriter tail = new RecordWriter().put(RecordType.EXTRA, "");
        if (submission.late()) {
            putRecipients(tail);
        }
        if (!submission.encoding().isEmpty()) {
            tail.attribute("encoding", submission.encoding());
        }
        tail.put(RecordType.END, "");
        byte[] head = before(size).bytes();
        byte[] all = java.util.Arrays.copyOf(head, head.length + body.length + tail.size());
        System.arraycopy(body, 0, all, head.length, body.length);
        System.arraycopy(tail.bytes(), 0, all, head.length + body.length, tail.size());
        return all;
    }

    private RecordWriter before(SizeRecord size) {
        RecordWriter out = new RecordWriter();
        out.put(RecordType.SIZE, size.data());
        out.put(
                RecordType.TIME,
                file.time().getEpochSecond() + " " + file.time().getNano() / 1000);
        out.attribute("create_time", Long.toString(file.time().getEpochSecond()));
        if (origin.attributes().stream().anyMatch(each -> each.startsWith("log_"))) {
            out.attribute("log_ident", id());
        }
        out.attribute("rewrite_context", origin.local() ? "local" : "remote");
        if (!submission.envelopeId().isEmpty()) {
            out.attribute("envelope_id", submission.envelopeId());
        }
        if (submission.returnFlags() != 0) {
            out.attribute("ret_flags", Integer.toString(submission.returnFlags()));
        }
        if (submission.flags() != 0) {
            out.attribute("trace_flags", Integer.toString(submission.flags()));
        }
        if (submission.fullName() != null) {
            out.put(RecordType.FULL, submission.fullName());
        }
        if (!checks.filter().isEmpty()
                || !service.parameters().get("content_filter").isEmpty() && origin.checked()) {
            out.put(
                    RecordType.FILTER,
                    checks.filter().isEmpty() ? service.parameters().get("content_filter") : checks.filter());
        }
        out.put(RecordType.FROM, sender);
        if (!submission.encoding().isEmpty()) {
            out.attribute("encoding", submission.encoding());
        }
        origin.attributes().forEach(each -> out.put(RecordType.ATTR, each));
        if (!submission.late()) {
            putRecipients(out);
        }
        return out.put(RecordType.MESSAGE, "");
    }

    private void putRecipients(RecordWriter out) {
        for (QueuedRecipient each : recipients) {
            if (each.notifyFlags() != 0) {
                out.attribute("notify_flags", Integer.toString(each.notifyFlags()));
            }
            if (!each.dsnOriginal().isEmpty()) {
                out.attribute("dsn_orig_rcpt", each.dsnOriginal());
            }
            out.put(RecordType.ORIGINAL_RCPT, each.original());
            out.put(RecordType.RCPT, each.address());
        }
    }
}
