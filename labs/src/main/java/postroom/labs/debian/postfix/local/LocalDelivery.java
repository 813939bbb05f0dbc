package postroom.labs.debian.postfix.local;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.address.Resolution;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.delivery.Report;
import postroom.labs.debian.postfix.delivery.Request;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.debian.postfix.service.Post;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;

/**
 * One recipient of local(8): aliases are followed to their ends; each end gets its line in the log. Commands run one
 * after the other, behind everything else.
 */
final class LocalDelivery {
    /** Aliases within aliases: local(8) allows a nesting of 100, and counts each alias four times. */
    private static final int MAX_DEPTH = 25;

    static final String RELAY = "local";

    private final Request request;
    private final Report report;
    private final Supplier<Post> post;
    private final OtherTransport other;
    private final Service service;
    private final Parameters parameters;
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final Set<String> mailboxesDone = new HashSet<>();
    private final Set<String> recipientsDone = new HashSet<>();
    private final Map<String, List<QueuedRecipient>> forwarded = new LinkedHashMap<>();
    private Runnable done;

    LocalDelivery(Request request, Report report, Supplier<Post> post, OtherTransport other) {
        this.request = request;
        this.report = report;
        this.post = post;
        this.other = other;
        this.service = report.service();
        this.parameters = service.parameters();
    }

    void deliver(QueuedRecipient queued, Runnable whenDone) {
        done = whenDone;
        Recipient recipient = Recipient.of(queued, parameters.get("recipient_delimiter"), queued.address(), 0);
        try {
            if (loops(recipient)) {
                report.bounced(queued, Report.Fate.of(RELAY, "5.4.6", "mail forwarding loop for " + queued.address()));
            } else {
                recipient(recipient, true, "");
            }
        } catch (IOException e) {
            report.deferred(queued, Report.Fate.of(RELAY, "4.3.0", "queue file read error: " + e.getMessage()));
        }
        forward(recipient);
        runLater();
    }

    private void runLater() {
        Runnable next = later.poll();
        if (next == null) {
            done.run();
        } else {
            next.run();
        }
    }

    private boolean loops(Recipient recipient) throws IOException {
        boolean[] state = {true, false};
        message().content(line -> {
            state[0] &= !line.isEmpty();
            state[1] |= state[0]
                    && line.regionMatches(true, 0, "Delivered-To:", 0, 13)
                    && line.substring(13).strip().equalsIgnoreCase(Address.external(recipient.delivered()));
        });
        return state[1];
    }

    private postroom.labs.debian.postfix.queue.QueueMessage message() {
        return request.message();
    }

    /** @param from the alias that has led here; a name that is its own alias is the user */
    private void recipient(Recipient recipient, boolean aliases, String from) throws IOException {
        // once at each depth, so that names which name each other twice do not become millions
        if (!recipientsDone.add(recipient.depth() + " " + recipient.queued().address())
                || aliases && alias(recipient, from)) {
            return;
        }
        Optional<Accounts.User> user = service.host().accounts().user(recipient.user());
        if (user.isEmpty() && recipient.extension() != null) {
            user = service.host().accounts().user(recipient.local());
        }
        if (user.isPresent()) {
            if (!aliases || !new ForwardFile(service, user.get(), recipient).deliver(this)) {
                mailbox(recipient, user.get());
            }
            return;
        }
        if (!pass(recipient, "mailbox_transport", recipient.user())
                && !pass(recipient, "fallback_transport", recipient.user())) {
            unknown(recipient);
        }
    }

    /** True if the recipient is an alias, and has been dealt with. */
    private boolean alias(Recipient recipient, String from) throws IOException {
        Optional<String> value;
        String name = recipient.local();
        if (name.equals(from)) {
            return false;
        }
        if (recipient.depth() >= MAX_DEPTH) {
            service.msg().warning("alias database loop for " + name);
            report.bounced(recipient.queued(), Report.Fate.of(RELAY, "5.4.6", "alias database loop for " + name));
            return true;
        }
        try {
            value = service.list("alias_maps").find(name);
            if (value.isEmpty() && recipient.extension() != null) {
                name = recipient.user();
                value = service.list("alias_maps").find(name, true);
            }
        } catch (TableError e) {
            report.deferred(recipient.queued(), Report.Fate.of(RELAY, "4.3.0", "alias database unavailable"));
            return true;
        }
        if (value.isEmpty()) {
            return false;
        }
        String owner = owner(name);
        for (Target target : Target.parse(value.get())) {
            aliasTarget(recipient, target, name, owner);
        }
        return true;
    }

    /** The sender of what goes on through a list that has an owner; null if it has none. */
    private String owner(String name) throws IOException {
        try {
            boolean has = parameters.bool("owner_request_special")
                    && service.list("alias_maps").find("owner-" + name).isPresent();
            return has ? service.rewriter().rewrite("owner-" + name) : null;
        } catch (TableError e) {
            return null;
        }
    }

    private void aliasTarget(Recipient recipient, Target target, String alias, String owner) throws IOException {
        if (target instanceof Target.To to) {
            String address = service.rewriter().rewrite(to.address());
            QueuedRecipient at = recipient.queued().at(address);
            if (owner == null && isLocal(address)) {
                Recipient next = Recipient.of(
                        at, parameters.get("recipient_delimiter"), recipient.delivered(), recipient.depth() + 1);
                recipient(next, !to.direct(), alias);
            } else if (to.direct() && isLocal(address)) {
                Recipient next = Recipient.of(at, parameters.get("recipient_delimiter"), recipient.delivered(), 0);
                recipient(next, false, alias);
            } else {
                forwardTo(owner == null ? message().sender() : owner, address);
            }
        } else if (target instanceof Target.Include include) {
            include(recipient, include);
        } else {
            special(recipient, target, defaultPrivileges(), null, "alias");
        }
    }

    private void include(Recipient recipient, Target.Include include) {
        try {
            String text = Text.of(service.files().read(include.path()));
            for (String line : text.split("\n")) {
                if (!line.startsWith("#")) {
                    for (Target target : Target.parse(line)) {
                        if (target instanceof Target.To to) {
                            forwardTo(message().sender(), service.rewriter().rewrite(to.address()));
                        } else {
                            report.bounced(
                                    recipient.queued(),
                                    Report.Fate.of(RELAY, "5.7.1", "mail to command or file is restricted"));
                        }
                    }
                }
            }
        } catch (postroom.labs.io.ErrnoException e) {
            report.bounced(
                    recipient.queued(),
                    Report.Fate.of(
                            RELAY, "5.2.4", "error reading include file " + include.path() + ": " + e.getMessage()));
        }
    }

    /** A command or a file. @param user whose, or null for those of aliases @param kind the word of allow_mail_to_ ... */
    void special(Recipient recipient, Target target, Credentials who, Accounts.User user, String kind)
            throws IOException {
        if (target instanceof Target.Command command) {
            if (!parameters.list("allow_mail_to_commands").contains(kind)) {
                report.bounced(recipient.queued(), Report.Fate.of(RELAY, "5.7.1", "mail to command is restricted"));
                return;
            }
            command(recipient, command.line(), who, user);
        } else if (target instanceof Target.ToFile file) {
            if (!parameters.list("allow_mail_to_files").contains(kind)) {
                report.bounced(recipient.queued(), Report.Fate.of(RELAY, "5.7.1", "mail to file is restricted"));
                return;
            }
            file(recipient, file.path(), who);
        }
    }

    boolean isLocal(String address) {
        try {
            Resolution where = service.resolver().resolve(message().sender(), address);
            return where.transport().equals(service.name()) && where.domainClass() == Resolution.DomainClass.LOCAL;
        } catch (TableError e) {
            return false;
        }
    }

    String sender() {
        return message().sender();
    }

    void forwardTo(String sender, String address) {
        forwarded.computeIfAbsent(sender, key -> new ArrayList<>()).add(QueuedRecipient.of(address, "", "", 0));
    }

    private Credentials defaultPrivileges() {
        return service.host()
                .accounts()
                .user(parameters.get("default_privs"))
                .map(user -> service.host().accounts().credentials(user))
                .orElse(new Credentials(65534, 65534, Set.of(65534)));
    }

    /** Passes a recipient on as {@code NAME_maps} or {@code NAME} says; false if they say nothing. */
    private boolean pass(Recipient recipient, String name, String user) {
        Optional<String> where;
        try {
            where = other.named(name, user);
        } catch (TableError e) {
            report.deferred(recipient.queued(), Report.Fate.of(RELAY, "4.3.0", name + "_maps lookup failure"));
            return true;
        }
        where.ifPresent(it -> later.add(() -> other.pass(it, recipient.queued(), this::runLater)));
        return where.isPresent();
    }

    void mailbox(Recipient recipient, Accounts.User user) throws IOException {
        if (!mailboxesDone.add(user.name())) {
            return;
        }
        if (pass(recipient, "mailbox_transport", user.name())) {
            return;
        }
        Credentials who = service.host().accounts().credentials(user);
        String command = parameters.get("mailbox_command");
        String home = parameters.get("home_mailbox");
        if (!command.isEmpty()) {
            command(recipient, command, who, user);
            return;
        }
        boolean maildir = home.endsWith("/");
        if (request.isProbe()) {
            String what = maildir ? "delivers to maildir" : "delivers to mailbox";
            report.sent(recipient.queued(), Report.Fate.of(RELAY, "2.0.0", what));
            return;
        }
        String spool = parameters.get("mail_spool_directory");
        String path =
                home.isEmpty() ? (spool.endsWith("/") ? spool : spool + "/") + user.name() : user.home() + "/" + home;
        if (maildir || home.isEmpty() && spool.endsWith("/")) {
            String folder = home.isEmpty() ? path + "/" : path;
            byte[] copy = MessageCopy.maildir(message(), recipient.queued().original(), recipient.delivered());
            say(recipient, new Mailbox(service).maildir(folder, who, copy), "delivered to maildir");
            return;
        }
        byte[] copy = Mailbox.mbox(message(), recipient, service.now());
        Optional<Mailbox.Failure> failure = new Mailbox(service)
                .append(path, who, home.isEmpty(), "mailbox", copy)
                .map(each -> new Mailbox.Failure(
                        each.dsn(),
                        each.text().startsWith("destination")
                                ? each.text()
                                : "cannot update mailbox " + path + " for user " + user.name() + ". " + each.text()));
        say(recipient, failure, "delivered to mailbox");
    }

    private void file(Recipient recipient, String path, Credentials who) throws IOException {
        if (request.isProbe()) {
            report.sent(recipient.queued(), Report.Fate.of(RELAY, "2.0.0", "delivers to file: " + path));
            return;
        }
        byte[] copy = Mailbox.mbox(message(), recipient, service.now());
        Optional<Mailbox.Failure> failure = path.endsWith("/")
                ? new Mailbox(service)
                        .maildir(
                                path,
                                who,
                                MessageCopy.maildir(
                                        message(), recipient.queued().original(), recipient.delivered()))
                : new Mailbox(service)
                        .append(path, who, false, "file", copy)
                        .map(each -> new Mailbox.Failure(
                                each.dsn(), "cannot append message to file " + path + ": " + each.text()));
        say(recipient, failure, "delivered to file: " + path);
    }

    private void say(Recipient recipient, Optional<Mailbox.Failure> failure, String success) {
        if (failure.isEmpty()) {
            report.sent(recipient.queued(), Report.Fate.of(RELAY, "2.0.0", success));
            return;
        }
        Report.Fate fate =
                Report.Fate.of(RELAY, failure.get().dsn(), failure.get().text());
        if (fate.dsn().startsWith("4")) {
            report.deferred(recipient.queued(), fate);
        } else {
            report.bounced(recipient.queued(), fate);
        }
    }

    private void command(Recipient recipient, String line, Credentials who, Accounts.User user) throws IOException {
        if (request.isProbe()) {
            report.sent(recipient.queued(), Report.Fate.of(RELAY, "2.0.0", "delivers to command: " + line));
            return;
        }
        byte[] copy = MessageCopy.piped(message(), recipient.queued().original(), recipient.delivered(), service.now());
        boolean atHome = user != null && FileAccess.root(service.host().disk()).exists(user.home());
        String folder = atHome ? user.home() : parameters.get("queue_directory");
        Map<String, String> environment = environment(recipient, user);
        later.add(() -> new Commands(service).run(line, who, folder, environment, copy, ended -> {
            CommandFate.report(recipient.queued(), line, ended, report);
            runLater();
        }));
    }

    private Map<String, String> environment(Recipient recipient, Accounts.User user) {
        Map<String, String> all = new LinkedHashMap<>();
        String name = user == null ? recipient.user() : user.name();
        all.put("USER", name);
        all.put("DOMAIN", recipient.domain());
        all.put("LOGNAME", name);
        all.put("ORIGINAL_RECIPIENT", Address.external(recipient.queued().original()));
        all.put("LOCAL", recipient.local());
        all.put("SENDER", Address.external(message().sender()));
        all.put("RECIPIENT", Address.external(recipient.queued().address()));
        if (recipient.extension() != null) {
            all.put("EXTENSION", recipient.extension());
        }
        if (user != null) {
            all.put("HOME", user.home());
            all.put("SHELL", user.shell());
        }
        return all;
    }

    private void unknown(Recipient recipient) throws IOException {
        String relay = parameters.get("luser_relay");
        if (relay.isEmpty()) {
            report.bounced(
                    recipient.queued(), Report.Fate.of(RELAY, "5.1.1", "unknown user: \"" + recipient.user() + "\""));
            return;
        }
        String expanded =
                relay.replaceAll("\\$\\{?(local|user)\\}?", recipient.local().replace("$", "\\$"));
        for (Target target : Target.parse(expanded)) {
            if (target instanceof Target.To to) {
                String address = service.rewriter().rewrite(to.address());
                if (isLocal(address) && recipient.depth() < MAX_DEPTH) {
                    Recipient next = Recipient.of(
                            recipient.queued().at(address),
                            parameters.get("recipient_delimiter"),
                            recipient.delivered(),
                            recipient.depth() + 1);
                    recipient(next, true, "");
                } else {
                    forwardTo(message().sender(), address);
                }
            } else {
                special(recipient, target, defaultPrivileges(), null, "alias");
            }
        }
    }

    /** Posts what goes on to other addresses: a new message for each sender. */
    private void forward(Recipient recipient) {
        forwarded.forEach((sender, addresses) -> {
            try {
                List<QueuedRecipient> recipients = addresses.stream()
                        .map(each -> QueuedRecipient.of(
                                each.address(),
                                recipient.queued().original(),
                                recipient.queued().dsnOriginal(),
                                recipient.queued().notifyFlags()))
                        .toList();
                Optional<String> id = post.get().post(new Post.Letter(sender, recipients, copy(recipient), false, ""));
                if (id.isPresent()) {
                    report.sent(recipient.queued(), Report.Fate.of(RELAY, "2.0.0", "forwarded as " + id.get()));
                } else {
                    report.deferred(recipient.queued(), Report.Fate.of(RELAY, "4.3.0", "unable to forward message"));
                }
            } catch (IOException e) {
                report.deferred(recipient.queued(), Report.Fate.of(RELAY, "4.3.0", "unable to forward message"));
            }
        });
    }

    private List<String> copy(Recipient recipient) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("Received: by " + parameters.get("myhostname") + " (" + parameters.get("mail_name") + ")");
        lines.add("\tid \u0001; " + postroom.labs.debian.postfix.service.MailDate.header(service.now()));
        lines.add("Delivered-To: " + Address.external(recipient.delivered()));
        message().content(lines::add);
        return lines;
    }
}
