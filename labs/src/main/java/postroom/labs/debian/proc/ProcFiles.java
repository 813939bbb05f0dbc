package postroom.labs.debian.proc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import postroom.labs.fs.ComputedFiles;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileType;
import postroom.labs.host.Host;
import postroom.labs.host.Process;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code /proc} ({@code proc(5)}): the processes of a host and what its kernel says of itself. */
public final class ProcFiles implements ComputedFiles {
    private final Host host;
    private final SystemTexts texts;
    private final Settings settings;

    /** Those of a host; costs next to nothing until somebody looks. */
    public ProcFiles(Host host) {
        this.host = host;
        this.texts = new SystemTexts(host);
        this.settings = new Settings(host);
    }

    @Override
    public String mountPoint() {
        return "proc";
    }

    @Override
    public Node node(int file) {
        Number number = Number.of(file);
        if (number.pid() == 0) {
            return number.kind() < SystemFile.ALL.size() ? node(SystemFile.ALL.get(number.kind())) : null;
        }
        Process process = process(number).orElse(null);
        if (process == null) {
            return null;
        } else if (number.isLink() || number.isBehind()) {
            return descriptor(process, number);
        }
        ProcessFile it = ProcessFile.ALL.get(number.kind());
        int links = it.path().isEmpty() ? 9 : it.type() == FileType.DIRECTORY ? 2 : 1;
        long size = it.path().equals("fd") ? process.fds().size() : 0;
        return new Node(it.type(), it.mode(), process.who().uid(), process.who().gid(), links, size);
    }

    private Node node(SystemFile it) {
        int links = it.path().isEmpty() ? 100 + host.processes().all().size() : 1;
        long size = it.target() == null ? 0 : it.target().length();
        return new Node(it.type(), it.mode(), 0, 0, links, size);
    }

    private static Node descriptor(Process process, Number number) {
        Optional<OpenFileName> open = OpenFileName.of(process, number.fd());
        int uid = process.who().uid();
        int gid = process.who().gid();
        if (open.isEmpty()) {
            return null;
        } else if (number.isBehind()) {
            return new Node(FileType.FIFO, 0600, uid, gid, 1, 0);
        }
        return new Node(FileType.SYMLINK, open.get().mode(), uid, gid, 1, 64);
    }

    private Optional<Process> process(Number number) {
        Optional<Process> likely = host.processes().find(number.pid());
        return likely.isPresent()
                ? likely
                : host.processes().all().stream()
                        .filter(it -> number.isOf(it.pid()))
                        .findFirst();
    }

    @Override
    public int lookup(int folder, String name, int caller) {
        Number number = Number.of(folder);
        if (number.pid() == 0) {
            return lookupSystem(number.kind(), name);
        }
        Process process = process(number).orElse(null);
        if (process == null || number.isLink() || number.isBehind()) {
            return 0;
        }
        String path = ProcessFile.ALL.get(number.kind()).path();
        if (path.equals("fd")) {
            boolean digits = name.matches("0|[1-9][0-9]{0,3}");
            boolean open = digits && process.fds().contains(Integer.parseInt(name));
            return open
                    ? Number.descriptor(process.pid(), Integer.parseInt(name)).number()
                    : 0;
        }
        int kind = find(ProcessFile.ALL, ProcessFile::path, below(path, name));
        return kind < 0 ? 0 : Number.process(process.pid(), kind).number();
    }

    private int lookupSystem(int folder, String name) {
        String path = SystemFile.ALL.get(folder).path();
        if (path.isEmpty() && name.matches("[1-9][0-9]{0,8}")) {
            return host.processes()
                    .find(Integer.parseInt(name))
                    .map(it -> Number.process(it.pid(), 0).number())
                    .orElse(0);
        }
        int kind = find(SystemFile.ALL, SystemFile::path, below(path, name));
        return kind < 0 ? 0 : Number.system(kind).number();
    }

    private static <T> int find(List<T> all, Function<T, String> path, String wanted) {
        for (int i = 0; i < all.size(); i++) {
            if (path.apply(all.get(i)).equals(wanted)) {
                return i;
            }
        }
        return -1;
    }

    private static String below(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    @Override
    public List<DirectoryEntry> list(int folder) throws ErrnoException {
        Number number = Number.of(folder);
        List<DirectoryEntry> all = new ArrayList<>();
        if (number.pid() == 0) {
            String path = SystemFile.ALL.get(number.kind()).path();
            for (int kind = 1; kind < SystemFile.ALL.size(); kind++) {
                SystemFile it = SystemFile.ALL.get(kind);
                add(all, path, it.path(), Number.system(kind), it.type());
            }
            if (path.isEmpty()) {
                host.processes()
                        .all()
                        .forEach(it -> all.add(new DirectoryEntry(
                                Integer.toString(it.pid()),
                                Number.process(it.pid(), 0).number(),
                                FileType.DIRECTORY)));
            }
            return all;
        }
        Process process = process(number).orElseThrow(() -> new ErrnoException(Errno.ENOENT));
        String path = ProcessFile.ALL.get(number.kind()).path();
        if (path.equals("fd")) {
            for (int fd : process.fds()) {
                int link = Number.descriptor(process.pid(), fd).number();
                all.add(new DirectoryEntry(Integer.toString(fd), link, FileType.SYMLINK));
            }
            return all;
        }
        for (int kind = 1; kind < ProcessFile.ALL.size(); kind++) {
            ProcessFile it = ProcessFile.ALL.get(kind);
            add(all, path, it.path(), Number.process(process.pid(), kind), it.type());
        }
        return all;
    }

    private static void add(List<DirectoryEntry> all, String folder, String path, Number number, FileType type) {
        int slash = path.lastIndexOf('/');
        if (folder.equals(path.substring(0, Math.max(0, slash)))) {
            all.add(new DirectoryEntry(path.substring(slash + 1), number.number(), type));
        }
    }

    @Override
    public String target(int link, Credentials who, int caller) throws ErrnoException {
        Number number = Number.of(link);
        if (number.pid() == 0) {
            String target = SystemFile.ALL.get(number.kind()).target();
            if (target == null && host.processes().find(caller).isEmpty()) {
                throw new ErrnoException(Errno.ENOENT);
            }
            return target == null ? Integer.toString(caller) : target;
        }
        Process process = process(number).orElseThrow(() -> new ErrnoException(Errno.ENOENT));
        mayLook(process, who);
        if (number.isLink()) {
            return OpenFileName.of(process, number.fd())
                    .orElseThrow(() -> new ErrnoException(Errno.ENOENT))
                    .name();
        }
        return switch (ProcessFile.ALL.get(number.kind()).path()) {
            case "cwd" -> process.cwd();
            case "root" -> "/";
            default ->
                Executables.of(process)
                        .or(() -> process.argv().stream().findFirst().filter(it -> it.startsWith("/")))
                        .orElseThrow(() -> new ErrnoException(Errno.ENOENT));
        };
    }

    /** Who may see what a process has open and works with ({@code ptrace(2)}). */
    private static void mayLook(Process process, Credentials who) throws ErrnoException {
        boolean own = process.who().uid() == who.uid() && process.realUid() == who.uid();
        if (!who.isRoot() && !own) {
            throw new ErrnoException(Errno.EACCES);
        }
    }

    @Override
    public int behind(int link) {
        Number number = Number.of(link);
        if (!number.isLink()) {
            return 0;
        }
        boolean path = process(number)
                .flatMap(it -> OpenFileName.of(it, number.fd()))
                .filter(it -> it.name().startsWith("/"))
                .isPresent();
        return path ? 0 : number.behind().number();
    }

    @Override
    public byte[] read(int file, Credentials who, int caller) throws ErrnoException {
        Number number = Number.of(file);
        if (number.pid() != 0) {
            Process process = process(number).orElseThrow(() -> new ErrnoException(Errno.ENOENT));
            ProcessFile it = ProcessFile.ALL.get(number.kind());
            if ((it.mode() & 0044) == 0) {
                mayLook(process, who);
            }
            return bytes(it.text().apply(process, caller));
        }
        SystemFile it = SystemFile.ALL.get(number.kind());
        return bytes(it.setting() == null ? it.text().apply(texts) : settings.get(it.setting()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void write(int file, byte[] content, Credentials who) throws ErrnoException {
        Number number = Number.of(file);
        String setting = number.pid() == 0 ? SystemFile.ALL.get(number.kind()).setting() : null;
        if (setting == null) {
            throw new ErrnoException(number.pid() == 0 ? Errno.EIO : Errno.EINVAL);
        }
        if ((SystemFile.ALL.get(number.kind()).mode() & 0200) == 0) {
            throw new ErrnoException(Errno.EACCES);
        }
        settings.set(setting, new String(content, StandardCharsets.UTF_8));
    }
}
