package postroom.labs.debian.dovecot.sieve.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import postroom.labs.debian.dovecot.delivery.Letter;
import postroom.labs.debian.dovecot.delivery.MailDelivery;
import postroom.labs.debian.dovecot.delivery.Outcome;
import postroom.labs.debian.dovecot.sieve.run.Interpreter;
import postroom.labs.debian.dovecot.sieve.run.Result;
import postroom.labs.debian.dovecot.sieve.run.RunException;
import postroom.labs.debian.dovecot.sieve.run.Subject;
import postroom.labs.debian.dovecot.sieve.script.Script;
import postroom.labs.debian.dovecot.sieve.syntax.Complaints;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Stat;
import postroom.labs.host.Syslog.Priority;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.server.mailbox.MailboxException;

/** Delivery as the user wants it ({@code lda-sieve-plugin.c}): by scripts, if the plugin is loaded and there are any. */
public final class SieveDelivery {
    private final MailDelivery delivery;
    private final Letter letter;
    private final String inbox;
    private final FileAccess files;
    private UserLog userLog;

    private SieveDelivery(MailDelivery delivery, Letter letter, String inbox) {
        this.delivery = delivery;
        this.letter = letter;
        this.inbox = inbox;
        this.files = new FileAccess(delivery.host().disk(), delivery.user().who(), "/", 0077);
    }

    /**
     * Delivers a message. To be used on the lab's serial executor.
     *
     * @param mailbox where it goes if nobody says otherwise; empty for INBOX
     */
    public static Outcome run(MailDelivery delivery, Letter letter, String mailbox) {
        String inbox = mailbox.isEmpty() ? "INBOX" : mailbox;
        if (!delivery.hasPlugin("sieve")) {
            return delivery.deliver(letter, inbox);
        }
        try {
            return new SieveDelivery(delivery, letter, inbox).run();
        } catch (ErrnoException e) {
            delivery.log(Priority.ERR, "Error: sieve: " + e.getMessage());
            return new Outcome(Outcome.Kind.FAILED, "Temporary internal error");
        }
    }

    private Outcome run() throws ErrnoException {
        ScriptList list = new ScriptList(delivery, files);
        userLog = new UserLog(files, list.userLog(), delivery.host().clock().instant());
        List<ScriptFile> scripts;
        try {
            scripts = list.all();
        } catch (ScriptList.Unreachable e) {
            return new Outcome(Outcome.Kind.FAILED, "Temporary internal error");
        }
        if (scripts.isEmpty()) {
            return delivery.deliver(letter, inbox);
        }
        Result result = new Result();
        for (ScriptFile each : scripts) {
            Optional<Script> script = load(each);
            if (script.isEmpty()) {
                return performer().keep();
            }
            try {
                result.next();
                Interpreter.run(script.get(), subject(script.get()), result);
            } catch (RunException e) {
                complain(each, script.get().name(), e.line(), e.getMessage());
                return failed(each, performer().keep());
            }
            if (!result.keeps()) {
                break;
            }
        }
        Performer performer = performer();
        Outcome outcome = performer.all(result);
        return performer.failed() ? failed(scripts.get(scripts.size() - 1), outcome) : outcome;
    }

    private Performer performer() {
        return new Performer(delivery, letter, inbox, files, userLog);
    }

    private Subject subject(Script script) {
        return new Subject(letter, this::hasMailbox, delivery.host().clock().instant(), script.name());
    }

    private boolean hasMailbox(String name) {
        try {
            return delivery.store().exists(name);
        } catch (ErrnoException | MailboxException e) {
            return false;
        }
    }

    private Outcome failed(ScriptFile script, Outcome outcome) {
        String more = script.personal() ? " (user logfile " + userLog.path() + " may reveal additional details)" : "";
        String keep = outcome.isSaved() ? ", but implicit keep was successful" : " with unsuccessful implicit keep";
        log(Priority.INFO, "Execution of script " + script.path() + " failed" + keep + more);
        return outcome;
    }

    private void log(Priority priority, String text) {
        delivery.log(priority, (priority == Priority.ERR ? "Error: " : "") + "sieve: " + text);
    }

    /** What is wrong with users' scripts is told to them, with other scripts to the administrator. */
    private void complain(ScriptFile script, String name, int line, String text) throws ErrnoException {
        String where = name + ": " + (line > 0 ? "line " + line + ": " : "");
        if (script.personal()) {
            userLog.write(where + "error: " + text);
        } else {
            log(Priority.ERR, where + text.replaceFirst("\\.$", ""));
        }
    }

    private Optional<Script> load(ScriptFile file) throws ErrnoException {
        String name = name(file);
        if (Binary.isFresh(files, file.path())) {
            Optional<Script> binary = Binary.load(files, Binary.path(file.path()))
                    .flatMap(it -> Script.compile(name, it, new Complaints()));
            if (binary.isPresent()) {
                return binary;
            }
        }
        String text;
        try {
            text = new String(files.readAll(file.path()), UTF_8);
        } catch (ErrnoException e) {
            String missing = e.errno() == Errno.EACCES ? details("r", file.path(), "") : "";
            log(
                    Priority.ERR,
                    "file storage: script: Failed to open sieve script: open(" + file.path() + ") failed: "
                            + e.errno().text() + missing);
            log(Priority.ERR, "Failed to open script `" + file.path() + "' for compile");
            return Optional.empty();
        }
        Complaints complaints = new Complaints();
        Optional<Script> script = Script.compile(name, text, complaints);
        for (Complaints.Complaint each : complaints.all()) {
            if (script.isEmpty() && !each.warning()) {
                complain(file, name, each.line(), each.text());
            }
        }
        if (script.isEmpty()) {
            String more = " (view user logfile `" + userLog.path() + "' for more information)";
            log(
                    file.personal() ? Priority.INFO : Priority.ERR,
                    "Failed to compile script `" + file.path() + "'" + (file.personal() ? more : ""));
            return Optional.empty();
        }
        save(file, text);
        return script;
    }

    /** A script that a link leads to has the name that it has there. */
    private String name(ScriptFile file) {
        try {
            return Script.nameOf(files.readlink(file.path()));
        } catch (ErrnoException noLink) {
            return Script.nameOf(file.path());
        }
    }

    private void save(ScriptFile file, String text) {
        String path = Binary.path(file.path());
        try {
            Binary.save(files, path, text);
            files.chmod(path, 0644);
        } catch (ErrnoException e) {
            String folder = path.substring(0, path.lastIndexOf('/'));
            log(
                    Priority.ERR,
                    "binary " + path + ": save: failed to create temporary file: open(" + path + ".) failed: "
                            + e.errno().text() + details("w", folder, "dir "));
            if (!file.personal()) {
                log(
                        Priority.ERR,
                        "The LDA Sieve plugin does not have permission to save global Sieve script binaries; global"
                                + " Sieve scripts like `" + file.path()
                                + "' need to be pre-compiled using the sievec tool");
            }
        }
    }

    /** Who was refused what, as Dovecot's {@code eacces_error_get()} explains it. */
    private String details(String right, String path, String what) {
        int uid = delivery.user().who().uid();
        int gid = delivery.user().who().gid();
        String group = delivery.host().accounts().groups().stream()
                .filter(it -> it.gid() == gid)
                .findFirst()
                .map(it -> "(" + it.name() + ")")
                .orElse("");
        String owner = "";
        if (!what.isEmpty()) {
            try {
                Stat stat = FileAccess.root(delivery.host().disk()).stat(path);
                owner = String.format(", %sowned by %d:%d mode=0%o", what, stat.uid(), stat.gid(), stat.mode());
            } catch (ErrnoException gone) {
                owner = "";
            }
        }
        return " (euid=" + uid + "(" + delivery.host().accounts().userName(uid) + ") egid=" + gid + group + " missing +"
                + right + " perm: " + path + owner + ")";
    }
}
