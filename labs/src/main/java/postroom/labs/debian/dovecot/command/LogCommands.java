package postroom.labs.debian.dovecot.command;

import java.io.IOException;
import java.util.List;
import postroom.labs.host.Syslog.Priority;

/** {@code doveadm log}: where the log lines go. */
final class LogCommands {
    private static final List<String> FILES = List.of("/var/log/mail.log", "/var/log/mail.err", "/var/log/syslog");

    private LogCommands() {}

    static int test(Runtime runtime, List<String> arguments) throws IOException, DoveadmCommand.BadCall {
        DoveadmCommand.none(arguments);
        write(runtime);
        return 0;
    }

    private static void write(Runtime runtime) {
        long stamp = runtime.process().host().clock().instant().getEpochSecond();
        line(runtime, Priority.DEBUG, "Debug: ", "debug", stamp);
        line(runtime, Priority.INFO, "", "info", stamp);
        line(runtime, Priority.WARNING, "Warning: ", "warning", stamp);
        line(runtime, Priority.ERR, "Error: ", "error", stamp);
        line(runtime, Priority.CRIT, "Fatal: ", "fatal", stamp);
    }

    private static void line(Runtime runtime, Priority priority, String prefix, String kind, long stamp) {
        runtime.process()
                .host()
                .syslog()
                .log(
                        "mail",
                        priority,
                        "dovecot",
                        "doveadm: " + prefix + "This is Dovecot's " + kind + " log (" + stamp + ")");
    }

    /** Writes a line of each kind, and looks in which files they arrive. */
    static int find(Runtime runtime, List<String> arguments) throws IOException {
        String folder = arguments.isEmpty() ? "/var/log" : arguments.get(0);
        runtime.process().out().println("Looking for log files from " + folder);
        List<String> files = FILES.stream()
                .filter(it -> runtime.process().files().exists(it))
                .toList();
        write(runtime);
        long stamp = runtime.process().host().clock().instant().getEpochSecond();
        for (String kind : List.of("Debug", "Info", "Warning", "Error", "Fatal")) {
            String wanted = "This is Dovecot's " + kind.toLowerCase(java.util.Locale.ROOT) + " log (" + stamp + ")";
            for (String file : files) {
                if (runtime.process().files().exists(file)
                        && new String(runtime.process().files().readAll(file), java.nio.charset.StandardCharsets.UTF_8)
                                .contains(wanted)) {
                    runtime.process().out().println(kind + ": " + file);
                }
            }
        }
        return 0;
    }

    /** The warnings and errors that the log process remembers: those in the mail log since Dovecot was started. */
    static int errors(Runtime runtime, List<String> arguments) throws IOException {
        if (runtime.refused("log-errors")) {
            return Doveadm.FAILED;
        }
        String log = new String(
                runtime.process().files().readAll("/var/log/mail.log"), java.nio.charset.StandardCharsets.UTF_8);
        int start = log.lastIndexOf(" starting up ");
        for (String line : log.substring(Math.max(start, 0)).split("\n")) {
            int tag = line.indexOf(" dovecot: ");
            boolean own = tag > 0 && line.startsWith("doveadm: ", tag + 10);
            if (tag > 0 && !own && line.matches(".* (Warning|Error|Fatal|Panic): .*")) {
                runtime.process()
                        .out()
                        .println(line.substring(0, 15) + " "
                                + line.substring(tag + 10)
                                        .replaceFirst("^([^:]*): (Warning|Error|Fatal|Panic): ", "$2: $1: "));
            }
        }
        return 0;
    }

    static int reopen(Runtime runtime, List<String> arguments) throws IOException, DoveadmCommand.BadCall {
        DoveadmCommand.none(arguments);
        return runtime.refused("master") ? Doveadm.FAILED : 0;
    }
}
