package postroom.labs.debian.dovecot.lda;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import postroom.labs.debian.dovecot.auth.Authenticator;
import postroom.labs.debian.dovecot.auth.MailUser;
import postroom.labs.debian.dovecot.config.ConfigException;
import postroom.labs.debian.dovecot.config.ConfigFiles;
import postroom.labs.debian.dovecot.config.DovecotConfig;
import postroom.labs.debian.dovecot.delivery.Letter;
import postroom.labs.debian.dovecot.delivery.MailDelivery;
import postroom.labs.debian.dovecot.delivery.Outcome;
import postroom.labs.debian.dovecot.delivery.SessionIds;
import postroom.labs.debian.dovecot.master.Master;
import postroom.labs.debian.dovecot.sieve.filter.SieveDelivery;
import postroom.labs.debian.dovecot.storage.NetworkText;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Syslog.Priority;
import postroom.labs.io.ErrnoException;

/** {@code dovecot-lda(1)}, also known as {@code deliver}: delivers the message on its standard input. */
public final class DovecotLda implements Program {
    private static final Getopt OPTIONS = new Getopt("+a:c:d:ef:hkm:o:p:r:");
    private static final String USAGE = """
            Usage: dovecot-lda [-c <config file>] [-d <username>] [-p <path>]
                               [-m <mailbox>] [-e] [-k] [-f <envelope sender>]
                               [-a <original envelope recipient>]
                               [-r <final envelope recipient>]\s
            """;
    private static final String STATS = "/run/dovecot/stats-writer";
    private static final String USERDB = "/run/dovecot/auth-userdb";

    private static final int USAGE_ERROR = 64;
    private static final int NO_USER = 67;
    private static final int TEMPORARY = 75;
    private static final int REFUSED = 77;

    @Override
    public int run(Process process) throws IOException {
        Getopt.Parsed call;
        try {
            call = OPTIONS.parse(process.argv());
        } catch (UsageException e) {
            process.err().println(e.getMessage().replaceFirst("unrecognized option '-.*", "invalid option -- '-'"));
            process.out().print(USAGE);
            return USAGE_ERROR;
        }
        String own = process.host().accounts().userName(process.who().uid());
        String name = call.value("d", process.environment().getOrDefault("USER", own));
        if (!call.operands().isEmpty()) {
            process.out().print(USAGE);
            process.err()
                    .println("lda(" + name + "): Fatal: Unknown argument: "
                            + call.operands().get(0));
            return USAGE_ERROR;
        }
        return deliver(process, call, name);
    }

    private int deliver(Process process, Getopt.Parsed call, String name) throws IOException {
        String file = call.value("c", DovecotConfig.FILE);
        if (!process.files().exists(file)) {
            process.err()
                    .println("lda(" + process.pid() + "): Fatal: Error reading configuration: stat(" + file
                            + ") failed: No such file or directory");
            return TEMPORARY;
        }
        DovecotConfig config;
        try {
            config = DovecotConfig.read(ConfigFiles.on(process.files()), file);
        } catch (ConfigException e) {
            process.err().println("doveconf: Fatal: Error in configuration file " + e.getMessage());
            return TEMPORARY;
        }
        boolean root = process.who().uid() == 0;
        if (root && !call.has("d")) {
            process.err().println("lda(root): Fatal: destination user parameter (-d user) not given");
            return USAGE_ERROR;
        }
        if (process.files().exists(STATS) && !process.files().allows(STATS, 2)) {
            process.err()
                    .println("lda(" + name + "): Error: net_connect_unix(" + STATS + ") failed: Permission denied");
            process.err().flush();
        }
        String mail = process.environment().getOrDefault("MAIL", "");
        if (call.has("k") && !mail.isEmpty() && mail.indexOf(':') < 0) {
            return fatal(
                    process,
                    "lda(" + process.pid() + "): Fatal: Namespace '': Ambiguous mail location setting, don't know what"
                            + " to do with it: " + mail + " (try prefixing it with mbox: or maildir:)");
        }
        Optional<MailUser> user;
        if (call.has("d")) {
            Optional<String> trouble = trouble(process, name);
            if (trouble.isPresent()) {
                log(
                        process,
                        "lda(" + name + ")<" + process.pid() + "><>: Error: auth-master: userdb lookup(" + name + "): "
                                + trouble.get());
                return fatal(
                        process,
                        "lda(" + process.pid()
                                + "): Fatal: Internal error occurred. Refer to server log for more information.");
            }
            user = lookUp(process, name);
        } else {
            user = process.host().accounts().user(name).map(it -> new MailUser(name, process.who(), it.home(), ""));
        }
        return user.isEmpty() ? NO_USER : deliver(process, call, config, user.get());
    }

    private static void log(Process process, String line) {
        process.host().syslog().log("mail", Priority.ERR, "dovecot", line);
    }

    private static int fatal(Process process, String line) {
        process.host().syslog().log("mail", Priority.CRIT, "dovecot", line);
        return TEMPORARY;
    }

    /** Why the userdb does not answer. */
    private static Optional<String> trouble(Process process, String name) {
        try {
            process.files().stat(USERDB);
        } catch (ErrnoException e) {
            return Optional.of("connect(" + USERDB + ") failed: " + e.errno().text());
        }
        if (!process.files().allows(USERDB, 2)) {
            return Optional.of("connect(" + USERDB + ") failed: Permission denied");
        }
        if (Master.on(process.host()).isEmpty()) {
            return Optional.of("connect(" + USERDB + ") failed: Connection refused");
        }
        int own = process.who().uid();
        Optional<MailUser> asked = lookUp(process, name);
        if (own != 0 && asked.isPresent() && asked.get().who().uid() != own) {
            log(
                    process,
                    "auth: Error: client doesn't have lookup permissions for this user: userdb uid ("
                            + asked.get().who().uid() + ") doesn't match peer uid (" + own
                            + ") (to bypass this check, set: service auth { unix_listener " + USERDB
                            + " { mode=0777 } })");
            return Optional.of("Auth USER lookup failed");
        }
        return Optional.empty();
    }

    private static Optional<MailUser> lookUp(Process process, String name) {
        Authenticator auth = new Authenticator(
                process.host(), Master.on(process.host()).orElseThrow().config());
        try {
            return auth.user(auth.normalised(name));
        } catch (Authenticator.Broken e) {
            log(process, "auth: Error: " + e.getMessage());
            return Optional.empty();
        }
    }

    private int deliver(Process process, Getopt.Parsed call, DovecotConfig config, MailUser user) throws IOException {
        Map<String, String> overrides = new HashMap<>();
        for (Getopt.Option each : call.options()) {
            int equals = each.key().equals("o") ? each.value().indexOf('=') : -1;
            if (equals > 0) {
                overrides.put(each.value().substring(0, equals), each.value().substring(equals + 1));
            }
        }
        String session = SessionIds.next(process.host());
        MailDelivery delivery =
                new MailDelivery(process.host(), config, "lda", process.pid(), session, user, overrides);
        byte[] content;
        String path = call.value("p", null);
        if (path == null) {
            content = process.in().readAllBytes();
        } else {
            try {
                content = process.files().readAll(path);
            } catch (ErrnoException e) {
                String why = e.errno() == postroom.labs.io.Errno.ENOENT
                        ? "Mailbox doesn't exist: " + path
                        : e.errno().text();
                delivery.log(Priority.CRIT, "Fatal: Can't open delivery mail as raw: " + why);
                return TEMPORARY;
            }
        }
        Letter letter = letter(call, delivery, NetworkText.toFile(content));
        Outcome outcome = onSerial(process, () -> SieveDelivery.run(delivery, letter, call.value("m", "INBOX")));
        return status(process, call, delivery, letter, outcome);
    }

    private static Letter letter(Getopt.Parsed call, MailDelivery delivery, byte[] content) {
        String text = new String(content, ISO_8859_1);
        String rest = text.startsWith("From ") ? text.substring(text.indexOf('\n') + 1) : text;
        byte[] bytes = rest.getBytes(ISO_8859_1);
        Letter bare = new Letter(bytes, "", false, "", "");
        String path = bare.header("Return-Path")
                .map(it -> it.replaceAll("^\\s*<|>\\s*$", ""))
                .orElse(null);
        String sender = call.value("f", path);
        String own = delivery.user().name();
        String address = own.indexOf('@') < 0 ? own + "@" + delivery.hostName() : own;
        String recipient = call.value("r", call.value("a", address));
        String original = delivery.setting("lda_original_recipient_header").isEmpty()
                ? recipient
                : bare.header(delivery.setting("lda_original_recipient_header")).orElse(recipient);
        String from = sender == null || sender.equals("<>") ? "" : sender;
        return new Letter(bytes, from, !from.isEmpty(), recipient, call.value("a", original));
    }

    private static <T> T onSerial(Process process, java.util.function.Supplier<T> work) throws IOException {
        CompletableFuture<T> done = new CompletableFuture<>();
        process.host().serial().execute(() -> {
            try {
                done.complete(work.get());
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return process.await(done);
    }

    private static int status(
            Process process, Getopt.Parsed call, MailDelivery delivery, Letter letter, Outcome outcome)
            throws IOException {
        if (outcome.isSaved()) {
            return 0;
        }
        if (outcome.kind() == Outcome.Kind.FAILED || delivery.is("quota_full_tempfail")) {
            return TEMPORARY;
        }
        if (call.has("e")) {
            process.err().println(outcome.text());
            delivery.tell(letter, "rejected: " + outcome.text());
            return REFUSED;
        }
        delivery.tell(letter, "rejected: " + outcome.text());
        return onSerial(process, () -> delivery.reject(letter, outcome.text(), true)) ? 0 : TEMPORARY;
    }
}
