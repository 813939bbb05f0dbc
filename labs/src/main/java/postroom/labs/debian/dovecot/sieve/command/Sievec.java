package postroom.labs.debian.dovecot.sieve.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.dovecot.sieve.filter.Binary;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/** {@code sievec(1)}: compiles a script, or all of a folder, and says what is wrong. */
final class Sievec implements Program {
    private static final Getopt OPTIONS = new Getopt("+c:dDP:x:");
    private static final String USAGE = """
            Usage: sievec  [-c <config-file>] [-d] [-D] [-P <plugin>] [-x <extensions>]\s
                          <script-file> [<out-file>]
            """;

    @Override
    public int run(Process process) throws IOException {
        Tool tool = new Tool(process, "sievec", USAGE);
        Getopt.Parsed call;
        try {
            call = OPTIONS.parse(process.argv());
        } catch (UsageException e) {
            process.err().println(e.getMessage());
            return tool.usage("Unknown argument: ?");
        }
        List<String> operands = call.operands();
        if (operands.isEmpty()) {
            return tool.usage("Missing <script-file> argument");
        }
        if (call.has("d")) {
            return tool.fatal("the lab's sievec has no -d");
        }
        String path = operands.get(0);
        if (process.files().exists(path) && process.files().stat(path).isDirectory()) {
            return folder(process, tool, path);
        }
        return one(process, tool, path, operands.size() > 1 ? operands.get(1) : Binary.path(path));
    }

    private static int folder(Process process, Tool tool, String folder) throws IOException {
        for (DirectoryEntry each : process.files().list(folder)) {
            process.step();
            if (each.name().endsWith(".sieve")) {
                String path = folder.replaceFirst("/$", "") + "/" + each.name();
                int status = one(process, tool, path, Binary.path(path));
                if (status != 0) {
                    return status;
                }
            }
        }
        return 0;
    }

    private static int one(Process process, Tool tool, String path, String out) throws IOException {
        Optional<String> text = tool.read(path);
        if (text.isEmpty() || tool.compile(path, text.get()).isEmpty()) {
            return tool.fatal("failed to compile sieve script '" + path + "'");
        }
        try {
            Binary.save(process.files(), out, text.get());
        } catch (ErrnoException e) {
            String file = tool.absolute(out);
            tool.say(
                    "Error",
                    "sieve: binary " + file + ": save: failed to create temporary file: open(" + file + ".) failed: "
                            + e.errno().text());
        }
        return 0;
    }
}
