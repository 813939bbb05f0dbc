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

    private void write(Priority priority, String reason) {
        String tty = process.terminal()
                .map(it -> "TTY=" + it.device().substring("/dev/".length()) + " ; ")
                .orElse("");
        String asGroup = group.isEmpty() ? "" : "GROUP=" + group + " ; ";
        process.host()
                .syslog()
                .log(
                        "authpriv",
                        priority,
                        "sudo",
                        String.format(
                                "%8s : %s%sPWD=%s ; USER=%s ; %sCOMMAND=%s",
                                invoker, reason, tty, cwd, target, asGroup, command));
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
