package postroom.labs.debian.findutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Text;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Stat;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code find(1)}: walks trees of folders. */
final class Find implements Program {
    private static final int MAX_DEPTH = 256;

    @Override
    public int run(Process process) throws IOException {
        Call call = Call.bare(process);
        List<String> words = new ArrayList<>(process.arguments());
        if (words.contains("--version") || words.contains("-version")) {
            call.print(GnuProgram.Suite.FINDUTILS.version(process, "find"));
            return 0;
        }
        if (words.contains("--help") || words.contains("-help")) {
            call.print(GnuProgram.Suite.FINDUTILS.help(process, "find"));
            return 0;
        }
        Search search = new Search(call);
        try {
            while (!words.isEmpty() && words.get(0).matches("-[HLP]")) {
                search.follow = words.remove(0).equals("-L");
            }
            List<String> roots = new ArrayList<>();
            while (!words.isEmpty() && !ExpressionParser.starts(words.get(0))) {
                roots.add(words.remove(0));
            }
            Condition condition = new ExpressionParser(search, words).parse();
            for (String root : roots.isEmpty() ? List.of(".") : roots) {
                walk(search, condition, root, root, 0);
            }
            for (Search.Batch each : search.batches) {
                each.flush();
            }
        } catch (Failure e) {
            process.out().flush();
            process.err().write(Text.bytes(call.name() + ": " + e.getMessage() + "\n"));
            return 1;
        }
        return call.status();
    }

    private static void walk(Search search, Condition condition, String path, String root, int depth)
            throws IOException {
        search.call.process().step();
        if (search.quit) {
            return;
        }
        FileAccess files = search.call.files();
        Stat stat;
        try {
            stat = stat(files, path, search.follow);
        } catch (ErrnoException e) {
            search.complain(path, e);
            return;
        }
        FoundFile file = new FoundFile(path, root, depth, stat);
        search.prune = false;
        if (!search.depthFirst && depth >= search.minDepth) {
            condition.test(file);
        }
        boolean enter = stat.isDirectory()
                && depth < Math.min(search.maxDepth, MAX_DEPTH)
                && !(search.prune && !search.depthFirst)
                && !(search.oneFileSystem && stat.computed() && depth > 0);
        if (enter && !search.quit) {
            try {
                for (DirectoryEntry each : files.list(path)) {
                    walk(
                            search,
                            condition,
                            path.endsWith("/") ? path + each.name() : path + "/" + each.name(),
                            root,
                            depth + 1);
                }
            } catch (ErrnoException e) {
                search.complain(path, e);
            }
        }
        if (search.depthFirst && depth >= search.minDepth && !search.quit) {
            condition.test(file);
        }
    }

    private static Stat stat(FileAccess files, String path, boolean follow) throws ErrnoException {
        if (follow) {
            try {
                return files.stat(path);
            } catch (ErrnoException dangling) {
                return files.lstat(path);
            }
        }
        return files.lstat(path);
    }

    @Override
    public int unwritable(Process process, Errno errno) throws IOException {
        process.err().println(process.argv().get(0) + ": \u2018standard output\u2019: " + errno.text());
        process.err().println(process.argv().get(0) + ": write error");
        return 1;
    }
}
