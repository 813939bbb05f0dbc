package postroom.labs.debian.tar;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.fs.Stat;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** {@code tar(1)}: keeps many files in one. */
final class Tar extends GnuProgram {
    private static final int USAGE = 64;

    Tar() {
        super(Suite.TAR, USAGE, TarOptions.SHORTS, TarOptions.LONGS);
    }

    @Override
    protected List<String> rewritten(Process process) {
        return TarOptions.modern(process.argv());
    }

    @Override
    protected void hint(Process process, String name) throws IOException {
        process.err().println("Try '" + name + " --help' or '" + name + " --usage' for more information.");
    }

    @Override
    protected int run(Call call) throws IOException {
        TarOptions options = new TarOptions(call);
        readExclusions(call, options);
        Storage storage = new Storage(call, options);
        switch (options.action()) {
            case "c" -> create(call, options, storage);
            case "r", "u" -> append(call, options, storage);
            case "delete" -> delete(call, options, storage);
            case "A" -> concatenate(call, options, storage);
            default -> read(call, options, storage);
        }
        if (call.status() >= 2) {
            call.warn("Exiting with failure status due to previous errors");
        }
        return 0;
    }

    private static void readExclusions(Call call, TarOptions options) throws IOException {
        for (Getopt.Option each : call.options()) {
            if (each.is("X")) {
                try (var in = postroom.labs.debian.gnu.Input.open(call.process(), each.value())) {
                    for (String line = in.text(); line != null; line = in.text()) {
                        options.exclude(line);
                    }
                } catch (ErrnoException e) {
                    throw Storage.fatal(call, each.value() + ": Cannot open: " + e.getMessage());
                }
            }
        }
    }

    private static void create(Call call, TarOptions options, Storage storage) throws IOException {
        boolean named = call.options().stream().anyMatch(it -> it.is(Getopt.OPERAND) || it.is("T"));
        if (!named) {
            throw Failure.usage(2, "Cowardly refusing to create an empty archive");
        }
        storage.requireWritable();
        Collector collector = new Collector(call, options, List.of());
        List<Member> members = collector.collect();
        byte[] archive = Archive.write(members);
        storage.write(archive);
        if (options.has("W")) {
            for (Member each : members) {
                call.print(options.has("v") ? "Verify " + each.name() + "\n" : "");
            }
        }
        if (options.has("totals")) {
            String human = archive.length / 1024 + "KiB";
            call.process()
                    .err()
                    .println("Total bytes written: " + archive.length + " (" + human + ", " + human + "/s)");
        }
        if (options.has("remove")) {
            remove(call, collector.taken());
        }
    }

    private static void remove(Call call, List<String> paths) throws IOException {
        for (int i = paths.size() - 1; i >= 0; i--) {
            String path = paths.get(i);
            try {
                if (call.files().lstat(path).isDirectory()) {
                    call.files().rmdir(path);
                } else {
                    call.files().unlink(path);
                }
            } catch (ErrnoException e) {
                call.complain(2, path + ": Cannot unlink: " + e.getMessage());
            }
        }
    }

    private static List<Member> members(Call call, byte[] archive) throws IOException {
        try {
            return Archive.read(archive, call.process()::step);
        } catch (Archive.Damaged e) {
            call.complain(2, e.getMessage());
            return e.read();
        }
    }

    private static List<Member> existing(Call call, TarOptions options, Storage storage) throws IOException {
        if (!options.compressor().isEmpty()) {
            throw Failure.usage(2, "Cannot update compressed archives");
        }
        if (!call.files().exists(options.file())) {
            return new ArrayList<>();
        }
        byte[] bytes = storage.read();
        return new ArrayList<>(bytes.length == 0 ? List.of() : members(call, bytes));
    }

    private static void append(Call call, TarOptions options, Storage storage) throws IOException {
        List<Member> all = existing(call, options, storage);
        List<Member> old = List.copyOf(all);
        all.addAll(new Collector(call, options, options.action().equals("u") ? old : List.of()).collect());
        storage.write(Archive.write(all));
    }

    private static void delete(Call call, TarOptions options, Storage storage) throws IOException {
        List<Member> all = existing(call, options, storage);
        Selection wanted = new Selection(call);
        List<Member> kept = new ArrayList<>();
        for (Member each : all) {
            if (!wanted.takes(each.name())) {
                kept.add(each);
            }
        }
        wanted.complainAboutMissing(call);
        storage.write(Archive.write(kept));
    }

    private static void concatenate(Call call, TarOptions options, Storage storage) throws IOException {
        List<Member> all = existing(call, options, storage);
        for (String each : call.operands()) {
            try {
                all.addAll(members(call, call.files().readAll(each)));
            } catch (ErrnoException e) {
                throw Storage.fatal(call, each + ": Cannot open: " + e.getMessage());
            }
        }
        storage.write(Archive.write(all));
    }

    private static String folder(Call call) throws IOException {
        String folder = "";
        for (Getopt.Option each : call.options()) {
            if (each.is("C")) {
                String to = each.value();
                folder = to.startsWith("/") || folder.isEmpty() ? to : folder + "/" + to;
                try {
                    if (!call.files().stat(folder).isDirectory()) {
                        throw Storage.fatal(call, to + ": Cannot open: Not a directory");
                    }
                    if (!call.files().allows(folder, 1)) {
                        throw Storage.fatal(call, to + ": Cannot open: " + postroom.labs.io.Errno.EACCES.text());
                    }
                } catch (ErrnoException e) {
                    throw Storage.fatal(call, to + ": Cannot open: " + e.getMessage());
                }
            }
        }
        return folder;
    }

    private static void read(Call call, TarOptions options, Storage storage) throws IOException {
        byte[] archive = storage.read();
        String folder = options.action().equals("t") ? "" : folder(call);
        Listing listing = new Listing(call, options.has("O"));
        Extractor extractor = new Extractor(call, options, folder);
        Selection wanted = new Selection(call);
        for (Member each : members(call, archive)) {
            call.process().step();
            if (!wanted.takes(each.name()) || options.excluded(each.name())) {
                continue;
            }
            if (options.action().equals("t")) {
                if (options.has("v")) {
                    listing.full(each);
                } else {
                    listing.name(each.name());
                }
                continue;
            }
            String name = stripped(changed(call, each.name()), options.strip());
            if (name.isEmpty()) {
                continue;
            }
            if (options.verbosity() > 1) {
                listing.full(each);
            } else if (options.verbosity() == 1) {
                listing.name(options.has("show-transformed") ? name : each.name());
            }
            if (options.action().equals("d")) {
                compare(call, each, folder);
            } else {
                extractor.extract(each, name);
            }
        }
        extractor.finish();
        wanted.complainAboutMissing(call);
    }

    private static String changed(Call call, String name) {
        String changed = name;
        for (Getopt.Option each : call.options()) {
            if (each.is("transform")) {
                changed = NameChange.parse(each.value()).apply(changed, call.process()::step);
            }
        }
        return changed;
    }

    private static String stripped(String name, int parts) {
        int from = 0;
        for (int i = 0; i < parts; i++) {
            int slash = name.indexOf('/', from);
            if (slash < 0) {
                return "";
            }
            from = slash + 1;
        }
        return name.substring(from);
    }

    private static void compare(Call call, Member m, String folder) throws IOException {
        String path = folder.isEmpty() ? m.name() : folder + "/" + m.name();
        String name = m.name();
        try {
            Stat stat = call.files().lstat(NamePattern.trimmed(path));
            List<String> differences = new ArrayList<>();
            if (stat.isDirectory() != m.isFolder()) {
                differences.add("File type differs");
            } else {
                if (stat.mode() != m.mode()) {
                    differences.add("Mode differs");
                }
                if (stat.uid() != m.uid()) {
                    differences.add("Uid differs");
                }
                if (stat.gid() != m.gid()) {
                    differences.add("Gid differs");
                }
                if (m.isFile()) {
                    if (stat.mtime().getEpochSecond() != m.mtime().getEpochSecond()) {
                        differences.add("Mod time differs");
                    }
                    if (stat.size() != m.content().length) {
                        differences.add("Size differs");
                    } else if (!Arrays.equals(call.files().readAll(path), m.content())) {
                        differences.add("Contents differ");
                    }
                }
            }
            for (String each : differences) {
                call.print(name + ": " + each + "\n");
                call.fail(1);
            }
        } catch (ErrnoException e) {
            call.warn(name + ": Warning: Cannot stat: " + e.getMessage());
            call.fail(1);
        }
    }

    /** The members that the operands name; all if there are none. */
    private static final class Selection {
        private final List<String> names;
        private final boolean wildcards;
        private final Set<String> found = new HashSet<>();

        Selection(Call call) {
            this.names = call.operands();
            this.wildcards = call.has("wildcards");
        }

        boolean takes(String member) {
            boolean taken = names.isEmpty();
            for (String each : names) {
                boolean matches =
                        wildcards ? NamePattern.matchesFromStart(each, member) : NamePattern.within(each, member);
                if (matches) {
                    found.add(each);
                    taken = true;
                }
            }
            return taken;
        }

        void complainAboutMissing(Call call) throws IOException {
            List<String> missing =
                    names.stream().filter(it -> !found.contains(it)).toList();
            if (!wildcards && missing.stream().anyMatch(it -> it.matches(".*[*?\\[].*"))) {
                call.warn("Pattern matching characters used in file names");
                call.warn("Use --wildcards to enable pattern matching, or --no-wildcards to suppress this warning");
            }
            for (String each : missing) {
                call.complain(2, each + ": Not found in archive");
            }
        }
    }
}
