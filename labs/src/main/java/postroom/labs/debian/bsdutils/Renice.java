package postroom.labs.debian.bsdutils;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.Errno;

/** {@code renice(1)}: changes how much running processes leave to others. It takes its words in order, without getopt. */
final class Renice implements Program {
    private static final String HINT = "Try 'renice --help' for more information.\n";

    private enum Which {
        PROCESS("process ID"),
        GROUP("process group ID"),
        USER("user ID");

        private final String title;

        Which(String title) {
            this.title = title;
        }
    }

    @Override
    public int run(Process process) throws IOException {
        Call call = Call.bare(process);
        List<String> words = process.arguments();
        if (words.size() == 1 && List.of("-h", "--help").contains(words.get(0))) {
            call.print(HelpText.of("bsdutils/renice"));
            return 0;
        }
        if (words.size() == 1 && List.of("-V", "--version").contains(words.get(0))) {
            call.print(HelpText.of("bsdutils/renice.version"));
            return 0;
        }
        int at = !words.isEmpty() && List.of("-n", "--priority").contains(words.get(0)) ? 1 : 0;
        if (words.size() - at < 2) {
            return bad(process, "not enough arguments");
        }
        String given = words.get(at);
        if (!given.matches("[-+]?[0-9]{1,9}")) {
            return bad(process, "invalid priority '" + given + "'");
        }
        int niceness = Integer.parseInt(given.replace("+", ""));
        Which which = Which.PROCESS;
        int status = 0;
        for (String word : words.subList(at + 1, words.size())) {
            switch (word) {
                case "-p", "--pid" -> which = Which.PROCESS;
                case "-g", "--pgrp" -> which = Which.GROUP;
                case "-u", "--user" -> which = Which.USER;
                default -> status |= one(process, which, word, niceness);
            }
        }
        return status;
    }

    private static int bad(Process process, String what) throws IOException {
        process.err().print("renice: " + what + "\n" + HINT);
        return 1;
    }

    private static int complain(Process process, String what) throws IOException {
        process.out().flush();
        process.err().println("renice: " + what);
        return 1;
    }

    private static int one(Process me, Which which, String word, int niceness) throws IOException {
        int id;
        if (which == Which.USER && !word.matches("[0-9]{1,9}")) {
            Accounts.User user = me.host().accounts().user(word).orElse(null);
            if (user == null) {
                return complain(me, "unknown user " + word);
            }
            id = user.uid();
        } else if (word.matches("[0-9]{1,9}")) {
            id = Integer.parseInt(word);
        } else {
            return complain(me, "bad " + which.title + " value: " + word);
        }
        Predicate<Process> fits = switch (which) {
            case PROCESS -> it -> it.pid() == id;
            case GROUP -> it -> it.group() == id;
            default -> it -> it.realUid() == id;
        };
        List<Process> found = me.host().processes().all().stream().filter(fits).toList();
        if (found.isEmpty()) {
            return complain(me, "failed to get priority for " + id + " (" + which.title + "): " + Errno.ESRCH.text());
        }
        int before = found.stream().mapToInt(Process::niceness).min().orElse(0);
        Errno refusal = null;
        for (Process each : found) {
            boolean mine = me.who().isRoot() || each.realUid() == me.who().uid();
            boolean less = niceness < each.niceness() && !me.who().isRoot();
            if (!mine || less) {
                refusal = mine ? Errno.EACCES : Errno.EPERM;
            } else {
                each.niceness(niceness);
            }
        }
        if (refusal != null) {
            return complain(me, "failed to set priority for " + id + " (" + which.title + "): " + refusal.text());
        }
        int after = found.stream().mapToInt(Process::niceness).min().orElse(0);
        Call.bare(me).print(id + " (" + which.title + ") old priority " + before + ", new priority " + after + "\n");
        return 0;
    }
}
