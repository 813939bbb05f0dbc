package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.host.Process;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code ls(1)}, {@code dir(1)} and {@code vdir(1)}: list files. */
final class Ls extends GnuProgram {
    private final String usual;

    /** One of the three; {@code usual} is its format when no option says another: empty, {@code C} or {@code l}. */
    Ls(String usual) {
        super(
                Suite.COREUTILS,
                2,
                "abcdfghiklmnopqrstuvw:xABCDFGHI:LNQRST:UXZ1",
                "all",
                "a",
                "almost-all",
                "A",
                "author",
                "author",
                "block-size=",
                "block-size",
                "color==",
                "color",
                "directory",
                "d",
                "dereference",
                "L",
                "dereference-command-line",
                "H",
                "escape",
                "b",
                "file-type",
                "file-type",
                "format=",
                "format",
                "full-time",
                "full-time",
                "group-directories-first",
                "first",
                "hide=",
                "hide",
                "human-readable",
                "h",
                "hyperlink==",
                "hyperlink",
                "ignore=",
                "I",
                "ignore-backups",
                "B",
                "indicator-style=",
                "indicator",
                "inode",
                "i",
                "kibibytes",
                "k",
                "literal",
                "N",
                "no-group",
                "G",
                "numeric-uid-gid",
                "n",
                "quote-name",
                "Q",
                "quoting-style=",
                "quoting",
                "recursive",
                "R",
                "reverse",
                "r",
                "size",
                "s",
                "si",
                "si",
                "show-control-chars",
                "show-control-chars",
                "sort=",
                "sort",
                "tabsize=",
                "T",
                "time=",
                "time",
                "time-style=",
                "time-style",
                "width=",
                "w",
                "zero",
                "zero",
                "classify==",
                "F");
        this.usual = usual;
    }

    private static final int MAX_DEPTH = 128;

    @Override
    protected int run(Call call) throws IOException {
        LsOptions options = LsOptions.of(call, usual);
        LsPrinter printer = new LsPrinter(call, options);
        List<String> names = call.operands().isEmpty() ? List.of(".") : call.operands();
        List<LsEntry> files = new ArrayList<>();
        Map<String, LsEntry> folders = new LinkedHashMap<>();
        for (String name : names) {
            LsEntry entry = operand(call, options, name);
            if (entry == null) {
                continue;
            }
            boolean folder = entry.stat().isDirectory() && !call.has("d");
            if (folder) {
                folders.put(name, entry);
            } else {
                files.add(entry);
            }
        }
        List<LsEntry> inOrder = new ArrayList<>(folders.values());
        inOrder.sort(options.order());
        files.sort(options.order());
        printer.print(files);
        boolean headers = names.size() > 1 || call.has("R");
        boolean first = files.isEmpty();
        for (LsEntry folder : inOrder) {
            first = list(call, options, printer, folder.name(), headers, first, 0);
        }
        return 0;
    }

    private static LsEntry operand(Call call, LsOptions options, String name) throws IOException {
        try {
            Stat stat = call.files().lstat(name);
            boolean follows = call.has("L", "H") || !options.isLong() && !call.has("d", "F");
            if (stat.type() == FileType.SYMLINK && follows) {
                try {
                    Stat target = call.files().stat(name);
                    if (call.has("L", "H") || target.isDirectory()) {
                        return LsEntry.of(call, options, name, target, "");
                    }
                } catch (ErrnoException dangling) {
                    if (call.has("L")) {
                        throw dangling;
                    }
                }
            }
            return LsEntry.of(call, options, name, stat, name);
        } catch (ErrnoException e) {
            call.complain(2, "cannot access " + Quoting.always(name) + ": " + e.getMessage());
            return null;
        }
    }

    /** False: something has been printed, so that the next folder is set off by an empty line. */
    private static boolean list(
            Call call, LsOptions options, LsPrinter printer, String path, boolean header, boolean first, int depth)
            throws IOException {
        List<DirectoryEntry> names;
        try {
            names = call.files().list(path);
        } catch (ErrnoException e) {
            call.complain(depth == 0 ? 2 : 1, "cannot open directory " + Quoting.always(path) + ": " + e.getMessage());
            return first;
        }
        if (header) {
            call.print((first ? "" : "\n") + options.quoted(path) + ":\n");
        }
        List<LsEntry> entries = entries(call, options, path, names);
        if (options.isLong() || call.has("s")) {
            long blocks = entries.stream().mapToLong(LsEntry::blocks).sum();
            call.print("total " + options.blocks(blocks) + "\n");
        }
        entries.sort(options.order());
        printer.print(entries);
        if (call.has("R") && depth < MAX_DEPTH) {
            for (LsEntry each : entries) {
                if (each.stat() != null
                        && each.stat().isDirectory()
                        && !each.name().equals(".")
                        && !each.name().equals("..")) {
                    list(
                            call,
                            options,
                            printer,
                            path.endsWith("/") ? path + each.name() : path + "/" + each.name(),
                            true,
                            false,
                            depth + 1);
                }
            }
        }
        return false;
    }

    private static List<LsEntry> entries(Call call, LsOptions options, String path, List<DirectoryEntry> names)
            throws IOException {
        List<LsEntry> entries = new ArrayList<>();
        List<String> all = new ArrayList<>();
        if (options.dots()) {
            all.addAll(List.of(".", ".."));
        }
        names.forEach(it -> all.add(it.name()));
        for (String name : all) {
            call.process().step();
            if (options.hides(name)) {
                continue;
            }
            String full = path.endsWith("/") ? path + name : path + "/" + name;
            try {
                Stat stat =
                        call.has("L") ? call.files().stat(full) : call.files().lstat(full);
                entries.add(LsEntry.of(call, options, name, stat, full));
            } catch (ErrnoException e) {
                if (options.needsStat()) {
                    call.complain(1, "cannot access " + Quoting.always(full) + ": " + e.getMessage());
                }
                entries.add(LsEntry.unknown(options, name));
            }
        }
        return entries;
    }

    @Override
    public int unwritable(Process process, Errno errno) throws IOException {
        super.unwritable(process, errno);
        return 2;
    }
}
