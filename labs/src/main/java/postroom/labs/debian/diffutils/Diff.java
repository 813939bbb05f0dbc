package postroom.labs.debian.diffutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.host.Process;

/** {@code diff(1)}: compares files and folders. */
final class Diff extends GnuProgram {
    private static final String WITH_VALUE = "CDFILSUWxX";
    private static final Set<String> LONG_WITH_VALUE = Set.of(
            "--width",
            "--label",
            "--exclude",
            "--exclude-from",
            "--starting-file",
            "--ifdef",
            "--ignore-matching-lines",
            "--show-function-line",
            "--tabsize",
            "--horizon-lines",
            "--from-file",
            "--to-file",
            "--palette",
            "--line-format",
            "--old-line-format",
            "--new-line-format",
            "--unchanged-line-format",
            "--old-group-format",
            "--new-group-format",
            "--unchanged-group-format",
            "--changed-group-format");

    Diff() {
        super(
                Suite.DIFFUTILS,
                2,
                "0123456789abBcC:dD:eEfF:hHiI:lL:nNpPqrsS:tTuU:vwW:x:X:yZ",
                "brief",
                "q",
                "report-identical-files",
                "s",
                "context==",
                "c",
                "unified==",
                "u",
                "ed",
                "e",
                "forward-ed",
                "f",
                "rcs",
                "n",
                "side-by-side",
                "y",
                "left-column",
                "left",
                "width=",
                "W",
                "label=",
                "L",
                "recursive",
                "r",
                "new-file",
                "N",
                "unidirectional-new-file",
                "P",
                "exclude=",
                "x",
                "exclude-from=",
                "X",
                "starting-file=",
                "S",
                "from-file=",
                "from",
                "to-file=",
                "to",
                "ignore-case",
                "i",
                "ignore-space-change",
                "b",
                "ignore-all-space",
                "w",
                "ignore-blank-lines",
                "B",
                "ignore-matching-lines=",
                "I",
                "ignore-trailing-space",
                "Z",
                "ignore-tab-expansion",
                "E",
                "ignore-file-name-case",
                "any-case",
                "no-ignore-file-name-case",
                "own-case",
                "text",
                "a",
                "strip-trailing-cr",
                "strip",
                "minimal",
                "d",
                "speed-large-files",
                "H",
                "horizon-lines=",
                "horizon",
                "color==",
                "color",
                "palette=",
                "palette",
                "normal",
                "normal",
                "suppress-common-lines",
                "suppress",
                "suppress-blank-empty",
                "suppress-blank",
                "no-dereference",
                "no-dereference",
                "show-c-function",
                "p",
                "show-function-line=",
                "F",
                "expand-tabs",
                "t",
                "initial-tab",
                "T",
                "tabsize=",
                "tabsize",
                "paginate",
                "l",
                "ifdef=",
                "D",
                "line-format=",
                "lines",
                "old-line-format=",
                "old",
                "new-line-format=",
                "new",
                "unchanged-line-format=",
                "unchanged",
                "old-group-format=",
                "old-group",
                "new-group-format=",
                "new-group",
                "unchanged-group-format=",
                "unchanged-group",
                "changed-group-format=",
                "changed-group");
    }

    @Override
    protected void hint(Process process, String name) throws IOException {
        process.err().println(name + ": Try '" + name + " --help' for more information.");
    }

    /** {@code -u0} is {@code -U 0}. */
    @Override
    protected List<String> rewritten(Process process) {
        List<String> argv = new ArrayList<>(process.argv());
        argv.replaceAll(it ->
                it.matches("-u[0-9]+") ? "-U" + it.substring(2) : it.matches("-c[0-9]+") ? "-C" + it.substring(2) : it);
        return argv;
    }

    @Override
    protected int run(Call call) throws IOException {
        if (call.has("v")) {
            call.print(Suite.DIFFUTILS.version(call.process(), own()));
            return 0;
        }
        DiffOptions options =
                new DiffOptions(call, call.process().fd(1).terminal().isPresent());
        if (options.badPalette()) {
            call.warn("unparsable value for --palette");
        }
        FileComparison files = new FileComparison(call, options);
        FolderComparison folders =
                new FolderComparison(call, files, command(call.process().arguments()));
        List<String> names = call.operands();
        int result = 0;
        if (call.has("from", "to")) {
            for (String name : names) {
                boolean from = call.has("from");
                String other = call.value(from ? "from" : "to", "");
                result = Math.max(result, compare(call, files, folders, from ? other : name, from ? name : other));
            }
            return result;
        }
        if (names.size() < 2) {
            throw Failure.usage("missing operand after '" + (names.isEmpty() ? call.name() : names.get(0)) + "'");
        }
        if (names.size() > 2) {
            throw Failure.usage("extra operand '" + names.get(2) + "'");
        }
        return compare(call, files, folders, names.get(0), names.get(1));
    }

    private static int compare(Call call, FileComparison files, FolderComparison folders, String left, String right)
            throws IOException {
        boolean leftFolder = FolderComparison.isFolder(call, left);
        boolean rightFolder = FolderComparison.isFolder(call, right);
        if (leftFolder && rightFolder) {
            return folders.of(left, right);
        }
        if (leftFolder && !right.equals("-")) {
            return files.of(inside(left, right), right, "", call.has("N"));
        }
        if (rightFolder && !left.equals("-")) {
            return files.of(left, inside(right, left), "", call.has("N"));
        }
        return files.of(left, right, "", call.has("N"));
    }

    private static String inside(String folder, String other) {
        return (folder.endsWith("/") ? folder : folder + "/") + other.substring(other.lastIndexOf('/') + 1);
    }

    /** The command without its operands, as a shell would need it. */
    private static String command(List<String> words) {
        StringBuilder out = new StringBuilder("diff");
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-") || word.length() < 2) {
                continue;
            }
            out.append(' ').append(Quoting.name(word));
            boolean apart = word.startsWith("--")
                    ? LONG_WITH_VALUE.contains(word)
                    : WITH_VALUE.indexOf(word.charAt(word.length() - 1)) >= 0
                            && word.substring(1, word.length() - 1)
                                    .chars()
                                    .noneMatch(it -> WITH_VALUE.indexOf(it) >= 0);
            if (apart && i + 1 < words.size()) {
                out.append(' ').append(Quoting.name(words.get(++i)));
            }
        }
        return out.toString();
    }
}
