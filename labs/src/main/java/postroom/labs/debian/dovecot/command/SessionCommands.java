package postroom.labs.debian.dovecot.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import postroom.labs.debian.dovecot.login.Sessions.Session;
import postroom.labs.debian.dovecot.print.Column;
import postroom.labs.debian.dovecot.print.Rows;
import postroom.labs.host.Process;
import postroom.labs.host.Syslog;
import postroom.labs.shell.pattern.Pattern;

/** {@code doveadm who} and {@code kick}: the sessions of users. */
final class SessionCommands {
    private SessionCommands() {}

    static int who(Runtime runtime, List<String> arguments) throws IOException, DoveadmCommand.BadCall {
        if (runtime.refused("anvil")) {
            return Doveadm.FAILED;
        }
        boolean single = arguments.contains("-1");
        List<String> masks =
                arguments.stream().filter(it -> !it.startsWith("-")).toList();
        List<Session> sessions = sessions(runtime, masks);
        List<String[]> rows = new ArrayList<>();
        if (single) {
            rows.add(new String[] {"username", "proto", "pid", "ip"});
            sessions.forEach(it -> rows.add(new String[] {it.user(), it.protocol(), it.pid() + "", it.address()}));
        } else {
            rows.add(new String[] {"username", "#", "proto", "(pids)", "(ips)"});
            Map<String, List<Session>> together = new TreeMap<>();
            sessions.forEach(it -> together.computeIfAbsent(it.user() + " " + it.protocol(), key -> new ArrayList<>())
                    .add(it));
            together.values()
                    .forEach(it -> rows.add(new String[] {
                        it.get(0).user(),
                        it.size() + "",
                        it.get(0).protocol(),
                        "("
                                + String.join(
                                        " ",
                                        it.stream().map(each -> each.pid() + "").toList()) + ")",
                        "("
                                + String.join(
                                        " ",
                                        it.stream()
                                                .map(Session::address)
                                                .distinct()
                                                .toList()) + ")"
                    }));
        }
        print(runtime, rows);
        return 0;
    }

    private static void print(Runtime runtime, List<String[]> rows) throws IOException, DoveadmCommand.BadCall {
        String format = runtime.formatter().isEmpty() ? "table" : runtime.formatter();
        Rows out = Rows.of(runtime.process(), format, false)
                .orElseThrow(() -> new DoveadmCommand.BadCall("Fatal: Unknown print formatter: " + format));
        boolean single = !rows.get(0)[1].equals("#");
        for (String each : rows.get(0)) {
            out.header(new Column(each, each, false, false, single && each.equals("username")));
        }
        for (String[] row : rows.subList(1, rows.size())) {
            for (String each : row) {
                out.value(each);
            }
        }
        out.flush();
    }

    private static List<Session> sessions(Runtime runtime, List<String> masks) {
        List<Pattern> patterns = masks.stream().map(Pattern::compile).toList();
        return runtime.master().sessions().all().stream()
                .filter(it -> patterns.isEmpty() || patterns.stream().anyMatch(mask -> mask.matches(it.user())))
                .toList();
    }

    static int kick(Runtime runtime, List<String> arguments) throws IOException, DoveadmCommand.BadCall {
        List<String> masks =
                arguments.stream().filter(it -> !it.startsWith("-")).toList();
        if (masks.isEmpty()) {
            throw new DoveadmCommand.BadCall("Error: user and/or ip[/bits] must be specified.");
        }
        if (runtime.refused("anvil")) {
            return Doveadm.FAILED;
        }
        Process process = runtime.process();
        List<Session> sessions = sessions(runtime, masks);
        if (sessions.isEmpty()) {
            process.out().println("no users kicked");
            return Doveadm.NOT_FOUND;
        }
        process.out().println("kicked connections from the following users:");
        for (Session each : sessions) {
            process.out().print(each.user() + " ");
            process.host()
                    .syslog()
                    .log(
                            "mail",
                            Syslog.Priority.WARNING,
                            "dovecot",
                            each.protocol() + "(" + each.pid() + "): Warning: Killed with signal 15 (by pid="
                                    + process.pid() + " uid=" + process.who().uid() + " code=kill)");
            each.shutDown().run();
        }
        process.out().println();
        return 0;
    }
}
