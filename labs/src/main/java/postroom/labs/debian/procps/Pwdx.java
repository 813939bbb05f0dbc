package postroom.labs.debian.procps;

import java.io.IOException;
import java.util.Optional;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.host.Process;

/** {@code pwdx(1)}: the current folders of processes. */
final class Pwdx extends ProcpsProgram {
    Pwdx() {
        super(new Getopt("Vh", "version", "V", "help", "h"), "h");
    }

    @Override
    protected int work(Process process, Getopt.Parsed parsed) throws IOException {
        if (parsed.operands().isEmpty()) {
            return misused(process);
        }
        int status = 0;
        for (String each : parsed.operands()) {
            String number = each.startsWith("/proc/") ? each.substring(6) : each;
            if (!number.matches("[0-9]{1,9}")) {
                return fail(process, "invalid process id: " + each);
            }
            Optional<Process> found = process.host().processes().find(Integer.parseInt(number));
            if (found.isEmpty()) {
                process.err().println(each + ": No such process");
                status = 1;
            } else if (!process.who().isRoot()
                    && found.get().who().uid() != process.who().uid()) {
                process.err().println(each + ": Permission denied");
                status = 1;
            } else {
                process.out().println(each + ": " + found.get().cwd());
            }
        }
        return status;
    }
}
