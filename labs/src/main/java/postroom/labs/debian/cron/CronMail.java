package postroom.labs.debian.cron;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Pipe;

/** The letter with what a job printed, given to sendmail in the name of the job's user. */
record CronMail(Process process, Entry entry) {
    static final String SENDMAIL = "/usr/lib/sendmail";

    /** Sends it; gives sendmail's exit status. */
    int send(String from, String to, byte[] body) throws IOException {
        Pipe pipe = new Pipe();
        Process child = process.fork();
        child.fd(0, pipe.reader());
        Descriptor writer = pipe.writer();
        child.become(process.host().accounts().credentials(entry.user()));
        List<String> argv = List.of(SENDMAIL, "-FCronDaemon", "-i", "-B8BITMIME", "-oem", to);
        child.environment().putIfAbsent("PATH", "/usr/bin:/bin");
        child.start(it -> it.exec(SENDMAIL, argv));
        byte[] letter = letter(from, to, body);
        try {
            process.write(writer, letter, 0, letter.length);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.EPIPE) {
                throw e;
            }
        } finally {
            writer.close();
        }
        return process.waitFor(child, false).shellStatus();
    }

    private byte[] letter(String from, String to, byte[] body) {
        Map<String, String> settings = entry.environment();
        StringBuilder head = new StringBuilder();
        String host = process.host().name().replaceFirst("\\..*", "");
        head.append("From: ").append(from).append("\nTo: ").append(to);
        head.append("\nSubject: Cron <")
                .append(entry.user().name())
                .append('@')
                .append(host)
                .append("> ");
        head.append(entry.program()).append("\nMIME-Version: 1.0\nContent-Type: ");
        head.append(settings.getOrDefault("CONTENT_TYPE", "text/plain; charset=UTF-8"));
        head.append("\nContent-Transfer-Encoding: ");
        head.append(settings.getOrDefault("CONTENT_TRANSFER_ENCODING", "8bit")).append('\n');
        settings.forEach((name, value) -> head.append("X-Cron-Env: <")
                .append(name)
                .append('=')
                .append(value)
                .append(">\n"));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append('\n').toString().getBytes(UTF_8));
        all.writeBytes(body);
        return all.toByteArray();
    }
}
