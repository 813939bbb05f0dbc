package postroom.labs.debian.cron;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.debian.help.HelpText;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.host.WaitStatus;
import postroom.labs.io.ErrnoException;

/** {@code crontab -e}: an editor on a copy below /tmp, which becomes the crontab when it has been saved. */
final class CrontabEditor {
    private final Process process;
    private final UserCrontab crontab;
    private final FileAccess files;
    private String folder;
    private String file;

    CrontabEditor(Process process, UserCrontab crontab) {
        this.process = process;
        this.crontab = crontab;
        this.files = process.files();
    }

    int run() throws IOException {
        crontab.log("BEGIN EDIT");
        Optional<byte[]> content;
        try {
            content = crontab.content();
        } catch (ErrnoException e) {
            process.err().print("crontabs/" + crontab.userName() + "/: fdopen: " + e.getMessage());
            return 1;
        }
        if (content.isEmpty()) {
            process.err().println("no crontab for " + crontab.userName() + " - using an empty one");
        }
        folder = process.environment().getOrDefault("TMPDIR", "/tmp") + "/crontab." + TemporaryName.of(process, 6);
        file = folder + "/crontab";
        try {
            files.mkdir(folder, 0700);
            files.writeAll(
                    file,
                    content.orElse(HelpText.of("cron/new-crontab").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            files.chmod(file, 0600);
        } catch (ErrnoException e) {
            process.err().println(folder + ": " + e.getMessage());
            process.err().println("Creation of temporary crontab file failed - aborting");
            return 1;
        }
        int status = edit(files.stat(file).mtime());
        if (status == 0) {
            crontab.log("END EDIT");
        }
        return status;
    }

    private int edit(Instant written) throws IOException {
        while (true) {
            if (!runEditor()) {
                clean();
                return 1;
            }
            Instant now;
            try {
                now = files.stat(file).mtime();
            } catch (ErrnoException gone) {
                process.err().println("Can't open tempfile after edit: " + gone.getMessage());
                process.err().println("Error while editing crontab");
                clean();
                return 1;
            }
            if (now.getEpochSecond() == written.getEpochSecond()) {
                process.err().println("No modification made");
                clean();
                return 0;
            }
            process.err().println("crontab: installing new crontab");
            switch (crontab.replace(files.readAll(file), file, false)) {
                case INSTALLED -> {
                    clean();
                    return 0;
                }
                case REFUSED -> {
                    if (!again()) {
                        return left();
                    }
                }
                case FAILED -> {
                    return left();
                }
            }
        }
    }

    private int left() throws IOException {
        process.err().println("crontab: edits left in " + file);
        return 0;
    }

    private boolean again() throws IOException {
        while (true) {
            process.step();
            process.out().print("Do you want to retry the same edit? (y/n) ");
            process.out().flush();
            String answer = CrontabCommand.answer(process).toLowerCase(Locale.ROOT);
            if (answer.startsWith("y")) {
                return true;
            }
            if (answer.startsWith("n")) {
                return false;
            }
            process.err().println("Enter Y or N");
        }
    }

    private String editor() {
        for (String name : List.of("VISUAL", "EDITOR")) {
            String value = process.environment().getOrDefault(name, "");
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "/usr/bin/sensible-editor";
    }

    private boolean runEditor() throws IOException {
        String editor = editor();
        List<Signal> ignored = List.of(Signal.HUP, Signal.INT, Signal.QUIT);
        Process child = process.fork();
        child.effective(new Credentials(
                process.realUid(), process.realGid(), process.who().groups()));
        child.chdir("/tmp");
        String command = editor + " " + file;
        ignored.forEach(it -> process.disposition(it, Process.Disposition.IGNORE, null));
        try {
            child.start(it -> it.exec("/bin/sh", List.of("/bin/sh", "-c", command)));
            WaitStatus end = process.waitFor(child, false);
            if (end instanceof WaitStatus.Signalled killed) {
                process.err()
                        .println("crontab: \"" + editor + "\" killed; signal "
                                + killed.signal().number() + " (no core dumped)");
                return false;
            }
            if (end.shellStatus() != 0) {
                process.err().println("crontab: \"" + editor + "\" exited with status " + end.shellStatus());
                return false;
            }
            return true;
        } finally {
            ignored.forEach(it -> process.disposition(it, Process.Disposition.DEFAULT, null));
        }
    }

    private void clean() throws IOException {
        try {
            for (DirectoryEntry each : files.list(folder)) {
                if (!each.name().equals(".") && !each.name().equals("..")) {
                    files.unlink(folder + "/" + each.name());
                }
            }
            files.rmdir(folder);
        } catch (ErrnoException e) {
            process.err().println(folder + ": " + e.getMessage());
        }
    }
}
