package postroom.labs.debian.cron;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** A user's crontab below {@code /var/spool/cron/crontabs}, and what {@code crontab(1)} does with it. */
final class UserCrontab {
    static final String SPOOL = "/var/spool/cron/crontabs";

    private static final int HEADER_LINES = 3;
    private static final String VERSION = "$Id: crontab.c,v 2.13 1994/01/17 03:20:37 vixie Exp $";
    private static final DateTimeFormatter CTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);

    private final Process process;
    private final Accounts.User invoker;
    private final Accounts.User user;

    /** What became of a new crontab. */
    enum Outcome {
        INSTALLED,
        REFUSED,
        FAILED
    }

    UserCrontab(Process process, Accounts.User invoker, Accounts.User user) {
        this.process = process;
        this.invoker = invoker;
        this.user = user;
    }

    String userName() {
        return user.name();
    }

    private String path() {
        return SPOOL + "/" + user.name();
    }

    void log(String event) {
        new CronLog(process.host(), "crontab").event(process.pid(), invoker.name(), event, user.name());
    }

    /** What it says, without the lines that crontab put at its top; empty if there is none. */
    Optional<byte[]> content() throws ErrnoException {
        byte[] all;
        try {
            all = process.files().readAll(path());
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOENT) {
                return Optional.empty();
            }
            throw e;
        }
        String text = new String(all, ISO_8859_1);
        int start = 0;
        for (int i = 0; i < HEADER_LINES && text.startsWith("#", start); i++) {
            int end = text.indexOf('\n', start);
            start = end < 0 ? text.length() : end + 1;
        }
        return Optional.of(text.substring(start).getBytes(ISO_8859_1));
    }

    int list() throws IOException {
        log("LIST");
        Optional<byte[]> content;
        try {
            boolean whole = process.environment()
                    .getOrDefault("CRONTAB_NOHEADER", "")
                    .toUpperCase(Locale.ROOT)
                    .startsWith("N");
            content = whole && process.files().exists(path())
                    ? Optional.of(process.files().readAll(path()))
                    : content();
        } catch (ErrnoException e) {
            process.err().println("crontabs/" + user.name() + "/: fopen: " + e.getMessage());
            return 1;
        }
        if (content.isEmpty()) {
            process.err().println("no crontab for " + user.name());
            return 1;
        }
        String text = new String(content.get(), ISO_8859_1);
        byte[] shown = text.replace("\b", "\\b").replace("\r", "\\r").getBytes(ISO_8859_1);
        process.out().write(shown, 0, shown.length);
        return 0;
    }

    int delete(boolean asks) throws IOException {
        FileAccess files = process.files();
        if (!files.exists(path())) {
            process.err().println("no crontab for " + user.name());
            return 1;
        }
        if (asks && !confirmed()) {
            return 0;
        }
        log("DELETE");
        try {
            files.unlink(path());
        } catch (ErrnoException e) {
            process.err().println("/var/spool/cron/: unlink: " + e.getMessage());
            return 1;
        }
        return 0;
    }

    private boolean confirmed() throws IOException {
        process.out().print("crontab: really delete " + user.name() + "'s crontab? (y/n) ");
        process.out().flush();
        String answer = CrontabCommand.answer(process).toLowerCase(Locale.ROOT);
        while (!answer.startsWith("y") && !answer.startsWith("n")) {
            process.step();
            process.err().print("Please enter Y or N: ");
            answer = CrontabCommand.answer(process).toLowerCase(Locale.ROOT);
        }
        return answer.startsWith("y");
    }

    /**
     * Puts a new one in its place if cron would take it.
     *
     * @param source the name of the file that it comes from, as it is called in complaints
     * @param dryRun only looks whether it would be taken
     */
    Outcome replace(byte[] content, String source, boolean dryRun) throws IOException {
        String temporary = SPOOL + "/tmp." + TemporaryName.of(process, 6);
        byte[] all = withHeader(content, source);
        try {
            process.files().writeAll(temporary, all);
            process.files().chmod(temporary, 0600);
        } catch (ErrnoException e) {
            process.err().println("/var/spool/cron/: mkstemp: " + e.getMessage());
            return Outcome.FAILED;
        }
        boolean installed = false;
        try {
            if (!isTaken(all, source)) {
                return Outcome.REFUSED;
            }
            if (dryRun) {
                process.err().println("The syntax of the crontab file was successfully checked.");
                return Outcome.INSTALLED;
            }
            if (process.realUid() == 0 && !user.name().equals(invoker.name())) {
                process.files().chown(temporary, user.uid(), -1, true);
            }
            process.files().rename(temporary, path());
            installed = true;
        } catch (ErrnoException e) {
            process.err().println("crontab: crontabs/" + user.name() + ": rename: " + e.getMessage());
            return Outcome.FAILED;
        } finally {
            if (!installed) {
                process.files().unlink(temporary);
            }
        }
        log("REPLACE");
        return Outcome.INSTALLED;
    }

    private byte[] withHeader(byte[] content, String source) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        String now = CTIME.format(process.host().clock().instant().atZone(ZoneOffset.UTC));
        String header = "# DO NOT EDIT THIS FILE - edit the master and reinstall.\n# (" + source + " installed on "
                + now + ")\n# (Cron version -- " + VERSION + ")\n";
        all.writeBytes(header.getBytes(UTF_8));
        all.writeBytes(content);
        return all.toByteArray();
    }

    private boolean isTaken(byte[] all, String source) throws IOException {
        try {
            Crontab.parse(all, 1 - HEADER_LINES, user, process.host().accounts());
            return true;
        } catch (Crontab.Refused refused) {
            switch (refused.reason()) {
                case SYNTAX -> {
                    int line = refused.line() - 1;
                    process.err().println("\"" + source + "\":" + line + ": " + refused.getMessage());
                    process.err().println("errors in crontab file, can't install.");
                }
                case TOO_LONG ->
                    process.err().println("crontab is too long; maximum number of lines is " + Crontab.MAX_LINES + ".");
                case NO_LINE_FEED ->
                    process.err().println("new crontab file is missing newline before EOF, can't install.");
            }
            return false;
        }
    }
}
