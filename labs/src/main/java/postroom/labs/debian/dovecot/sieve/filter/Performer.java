package postroom.labs.debian.dovecot.sieve.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import postroom.labs.debian.dovecot.delivery.Letter;
import postroom.labs.debian.dovecot.delivery.MailDelivery;
import postroom.labs.debian.dovecot.delivery.Outcome;
import postroom.labs.debian.dovecot.sieve.run.Action;
import postroom.labs.debian.dovecot.sieve.run.Result;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Syslog.Priority;
import postroom.labs.io.ErrnoException;
import postroom.server.mailbox.MailFlags;

/** Does what scripts have asked for, and tells the log. */
final class Performer {
    private static final long REDIRECT_SECONDS = 12 * 3600; // sieve_redirect_duplicate_period

    private final MailDelivery delivery;
    private final Letter letter;
    private final String inbox;
    private final UserLog userLog;
    private final Duplicates duplicates;
    private boolean kept;
    private boolean failed;
    private boolean implicit;
    private Outcome inboxFailure;

    Performer(MailDelivery delivery, Letter letter, String inbox, FileAccess files, UserLog userLog) {
        this.delivery = delivery;
        this.letter = letter;
        this.inbox = inbox;
        this.userLog = userLog;
        this.duplicates = new Duplicates(
                files, delivery.user().home(), delivery.host().clock().instant());
    }

    /** Whether something could not be done, and the message was kept instead. */
    boolean failed() {
        return failed;
    }

    Outcome all(Result result) throws ErrnoException {
        implicit = result.implicitKeep();
        if (!prepare(result)) {
            return keep();
        }
        for (Action each : result.actions()) {
            if (each instanceof Action.Store store) {
                store(store);
            } else if (each instanceof Action.Redirect redirect) {
                redirect(redirect);
            } else if (each instanceof Action.Reject reject) {
                reject(reject);
            } else if (each instanceof Action.Vacation vacation) {
                vacation(vacation);
            } else {
                tell("discard action: Marked message to be discarded if not explicitly delivered (discard action)");
            }
        }
        return (implicit || failed) && !kept ? keep() : new Outcome(Outcome.Kind.SAVED, "");
    }

    /** The implicit keep, unless an explicit one has failed. */
    Outcome keep() throws ErrnoException {
        if (inboxFailure != null) {
            return inboxFailure;
        }
        try {
            delivery.save(letter, inbox, MailFlags.NONE);
            tell("stored mail into mailbox '" + inbox + "'");
            return new Outcome(Outcome.Kind.SAVED, "");
        } catch (MailDelivery.Failure failure) {
            failed = true;
            complain("failed to store into mailbox '" + inbox + "': ", failure);
            return failure.outcome();
        }
    }

    private void tell(String text) {
        delivery.log(Priority.INFO, "sieve: " + delivery.described(letter, text));
    }

    /** Opens all mailboxes first: if one cannot be had, nothing is stored anywhere but in INBOX. */
    private boolean prepare(Result result) throws ErrnoException {
        Action.Store broken = null;
        for (Action each : result.actions()) {
            if (each instanceof Action.Store store && broken == null) {
                try {
                    delivery.prepare(mailbox(store), creates(store));
                } catch (MailDelivery.Failure failure) {
                    broken = store;
                    complain(store, failure);
                }
            }
        }
        for (Action each : result.actions()) {
            if (broken != null && each instanceof Action.Store store && store != broken) {
                tell(prefix(store) + "store into mailbox " + shown(store) + " aborted");
            }
        }
        return broken == null;
    }

    private String mailbox(Action.Store store) {
        return store.mailbox().isEmpty() || store.keep() ? inbox : store.mailbox();
    }

    private String shown(Action.Store store) {
        return store.mailbox().isEmpty() ? "'' (INBOX)" : "'" + mailbox(store) + "'";
    }

    private boolean creates(Action.Store store) {
        return store.create() || delivery.is("lda_mailbox_autocreate");
    }

    private static String prefix(Action.Store store) {
        return store.keep() ? "" : "fileinto action: ";
    }

    private void complain(Action.Store store, MailDelivery.Failure failure) throws ErrnoException {
        failed = true;
        complain(prefix(store) + "failed to store into mailbox " + shown(store) + ": ", failure);
        if (mailbox(store).equals(inbox)) {
            inboxFailure = failure.outcome();
        }
    }

    /** Users are told what is wrong; that there was no room is in the log as well. */
    private void complain(String what, MailDelivery.Failure failure) throws ErrnoException {
        if (failure.isFull()) {
            tell(what + failure.getMessage());
        }
        userLog.write("error: " + delivery.described(letter, what + failure.getMessage() + "."));
    }

    private void store(Action.Store store) throws ErrnoException {
        String mailbox = mailbox(store);
        try {
            delivery.save(letter, mailbox, MailFlags.parse(String.join(" ", store.flags())), creates(store));
            tell(prefix(store) + "stored mail into mailbox " + shown(store));
            kept |= mailbox.equals(inbox);
        } catch (MailDelivery.Failure failure) {
            complain(store, failure);
        }
    }

    private void redirect(Action.Redirect redirect) throws ErrnoException {
        String target = "<" + redirect.address() + ">";
        Optional<String> id = letter.header("Message-ID");
        String what = "redirect " + id.orElse("") + " " + redirect.address();
        if (id.isPresent() && duplicates.has(what)) {
            tell("redirect action: discarded duplicate forward to " + target);
            implicit = true;
            return;
        }
        Optional<String> failure = delivery.send(letter.sender(), redirect.address(), redirected());
        if (failure.isPresent()) {
            failed = true;
            delivery.log(Priority.ERR, "Error: " + failure.get());
            return;
        }
        if (id.isPresent()) {
            duplicates.add(what, REDIRECT_SECONDS);
        }
        tell("redirect action: forwarded to " + target);
    }

    private byte[] redirected() {
        String owner = delivery.user().name();
        String address = owner.indexOf('@') < 0 ? owner + "@" + delivery.hostName() : owner;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("X-Sieve: Pigeonhole Sieve 0.5.19 (4eae2f79)\r\nX-Sieve-Redirected-From: " + address + "\r\n")
                .getBytes(UTF_8));
        byte[] content = letter.content();
        int from = 0;
        if (new String(content, 0, Math.min(content.length, 12), UTF_8).equalsIgnoreCase("Return-Path:")) {
            while (from < content.length && content[from++] != '\n') {
                continue; // that of this delivery does not go along
            }
        }
        out.write(content, from, content.length - from);
        return out.toByteArray();
    }

    private void reject(Action.Reject reject) {
        if (letter.sender().isEmpty()) {
            tell("reject action: not sending reject message to <>");
            return;
        }
        if (delivery.reject(letter, reject.reason(), false)) {
            tell("reject action: rejected message from <" + letter.sender() + "> (reject)");
        } else {
            failed = true;
        }
    }

    private void vacation(Action.Vacation vacation) throws ErrnoException {
        Answer answer = new Answer(delivery, letter, vacation);
        String what = "vacation " + vacation.identity() + " " + letter.sender();
        Optional<String> why = answer.hindrance();
        if (why.isEmpty() && duplicates.has(what)) {
            why = Optional.of("discarded duplicate vacation response to <" + letter.sender() + ">");
        }
        if (why.isEmpty()) {
            why = answer.objection();
        }
        if (why.isEmpty()) {
            why = delivery.send("", letter.sender(), answer.text())
                    .map(it -> "failed to send vacation response to <" + letter.sender() + ">: " + it);
            if (why.isEmpty()) {
                duplicates.add(what, vacation.seconds());
            }
        }
        tell("vacation action: " + why.orElse("sent vacation response to <" + letter.sender() + ">"));
    }
}
