package postroom.labs.debian.diffutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Running;
import postroom.labs.host.Process;

/** {@code sdiff(1)}: {@code diff -y}, which it runs. To merge with {@code -o} one has to answer at a prompt, which is not there. */
final class Sdiff extends GnuProgram {
    private static final Map<String, String> FOR_DIFF = Map.ofEntries(
            Map.entry("a", "-a"),
            Map.entry("b", "-b"),
            Map.entry("B", "-B"),
            Map.entry("d", "-d"),
            Map.entry("E", "-E"),
            Map.entry("H", "-H"),
            Map.entry("i", "-i"),
            Map.entry("I", "-I"),
            Map.entry("l", "--left-column"),
            Map.entry("s", "--suppress-common-lines"),
            Map.entry("strip", "--strip-trailing-cr"),
            Map.entry("t", "-t"),
            Map.entry("tabsize", "--tabsize"),
            Map.entry("w", "-W"),
            Map.entry("W", "-w"),
            Map.entry("Z", "-Z"));

    Sdiff() {
        super(
                Suite.DIFFUTILS,
                2,
                "abBdEHiI:lo:stvw:WZ",
                "text",
                "a",
                "ignore-space-change",
                "b",
                "ignore-blank-lines",
                "B",
                "minimal",
                "d",
                "ignore-tab-expansion",
                "E",
                "speed-large-files",
                "H",
                "ignore-case",
                "i",
                "ignore-matching-lines=",
                "I",
                "left-column",
                "l",
                "output=",
                "o",
                "suppress-common-lines",
                "s",
                "strip-trailing-cr",
                "strip",
                "expand-tabs",
                "t",
                "tabsize=",
                "tabsize",
                "width=",
                "w",
                "ignore-all-space",
                "W",
                "ignore-trailing-space",
                "Z");
    }

    @Override
    protected void hint(Process process, String name) throws IOException {
        process.err().println(name + ": Try '" + name + " --help' for more information.");
    }

    @Override
    protected int run(Call call) throws IOException {
        if (call.has("v")) {
            call.print(Suite.DIFFUTILS.version(call.process(), own()));
            return 0;
        }
        List<String> names = call.operands();
        if (names.size() < 2) {
            throw Failure.usage("missing operand after '" + (names.isEmpty() ? call.name() : names.get(0)) + "'");
        }
        if (names.size() > 2) {
            throw Failure.usage("extra operand '" + names.get(2) + "'");
        }
        if (call.has("o")) {
            throw Failure.of(2, "merging interactively is not supported here");
        }
        List<String> command = new ArrayList<>(List.of("diff", "--side-by-side"));
        for (Getopt.Option each : call.options()) {
            command.add(FOR_DIFF.get(each.key()));
            command.addAll(each.value() == null ? List.of() : List.of(each.value()));
        }
        command.add("--");
        command.addAll(names);
        return Running.become(call, command, "diff: ");
    }
}
