package postroom.labs.debian.sudo;

import java.util.List;
import postroom.labs.host.Process;
import postroom.labs.host.Syslog.Priority;

/** What sudo writes to the log about a command, to {@code authpriv}. */
final class SudoLog {
    private final Process process;
    private final String invoker;
    private final String target;
    private final String group;
    private final String cwd;
    private final String command;

    /** @param group empty if none was asked for */
    SudoLog(Process process, String invoker, String target, String group, String cwd, List<String> command) {
        this.process = process;
        this.invoker = invoker;
        this.target = target;
        this.group = group;
        this.cwd = cwd;
        this.command = quoted(command);
    }

    void accepted() {
        write(Priority.NOTICE, "");
    }

    /** @param reason as in {@code user NOT in sudoers} */
    void refused(String reason) {
        write(Priority.ALERT, reason + " ; ");
    }

    /** Nobody of that name, or no such group: there is nothing to be run. */
    static void unknown(Process process, String invoker, String kind, String name) {
        SudoLog log = new SudoLog(process, invoker, name, "", process.cwd(), List.of());
        String title = kind.equals("user") ? "USER=" : "GROUP=";
        log.write(Priority.ALERT, "unknown " + kind + " " + name + " ; ", title + name + " ;");
    }

    private void write(Priority priority, String reason) {
        String asGroup = group.isEmpty() ? "" : "GROUP=" + group + " ; ";
        write(priority, reason, "USER=" + target + " ; " + asGroup + "COMMAND=" + command);
    }

    private void write(Priority priority, String reason, String what) {
        String tty = process.terminal()
                .map(it -> "TTY=" + it.device().substring("/dev/".length()) + " ; ")
                .orElse("");
        process.host()
                .syslog()
                .log(
                        "authpriv",
                        priority,
                        "sudo",
                        String.format("%8s : %s%sPWD=%s ; %s", invoker, reason, tty, cwd, what));
    }

    /** Arguments with blanks stand in quotes; quotes and backslashes are escaped. */
    static String quoted(List<String> words) {
        StringBuilder out = new StringBuilder();
        for (String word : words) {
            String safe = word.replace("\\", "\\\\").replace("'", "\\'");
            out.append(out.length() == 0 ? "" : " ").append(safe.indexOf(' ') < 0 ? safe : "'" + safe + "'");
        }
        return out.toString();
    }
}
