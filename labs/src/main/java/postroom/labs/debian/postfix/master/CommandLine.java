package postroom.labs.debian.postfix.master;

import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.postfix.config.MasterCf;

/** The command line with which the master starts a program, as {@code ps(1)} shows it. */
final class CommandLine {
    private CommandLine() {}

    static List<String> of(MasterCf.Entry entry, int listeners) {
        List<String> line = new ArrayList<>();
        line.add(entry.program());
        int limit = entry.processLimit().orElse(-1);
        if (limit == 0) {
            line.add("-z");
        } else if (limit == 1) {
            line.add("-l");
        }
        if (!entry.name().equals(entry.program())) {
            line.add("-n");
            line.add(entry.name());
        }
        line.add("-t");
        line.add(entry.type());
        if (entry.isUnprivileged()) {
            line.add("-u");
        }
        if (entry.isChrooted()) {
            line.add("-c");
        }
        if (entry.program().equals("smtpd")) {
            line.add("-o");
            line.add("stress=");
        }
        if (listeners > 1) {
            line.add("-s");
            line.add(Integer.toString(listeners));
        }
        line.addAll(entry.arguments());
        return line;
    }
}
