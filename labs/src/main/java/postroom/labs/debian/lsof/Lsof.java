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
        if (selection.has('?')) {
            process.err().print(HelpText.of("lsof/fields"));
            return 0;
        }
        if (selection.has('v')) {
            process.err().print(HelpText.of("lsof/version"));
            return 0;
        }
        Optional<String> missing = selection.missing();
        boolean quiet = selection.has('Q');
        if (missing.isPresent() && !quiet) {
            process.err().println("lsof: status error on " + missing.get() + ": No such file or directory");
        }
        if (missing.isPresent() && selection.names() == 1) {
            return quiet ? 0 : 1;
        }
        List<OpenThing> seen = seen(process, selection);
        List<OpenThing> shown = seen.stream().filter(selection::wants).toList();
        if (selection.has('t')) {
            for (int pid : shown.stream()
                    .filter(it -> !it.isDenied())
                    .map(it -> it.process().pid())
                    .distinct()
                    .toList()) {
                process.out().println(Integer.toString(pid));
            }
        } else if (selection.has('F')) {
            new Fields(process, selection).print(shown);
        } else {
            new Listing(process, selection).print(shown);
        }
        List<Selection.Sought> absent = selection.sought().stream()
                .filter(it -> seen.stream().noneMatch(it.there()))
                .toList();
        if (selection.has('V')) {
            for (Selection.Sought each : absent) {
                process.out().println("lsof: " + each.complaint());
            }
        }
        return quiet || absent.isEmpty() && missing.isEmpty() ? 0 : 1;
    }

    private static List<OpenThing> seen(Process process, Selection selection) throws IOException {
        OpenThings things = new OpenThings(process);
        List<OpenThing> seen = new ArrayList<>();
        for (Process each : process.host().processes().all()) {
            process.step();
            if (each.status() == null && !selection.excludes(each)) {
                seen.addAll(things.of(each));
            }
        }
        return seen;
    }
}
