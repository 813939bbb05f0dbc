package postroom.labs.debian.psmisc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.procps.SignalNames;
import postroom.labs.debian.sockets.Sock;
import postroom.labs.debian.sockets.Sockets;
import postroom.labs.fs.OpenFile;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Resolver;
import postroom.labs.host.Signal;
import postroom.labs.io.ErrnoException;

/** {@code fuser(1)}: which processes use a file, or a port ({@code 25/tcp}). Exit status 1 when none does. */
public final class Fuser implements Program {
    /** The programs of package psmisc. */
    public static final Map<String, Program> PROGRAMS = Map.of("psmisc/fuser", new Fuser());

    private static final String SIGNALS = """
            HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT
            CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH POLL PWR SYS
            """;

    /** What was asked for on the command line. */
    private static final class Wanted {
        private String space = "file";
        private String signal = "KILL";
        private String letters = "";
        private final List<String> names = new ArrayList<>();

        boolean has(char letter) {
            return letters.indexOf(letter) >= 0;
        }
    }

    @Override
    public int run(Process process) throws IOException {
        Wanted wanted = new Wanted();
        List<String> words = process.arguments();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-n") && i + 1 < words.size() || word.matches("-[a-zA-Z]*n") && i + 1 < words.size()) {
                wanted.letters += word.substring(1, word.length() - 1);
                wanted.space = words.get(++i);
                if (!List.of("file", "tcp", "udp").contains(wanted.space)) {
                    return usage(process, "Invalid namespace name");
                }
            } else if (word.matches("-[a-zA-Z]*n")) {
                return usage(process, "Namespace option requires an argument.");
            } else if (word.matches("-(SIG)?[A-Z][A-Z0-9]+|-[0-9]{2}|-[1-35789]")) {
                wanted.signal = word.substring(1);
                if (SignalNames.parse(wanted.signal).isEmpty()) {
                    process.err().println(wanted.signal + ": unknown signal; fuser -l lists signals.");
                    return 1;
                }
            } else if (word.startsWith("--") && word.length() > 2) {
                return usage(process, "fuser: Invalid option " + word);
            } else if (word.startsWith("-") && word.length() > 1) {
                String bad = word.substring(1).replaceAll("[acfiIkmMnsuvwlV46]", "");
                if (!bad.isEmpty() && !word.equals("--")) {
                    return usage(process, "fuser: Invalid option " + bad.charAt(0));
                }
                wanted.letters += word.substring(1).replace("-", "");
            } else {
                wanted.names.add(word);
            }
        }
        if (wanted.has('V')) {
            process.err().print(HelpText.of("psmisc/fuser-version"));
            return 0;
        }
        if (wanted.has('l')) {
            process.out().print(SIGNALS);
            return 0;
        }
        if (wanted.has('4') && wanted.has('6')) {
            return usage(process, "You cannot search for only IPv4 and only IPv6 sockets at the same time");
        }
        if (wanted.names.isEmpty()) {
            return usage(process, "No process specification given");
        }
        return search(process, wanted);
    }

    private static int usage(Process process, String complaint) throws IOException {
        process.err().println(complaint);
        process.err().print(HelpText.of("psmisc/fuser"));
        return 1;
    }

    private static int search(Process process, Wanted wanted) throws IOException {
        int status = 1;
        boolean heading = false;
        for (String name : wanted.names) {
            boolean port = !wanted.space.equals("file") || name.matches(".*/(tcp|udp)");
            Map<Integer, String> users;
            String title;
            if (port) {
                String space = name.matches(".*/(tcp|udp)") ? name.substring(name.length() - 3) : wanted.space;
                String number = name.replaceFirst("/(tcp|udp)$", "");
                Optional<Integer> found = new Resolver(process).port(number);
                if (found.isEmpty()) {
                    process.err()
                            .println(
                                    "Cannot resolve local port " + number + ": Servname not supported for ai_socktype");
                    return 1;
                }
                title = number + "/" + space;
                users = sockets(process, space.equals("udp"), found.get());
            } else {
                try {
                    title = process.files().canonical(name);
                    process.files().stat(name);
                } catch (ErrnoException e) {
                    process.err().println("Specified filename " + name + " does not exist.");
                    continue;
                }
                users = files(process, title, wanted.has('m') || wanted.has('c'));
            }
            if (users.isEmpty()) {
                if (wanted.has('a') && !wanted.has('s')) {
                    process.err().println(title + ":");
                }
                continue;
            }
            status = 0;
            if (!wanted.has('s')) {
                heading = print(process, wanted, title, users, heading);
            }
            if (wanted.has('k')) {
                kill(process, wanted, users);
            }
        }
        return status;
    }

    private static void kill(Process process, Wanted wanted, Map<Integer, String> users) {
        Signal signal = Signal.named(wanted.signal.replaceFirst("^SIG", "")).orElse(Signal.KILL);
        for (int pid : users.keySet()) {
            process.host().processes().find(pid).ifPresent(it -> it.signal(signal));
        }
    }

    private static Map<Integer, String> sockets(Process process, boolean udp, int port) {
        Map<Integer, String> users = new TreeMap<>();
        for (Sock each : Sockets.of(process)) {
            if (each.udp() == udp
                    && each.local().port() == port
                    && Sockets.owner(process, each).isPresent()) {
                users.put(each.pid(), "F....");
            }
        }
        return users;
    }

    private static Map<Integer, String> files(Process process, String path, boolean mount) throws IOException {
        Map<Integer, String> users = new TreeMap<>();
        for (Process each : process.host().processes().all()) {
            process.step();
            boolean mine =
                    process.who().isRoot() || each.who().uid() == process.who().uid();
            if (!mine || each.status() != null || each.pid() == process.pid()) {
                continue;
            }
            boolean folder = mount || each.cwd().equals(path);
            boolean root = path.equals("/");
            if (folder || root || opens(each, path)) {
                users.put(
                        each.pid(),
                        (opens(each, path) ? "f" : ".") + (root ? "r" : ".") + (folder ? "c" : ".") + "."
                                + (mount ? "m" : "."));
            }
        }
        return users;
    }

    private static boolean opens(Process process, String path) {
        return process.fds().stream().anyMatch(fd -> {
            try {
                return process.fd(fd) instanceof OpenFile open && open.path().equals(path);
            } catch (ErrnoException closedInBetween) {
                return false;
            }
        });
    }

    private static boolean print(
            Process process, Wanted wanted, String title, Map<Integer, String> users, boolean heading)
            throws IOException {
        if (!wanted.has('v')) {
            process.err().print(String.format("%-21s", title + ":"));
            process.out().flush();
            for (Map.Entry<Integer, String> each : users.entrySet()) {
                String use = each.getValue().replace(".", "").replace("F", "").replace("f", "");
                process.out().print(String.format("%6d", each.getKey())).flush();
                process.err().print(use);
            }
            process.out().flush();
            process.err().println();
            return heading;
        }
        if (!heading) {
            process.err().println("                     USER        PID ACCESS COMMAND");
        }
        String first = String.format("%-20s ", title + ":");
        for (Map.Entry<Integer, String> each : users.entrySet()) {
            Process owner = process.host().processes().find(each.getKey()).orElse(process);
            String user = process.host().accounts().userName(owner.who().uid());
            process.err()
                    .println(first
                            + String.format(
                                    "%-8s %6d %s %s", user, each.getKey(), each.getValue(), Sockets.program(owner)));
            first = " ".repeat(21);
        }
        return true;
    }
}
