package postroom.labs.debian.dovecot.delivery;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.dovecot.auth.MailUser;
import postroom.labs.debian.dovecot.auth.Variables;
import postroom.labs.debian.dovecot.config.DovecotConfig;
import postroom.labs.debian.dovecot.storage.MailStores;
import postroom.labs.debian.dovecot.storage.MaildirStore;
import postroom.labs.debian.dovecot.storage.StorageContext;
import postroom.labs.host.Host;
import postroom.labs.host.Syslog.Priority;
import postroom.labs.io.ErrnoException;
import postroom.server.mailbox.MailFlags;
import postroom.server.mailbox.MailStore;
import postroom.server.mailbox.Mailbox;
import postroom.server.mailbox.MailboxException;

/**
 * Delivery for one user ({@code mail_deliver()}): into a mailbox, and if that cannot be had, into INBOX. To be used on the
 * lab's serial executor.
 */
public final class MailDelivery {
    private static final Set<String> YES = Set.of("yes", "y", "1");

    private static final String DOMAIN_OR_HOST = "%{if;%d;ne;;%d;%{hostname}}";

    private final Host host;
    private final DovecotConfig config;
    private final String protocol;
    private final int pid;
    private final String session;
    private final MailUser user;
    private final Map<String, String> overrides;
    private MailStore store;
    private String lastError = "";

    /**
     * A delivery.
     *
     * @param protocol {@code lda} or {@code lmtp}
     * @param pid of the process that delivers
     * @param session its id, for the log
     * @param overrides settings from a command line, which go before the configuration
     */
    public MailDelivery(
            Host host,
            DovecotConfig config,
            String protocol,
            int pid,
            String session,
            MailUser user,
            Map<String, String> overrides) {
        this.host = host;
        this.config = config;
        this.protocol = protocol;
        this.pid = pid;
        this.session = session;
        this.user = user;
        this.overrides = overrides;
    }

    /** The host that all happens on. */
    public Host host() {
        return host;
    }

    /** Whose mail it is. */
    public MailUser user() {
        return user;
    }

    /** The process that delivers. */
    public int pid() {
        return pid;
    }

    /** The configuration. */
    public DovecotConfig config() {
        return config;
    }

    /** A setting, as this delivery sees it. */
    public String setting(String name) {
        return overrides.getOrDefault(name, config.get(name, protocol));
    }

    /** Whether a setting is on. */
    public boolean is(String name) {
        return YES.contains(setting(name).toLowerCase(Locale.ROOT));
    }

    /** Whether a plugin is loaded. */
    public boolean hasPlugin(String name) {
        return Set.of(setting("mail_plugins").trim().split("\\s+")).contains(name);
    }

    /** {@code postmaster_address}, where answers come from. */
    public String postmaster() {
        String set = setting("postmaster_address");
        int at = user.name().indexOf('@');
        String domain = at < 0 ? hostName() : user.name().substring(at + 1);
        return set.isEmpty()
                ? "postmaster@" + domain
                : Variables.expand(set.replace(DOMAIN_OR_HOST, domain), user.name(), user.home());
    }

    /** The host's name as Dovecot gives it: the setting {@code hostname}, or the host's full name. */
    public String hostName() {
        String set = setting("hostname");
        return set.isEmpty() ? HostNames.full(host) : set;
    }

    /** A line in the log. */
    public void log(Priority priority, String text) {
        host.syslog().log("mail", priority, "dovecot", prefix() + text);
    }

    private String prefix() {
        return protocol + "(" + user.name() + ")<" + pid + "><" + session + ">: ";
    }

    /** A line about a message ({@code deliver_log_format}). */
    public void tell(Letter letter, String text) {
        log(Priority.INFO, described(letter, text));
    }

    /** What {@code deliver_log_format} makes of a text. */
    public String described(Letter letter, String text) {
        return new LogFormat(setting("deliver_log_format")).of(letter, text);
    }

    /** The user's mailboxes. */
    public MailStore store() throws ErrnoException {
        if (store == null) {
            StorageContext context = new StorageContext(host, pid, text -> {
                lastError = text.replaceFirst("^Error: ", "");
                log(Priority.ERR, text);
            });
            store = MailStores.of(context, config, user, protocol);
        }
        return store;
    }

    /**
     * Puts a message into a mailbox, or else into INBOX.
     *
     * @return saved, unless neither would do
     */
    public Outcome deliver(Letter letter, String mailbox) {
        try {
            save(letter, mailbox, MailFlags.NONE);
            tell(letter, "saved mail to " + mailbox);
            return Outcome.SAVED;
        } catch (Failure failure) {
            tell(letter, failure.log(mailbox));
            boolean elsewhere = failure.isMissing() && !mailbox.equals("INBOX");
            return elsewhere ? deliver(letter, "INBOX") : failure.outcome();
        }
    }

    /** Why a message could not be saved. */
    public final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        private final boolean opening;
        private final MailboxException.Reason reason;

        Failure(boolean opening, MailboxException why) {
            super(isInternal(why.reason()) && !lastError.isEmpty() ? lastError : why.getMessage(), why);
            this.opening = opening;
            this.reason = why.reason();
        }

        /** Whether there is no such mailbox. */
        public boolean isMissing() {
            return opening && !isInternal(reason);
        }

        /** Whether there was no room. */
        public boolean isFull() {
            return reason == MailboxException.Reason.OVER_QUOTA;
        }

        String log(String mailbox) {
            return opening
                    ? "save failed to open mailbox " + mailbox + ": " + getMessage()
                    : "save failed to " + mailbox + ": " + getMessage();
        }

        /** What the sender gets to hear. */
        public Outcome outcome() {
            return reason == MailboxException.Reason.OVER_QUOTA
                    ? new Outcome(Outcome.Kind.OVER_QUOTA, getMessage())
                    : new Outcome(Outcome.Kind.FAILED, getMessage());
        }
    }

    private static boolean isInternal(MailboxException.Reason reason) {
        return reason == MailboxException.Reason.INTERNAL || reason == MailboxException.Reason.PERMISSION;
    }

    /** Puts a message into a mailbox, which is made if {@code lda_mailbox_autocreate} says so. */
    public void save(Letter letter, String name, MailFlags flags) throws Failure {
        save(letter, name, flags, is("lda_mailbox_autocreate"));
    }

    /** Puts a message into a mailbox. @param creates whether it is made if it is missing */
    public void save(Letter letter, String name, MailFlags flags, boolean creates) throws Failure {
        Mailbox mailbox;
        try {
            mailbox = open(name, creates);
        } catch (MailboxException e) {
            throw new Failure(true, e);
        }
        try {
            mailbox.append(letter.content(), flags, host.clock().instant());
        } catch (MailboxException e) {
            throw new Failure(false, e);
        }
    }

    /** Finds out whether a mailbox can be had, and makes it if it is missing and that is wanted. */
    public void prepare(String name, boolean creates) throws Failure {
        try {
            open(name, creates);
        } catch (MailboxException e) {
            throw new Failure(true, e);
        }
    }

    private Mailbox open(String name, boolean creates) throws MailboxException {
        MailStore mail;
        try {
            mail = store();
        } catch (ErrnoException e) {
            throw new MailboxException(MailboxException.Reason.INTERNAL, e.getMessage());
        }
        if (mail instanceof MaildirStore maildir) {
            maildir.makeInbox();
        }
        boolean missing = !mail.exists(name);
        if (missing && creates) {
            mail.create(name);
            if (is("lda_mailbox_autosubscribe")) {
                mail.subscribe(name);
            }
        }
        return mail.open(name);
    }

    /** Whether the user's mailbox takes nothing any more. */
    public boolean isFull() {
        try {
            return store() instanceof MaildirStore maildir
                    && maildir.quotaKeeper().isFull();
        } catch (ErrnoException e) {
            return false;
        }
    }

    /** What is said of a full mailbox. */
    public String fullText() {
        try {
            return store() instanceof MaildirStore maildir
                    ? maildir.quotaKeeper().message()
                    : "";
        } catch (ErrnoException e) {
            return "";
        }
    }

    /**
     * Tells the sender that their message was refused.
     *
     * @param full whether it is because there was no room
     * @return false if that could not be done
     */
    public boolean reject(Letter letter, String reason, boolean full) {
        if (letter.sender().isEmpty()) {
            tell(
                    letter,
                    letter.hasSender()
                            ? "discarded: Mail has null return path, rejection reason: " + reason
                            : "Return-Path missing, rejection reason: " + reason);
            return true;
        }
        byte[] notice = new Rejection(this, letter).notice(reason, full);
        Optional<String> failure = send("", letter.sender(), notice);
        failure.ifPresent(it -> log(Priority.ERR, "Error: " + it));
        return failure.isEmpty();
    }

    /** Sends a message in the user's name ({@code sendmail_path}). @param sender empty for {@code <>} */
    public Optional<String> send(String sender, String recipient, byte[] message) {
        return new Submission(host, user, pid).send(setting("sendmail_path"), sender, recipient, message);
    }
}
