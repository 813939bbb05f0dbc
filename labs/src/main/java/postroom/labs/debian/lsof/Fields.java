package postroom.labs.debian.lsof;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.sockets.Sockets;
import postroom.labs.host.Process;

/** {@code lsof -F}: one field a line, each behind its letter. */
final class Fields {
    private final Process process;
    private final String wanted;

    Fields(Process process, String wanted) {
        this.process = process;
        this.wanted = wanted.isEmpty() ? "pcuftn" : wanted;
    }

    void print(List<OpenThing> things) throws IOException {
        int last = -1;
        for (OpenThing each : things) {
            int pid = each.process().pid();
            if (pid != last) {
                process.out().println("p" + pid);
                field('c', Sockets.program(each.process()));
                field('u', Integer.toString(each.process().who().uid()));
                last = pid;
            }
            boolean fileFields = wanted.chars().anyMatch(it -> "ftn".indexOf(it) >= 0);
            if (fileFields) {
                process.out().println("f" + each.fd().replaceFirst("(?<=[0-9])[ruw]$", ""));
                field('t', each.type());
                field('n', each.name());
            }
        }
    }

    private void field(char letter, String value) throws IOException {
        if (wanted.indexOf(letter) >= 0) {
            process.out().println(letter + value);
        }
    }
}
