package postroom.labs.debian.psmisc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.procps.SignalNames;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Signal;

/** {@code pidof(8)} of sysvinit-utils: the numbers of processes with a name, newest first. Exit status 1: none. */
final class Pidof implements Program {
    private static final Getopt OPTIONS = new Getopt("cd:hno:qsxz");

    @Override
    public int run(Process process) throws IOException {
        return process.name().equals("killall5") ? killOtherSessions(process) : find(process);
    }

    /** {@code killall5(8)}, of which pidof is another name: ends what does not belong to the caller's session. */
    private static int killOtherSessions(Process process) {
        int status = 2;
        for (Process it : process.host().processes().all()) {
            if (it.pid() != 1 && it.session() != process.session() && SignalNames.mayKill(process, it)) {
                it.signal(Signal.TERM);
                status = 0;
            }
        }
        return status;
    }

    private static int find(Process process) throws IOException {
        Getopt.Parsed parsed;
        try {
            parsed = OPTIONS.parse(process.argv());
        } catch (UsageException wrong) {
            return 1; // it says nothing
        }
        if (parsed.has("h")) {
            process.out().print(HelpText.of("sysvinit-utils/pidof"));
            return 0;
        }
        Set<String> omitted = new HashSet<>();
        parsed.options().stream()
                .filter(it -> it.is("o"))
                .forEach(it -> omitted.addAll(List.of(it.value().split(","))));
        List<String> found = new ArrayList<>();
        for (String name : parsed.operands()) {
            String base = name.substring(name.lastIndexOf('/') + 1);
            process.host().processes().all().stream()
                    .filter(it -> it.status() == null || !it.status().ended())
                    .filter(it -> SignalNames.command(it).equals(base) && !omitted.contains("" + it.pid()))
                    .sorted(Comparator.comparingInt(Process::pid).reversed())
                    .limit(parsed.has("s") ? 1 : Long.MAX_VALUE)
                    .forEach(it -> found.add("" + it.pid()));
        }
        if (!found.isEmpty() && !parsed.has("q")) {
            process.out().println(String.join(parsed.value("d", " "), found));
        }
        return found.isEmpty() ? 1 : 0;
    }
}
