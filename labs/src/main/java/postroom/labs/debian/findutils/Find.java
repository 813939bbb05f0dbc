package postroom.labs.debian.findutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.Text;
import postroom.labs.debian.help.HelpText;
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
            boolean help = leading(search, words);
            if (help) {
                return call.status();
            }
            List<String> roots = new ArrayList<>();
            while (!words.isEmpty() && !ExpressionParser.starts(words.get(0))) {
                roots.add(words.remove(0));
            }
            Condition condition = new ExpressionParser(search, words).parse();
            if (search.filesFrom != null && !roots.isEmpty()) {
                throw Failure.of(
                        1,
                        "extra operand " + Quoting.locale(roots.get(0)) + "\n" + call.name()
                                + ": file operands cannot be combined with -files0-from");
            }
            for (String root : search.filesFrom != null ? listed(search) : roots.isEmpty() ? List.of(".") : roots) {
                walk(search, condition, root, root, 0);
                search.flush();
            }
        } catch (Failure e) {
            process.out().flush();
            process.err().write(Text.bytes(call.name() + ": " + e.getMessage() + "\n"));
            if (e.hint()) {
                process.err().println("Try 'find --help' for more information.");
            }
            return 1;
        } finally {
            search.close();
        }
        return call.status();
    }

    /** The options before the names; true if one of them asked for help. */
    private static boolean leading(Search search, List<String> words) throws IOException {
        while (!words.isEmpty()) {
            String word = words.get(0);
            if (word.matches("-[HLP]")) {
                search.follow = word.equals("-L");
                search.followRoots = !word.equals("-P");
            } else if (word.startsWith("-O")) {
                String level = word.substring(2);
                if (level.isEmpty()) {
                    throw Failure.of(1, "The -O option must be immediately followed by a decimal integer");
                } else if (!level.matches("[0-9]+")) {
                    throw Failure.of(1, "Please specify a decimal number immediately after -O");
                }
            } else if (word.equals("-D")) {
                words.remove(0);
                if (words.isEmpty()) {
                    throw Failure.usage("Missing argument after the -D option.");
                }
                for (String flag : words.get(0).split(",")) {
                    if (flag.equals("help")) {
                        search.call.print(HelpText.of("findutils/find-debug"));
                        return true;
                    }
                    if (!flag.matches("exec|opt|rates|search|stat|time|tree|all")) {
                        search.call.warn("Ignoring unrecognised debug flag " + Quoting.locale(flag));
                    }
                }
            } else {
                return false;
            }
            words.remove(0);
        }
        return false;
    }

    private static List<String> listed(Search search) throws IOException {
        List<String> names = new ArrayList<>();
        try (Input in = Input.open(search.call.process(), search.filesFrom)) {
            for (byte[] name = in.line(0); name != null; name = in.line(0)) {
                names.add(Text.of(name));
            }
        } catch (ErrnoException e) {
            throw Failure.of(1, "cannot open " + Quoting.locale(search.filesFrom) + " for reading: " + e.getMessage());
        }
        return names;
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
            stat = stat(files, path, search.follow || search.followRoots && depth == 0);
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
                search.flushFolder();
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
