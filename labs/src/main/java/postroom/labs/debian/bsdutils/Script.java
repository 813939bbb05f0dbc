package postroom.labs.debian.bsdutils;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.fs.FileType;
import postroom.labs.host.WaitStatus;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Terminal;

/** {@code script(1)}: a shell or a command at a terminal of its own, with all that it prints in a file. */
final class Script extends GnuProgram {
    private static final String USUAL = "typescript";

    Script() {
        super(
                Suite.UTIL_LINUX,
                1,
                "aB:c:eE:fI:O:o:qm:T:t::hV",
                "append",
                "a",
                "log-io=",
                "B",
                "command=",
                "c",
                "return",
                "e",
                "echo=",
                "E",
                "flush",
                "f",
                "force",
                "force",
                "log-in=",
                "I",
                "log-out=",
                "O",
                "output-limit=",
                "o",
                "quiet",
                "q",
                "logging-format=",
                "m",
                "log-timing=",
                "T",
                "timing==",
                "t");
    }

    @Override
    protected int run(Call call) throws IOException {
        String echo = call.value("E", "auto");
        if (!List.of("auto", "always", "never").contains(echo)) {
            throw Failure.of(1, "unssuported echo mode: '" + echo + "'");
        }
        String format = call.value("m", "classic");
        if (!List.of("classic", "advanced").contains(format)) {
            throw Failure.of(1, "unsupported logging format: '" + format + "'");
        }
        String limit = call.value("o", "0");
        if (!limit.matches("[0-9]{1,15}")) {
            throw Failure.of(1, "failed to parse output limit size: '" + limit + "'");
        }
        if (call.operands().size() > 1) {
            throw Failure.usage("unexpected number of arguments");
        }
        String output = output(call);
        String given = call.value("t", null);
        String timing = call.has("T") ? call.value("T", "") : given == null ? "/dev/stderr" : given;
        boolean timed = call.has("T", "t");
        if (!call.has("q")) {
            call.print("Script started"
                    + (output == null ? "" : ", output log file is '" + output + "'")
                    + (call.has("I", "B") ? ", input log file is '" + call.value("B", call.value("I", "")) + "'" : "")
                    + (timed ? ", timing file is '" + timing + "'" : "")
                    + ".\n");
            call.out().flush();
        }
        int status;
        try (ScriptLogs logs = new ScriptLogs(call, output, timed ? timing : null, Long.parseLong(limit))) {
            Optional<Terminal> terminal = call.process().fd(0).terminal();
            logs.begin(terminal);
            ScriptSession session = new ScriptSession(call, logs, terminal);
            WaitStatus end = session.run();
            logs.end(end.shellStatus());
            status = call.has("e") ? end.shellStatus() : 0;
        } catch (ErrnoException e) {
            call.warn(e.getMessage());
            status = 1;
        }
        if (!call.has("q")) {
            call.print("Script done.\n");
        }
        return status;
    }

    /** The file of what is printed; null if only what is typed is wanted. */
    private static String output(Call call) throws IOException {
        if (call.has("O", "B")) {
            return call.value("B", call.value("O", ""));
        }
        if (!call.operands().isEmpty()) {
            return call.operands().get(0);
        }
        if (call.has("I")) {
            return null;
        }
        boolean link = false;
        try {
            link = call.files().lstat(USUAL).type() == FileType.SYMLINK;
        } catch (ErrnoException missing) {
            return USUAL;
        }
        if (link && !call.has("force")) {
            throw Failure.of(
                    1,
                    "output file `" + USUAL
                            + "' is a link\nUse --force if you really want to use it.\nProgram not started.");
        }
        return USUAL;
    }
}
