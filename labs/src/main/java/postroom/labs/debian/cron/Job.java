package postroom.labs.debian.cron;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.pam.PamUnix;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Open;
import postroom.labs.fs.OpenFile;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Pipe;

/** The child of cron that runs one entry: it starts the command, waits for its end, and mails what it printed. */
final class Job implements Program {
    private static final int INPUT = 4;
    private static final int OUTPUT = 5;

    private final Entry entry;

    Job(Entry entry) {
        this.entry = entry;
    }

    @Override
    public int run(Process process) throws IOException {
        process.argv(List.of(process.argv().get(0).replaceFirst("cron$", "CRON")));
        String name = "/tmp/tmpf" + TemporaryName.of(process, 6);
        Descriptor output = process.open(name, EnumSet.of(Open.READ, Open.WRITE, Open.CREATE, Open.EXCLUSIVE), 0600);
        process.files().unlink(name);
        process.fd(OUTPUT, output);
        Accounts.User user = entry.user();
        PamUnix pam = new PamUnix(process.host(), "cron");
        String tag = "CRON[" + process.pid() + "]";
        pam.logOpened(process, tag, user);
        Pipe pipe = new Pipe();
        process.fd(INPUT, pipe.reader());
        Process command = process.fork();
        Descriptor writer = pipe.writer();
        command.start(this::command);
        process.closeFd(INPUT);
        feed(process, writer);
        process.waitFor(command, false);
        mail(process, (OpenFile) output);
        pam.logClosed(tag, user);
        return 0;
    }

    /** Another child writes the command's input, since the command need not read it. */
    private void feed(Process process, Descriptor writer) throws IOException {
        byte[] input = entry.input().getBytes(UTF_8);
        if (input.length == 0) {
            writer.close();
            return;
        }
        Process feeder = process.fork();
        feeder.fd(1, writer);
        feeder.start(it -> {
            it.write(1, input, 0, input.length);
            return 0;
        });
    }

    private int command(Process process) throws IOException {
        new CronLog(process.host(), "CRON").event(process.pid(), entry.user().name(), "CMD", entry.program());
        process.newSession();
        process.fd(0, process.fd(INPUT).retain());
        process.fd(1, process.fd(OUTPUT).retain());
        process.fd(2, process.fd(OUTPUT).retain());
        process.closeFd(INPUT);
        process.closeFd(OUTPUT);
        process.become(process.host().accounts().credentials(entry.user()));
        Map<String, String> environment = environment(process);
        process.environment().clear();
        process.environment().putAll(environment);
        goHome(process);
        String shell = environment.get("SHELL");
        try {
            return process.exec(shell, List.of(shell, "-c", entry.program()));
        } catch (ErrnoException e) {
            process.err().println(shell + ": execle: " + e.getMessage());
            return 1;
        }
    }

    private void goHome(Process process) {
        try {
            process.chdir(entry.environment().get("HOME"));
        } catch (ErrnoException stays) {
            return;
        }
    }

    /** What {@code pam_env(8)} gives, and over it what the crontab says. */
    private Map<String, String> environment(Process process) {
        Map<String, String> all = new LinkedHashMap<>();
        FileAccess files = FileAccess.root(process.host().disk());
        for (String path : List.of("/etc/environment", "/etc/default/locale")) {
            try {
                new String(files.readAll(path), UTF_8)
                        .lines()
                        .map(String::strip)
                        .filter(it -> it.indexOf('=') > 0 && !it.startsWith("#"))
                        .forEach(it -> all.put(
                                it.substring(0, it.indexOf('=')).replaceFirst("^export\\s+", ""),
                                it.substring(it.indexOf('=') + 1).replaceAll("^([\"'])(.*)\\1$", "$2")));
            } catch (ErrnoException none) {
                continue;
            }
        }
        all.putAll(entry.environment());
        return all;
    }

    private void mail(Process process, OpenFile output) throws IOException {
        if (output.stat().size() == 0) {
            return;
        }
        CronLog log = new CronLog(process.host(), "CRON");
        String user = entry.user().name();
        String to = entry.environment().getOrDefault("MAILTO", user);
        if (to.isEmpty() || !isSafe(process, to)) {
            return;
        }
        String from = entry.environment().getOrDefault("MAILFROM", "");
        if (from.isEmpty() || !isSafe(process, from)) {
            from = "root (Cron Daemon)";
        }
        if (!process.files().exists(CronMail.SENDMAIL)) {
            log.event(process.pid(), "CRON", "info", "No MTA installed, discarding output");
            return;
        }
        output.seek(0);
        int status = new CronMail(process, entry).send(from, to, content(output));
        if (status != 0) {
            long bytes = output.stat().size();
            String detail = "mailed " + bytes + " byte" + (bytes == 1 ? "" : "s") + " of output but got status 0x"
                    + String.format("%04x", status << 8) + " from MTA";
            log.event(process.pid(), user, "MAIL", detail + "\n");
        }
    }

    private static byte[] content(OpenFile file) throws ErrnoException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int n = file.tryRead(buffer, 0, buffer.length); n > 0; n = file.tryRead(buffer, 0, buffer.length)) {
            all.write(buffer, 0, n);
        }
        return all.toByteArray();
    }

    /** An address that can be an argument of sendmail. */
    private boolean isSafe(Process process, String address) {
        if (address.matches("[A-Za-z0-9][A-Za-z0-9@!:%.,_+=/-]*")) {
            return true;
        }
        new CronLog(process.host(), "CRON").event(process.pid(), entry.user().name(), "UNSAFE MAIL", address);
        return false;
    }
}
