package postroom.labs.debian.postfix.local;

import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.delivery.Report;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.host.WaitStatus;

/** What the end of a command means for its recipient ({@code sysexits.h}). */
final class CommandFate {
    private static final int TEMPORARY = 75;
    private static final int FIRST_SYSEXIT = 64;

    private CommandFate() {}

    static void report(QueuedRecipient recipient, String command, Commands.Ended ended, Report report) {
        int status = ended.status().shellStatus();
        String output = Text.printable(ended.output().replaceAll("\\s+", " "));
        if (status == 0) {
            report.sent(recipient, Report.Fate.of(LocalDelivery.RELAY, "2.0.0", "delivered to command: " + command));
        } else if (status == TEMPORARY) {
            String text = "temporary failure" + (output.isBlank() ? "" : ". Command output: " + output);
            report.deferred(recipient, Report.Fate.of(LocalDelivery.RELAY, "4.3.0", text));
        } else if (status >= FIRST_SYSEXIT
                && status < FIRST_SYSEXIT + NAMES.length
                && ended.status() instanceof WaitStatus.Exited) {
            String text = NAMES[status - FIRST_SYSEXIT] + (output.isBlank() ? "" : ". Command output: " + output);
            report.bounced(recipient, Report.Fate.of(LocalDelivery.RELAY, CODES[status - FIRST_SYSEXIT], text));
        } else {
            String how = ended.status() instanceof WaitStatus.Exited
                    ? "with status " + status
                    : "with signal " + (status - 128);
            String text = "Command died " + how + ": \"" + command + "\""
                    + (output.isBlank() ? "" : ". Command output: " + output);
            report.bounced(recipient, Report.Fate.of(LocalDelivery.RELAY, "5.3.0", text));
        }
    }

    private static final String[] NAMES = {
        "command line usage error",
        "data format error",
        "cannot open input",
        "user unknown",
        "host name unknown",
        "service unavailable",
        "internal software error",
        "system resource problem",
        "critical OS file missing",
        "can't create user output file",
        "input/output error",
        "temporary failure",
        "remote error in protocol",
        "permission denied",
        "local configuration error"
    };
    private static final String[] CODES = {
        "5.3.0", "5.6.0", "5.3.0", "5.1.1", "5.1.2", "5.3.0", "5.3.0", "5.3.0", "5.3.0", "5.2.0", "5.3.0", "4.3.0",
        "5.5.0", "5.7.0", "5.3.5"
    };
}
