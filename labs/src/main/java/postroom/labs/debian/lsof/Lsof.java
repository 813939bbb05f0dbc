package postroom.labs.debian.lsof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code lsof(8)}: what the processes have open. Exit status 1 when something that was asked for is not there. */
public final class Lsof implements Program {
    @Override
    public int run(Process process) throws IOException {
        Selection selection;
        try {
            selection = Selection.parse(process);
        } catch (Selection.Complaint wrong) {
            if (wrong.getMessage() != null) {
                process.err().println("lsof: " + wrong.getMessage());
            }
            process.err().print(HelpText.of("lsof/short"));
            return 1;
        }
        if (selection.has('h')) {
            process.err().print(HelpText.of("lsof/lsof"));
            return 0;
        }
        if (selection.has('v')) {
            process.err().print(HelpText.of("lsof/version"));
            return 0;
        }
        Optional<String> missing = selection.missing();
        if (missing.isPresent()) {
            process.err().println("lsof: status error on " + missing.get() + ": No such file or directory");
            if (selection.names() == 1) {
                return 1;
            }
        }
        OpenThings things = new OpenThings(process);
        List<OpenThing> shown = new ArrayList<>();
        for (Process each : process.host().processes().all()) {
            process.step();
            if (each.status() == null) {
                things.of(each).stream().filter(selection::wants).forEach(shown::add);
            }
        }
        if (selection.has('t')) {
            for (int pid : shown.stream().map(it -> it.process().pid()).distinct().toList()) {
                process.out().println(Integer.toString(pid));
            }
        } else if (selection.has('F')) {
            new Fields(process, selection.fields()).print(shown);
        } else {
            new Listing(process, selection).print(shown);
        }
        boolean nothing = shown.isEmpty() && selection.mustFind();
        return nothing && !selection.has('Q') || missing.isPresent() ? 1 : 0;
    }
}
