package postroom.labs.course.run;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import postroom.labs.fs.Open;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.host.Timers;
import postroom.labs.io.ErrnoException;
import postroom.labs.lab.Lab;

/**
 * Runs scripts by a lab's own shell, without a terminal, on the caller's thread.
 *
 * @param status the exit status as a shell has it; 137 when the time was over
 * @param output what was printed, standard error among it
 */
public record Script(int status, String output) {

    /**
     * Runs a script to its end.
     *
     * @param user in whose name and home
     * @param limit by the lab's clock; then it is killed
     */
    public static Script run(Lab lab, String user, String script, Duration limit) {
        Capture capture = new Capture();
        try {
            Process process = lab.newProcess(user);
            process.fd(0, process.open("/dev/null", EnumSet.of(Open.READ), 0));
            process.fd(1, capture);
            process.fd(2, capture.another());
            Timers.Timer end = lab.host().timers().after(limit, () -> process.signal(Signal.KILL));
            try {
                process.main(it -> it.exec("/bin/bash", List.of("bash", "-c", script)));
            } finally {
                end.cancel();
            }
            return new Script(process.status().shellStatus(), capture.text());
        } catch (ErrnoException e) {
            return new Script(126, capture.text() + e.getMessage() + "\n");
        }
    }
}
