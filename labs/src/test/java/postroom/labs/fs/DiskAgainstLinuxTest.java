package postroom.labs.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import postroom.labs.io.ErrnoException;

/**
 * Does at random the same to the lab's disk and to the machine's: two users and root, whose calls must succeed or fail
 * alike, and leave the same tree. Needs root, to act as others. A failure names its seed and the calls up to it.
 */
class DiskAgainstLinuxTest {
    private static final int SEQUENCES = Integer.getInteger("postroom.disk.sequences", 400);
    private static final int CALLS = 60;
    private static final List<Credentials> USERS = List.of(
            new Credentials(20_001, 20_001, Set.of(20_001, 20_003)),
            new Credentials(20_002, 20_002, Set.of(20_002, 20_004)),
            Credentials.ROOT);

    private static Path folder;
    private static final List<LinuxCalls> LINUX = new ArrayList<>();

    @BeforeAll
    static void begin() throws IOException {
        boolean root = "root".equals(System.getProperty("user.name"));
        boolean ci = System.getenv("CI") != null;
        assumeTrue(root || ci, "comparing the disk with Linux' needs root, to act in the name of several users");
        Path memory = Path.of("/dev/shm"); // tmpfs counts a folder's links as ext4 does, overlayfs does not
        folder = Files.createTempDirectory(Files.isWritable(memory) ? memory : Path.of("/tmp"), "postroom-disk");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path script = folder.resolve("linux_calls.py");
        try (InputStream in = DiskAgainstLinuxTest.class.getResourceAsStream("linux_calls.py")) {
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rw-r--r--"));
        for (Credentials each : USERS) {
            LINUX.add(new LinuxCalls(script, each));
        }
    }

    @AfterAll
    static void end() throws IOException {
        LINUX.forEach(LinuxCalls::close);
        if (folder != null) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    @Test
    void allCallsEndAsOnLinux() throws IOException {
        List<String> differences = new ArrayList<>();
        for (int seed = 1; seed <= SEQUENCES; seed++) {
            play(seed, differences);
        }
        if (!differences.isEmpty()) {
            fail(differences.size() + " sequences differ:\n\n"
                    + String.join("\n\n", differences.subList(0, Math.min(6, differences.size()))));
        }
    }

    private static void play(int seed, List<String> differences) throws IOException {
        Path top = Files.createDirectory(folder.resolve("s" + seed));
        Files.setPosixFilePermissions(top, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path base = Files.createDirectory(top.resolve("base"));
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxrwxrwx"));
        Disk disk = disk(base.toString());
        List<DiskCalls> ours = new ArrayList<>();
        for (int i = 0; i < USERS.size(); i++) {
            ours.add(new DiskCalls(disk, USERS.get(i), base.toString()));
            LINUX.get(i).call("chdir", base.toString());
            LINUX.get(i).call("umask", 022);
        }
        RandomCalls random = new RandomCalls(seed, base.toString());
        StringBuilder played = new StringBuilder("seed " + seed);
        for (int i = 0; i < CALLS; i++) {
            int user = random.user(USERS.size());
            RandomCalls.Call call = random.next();
            String theirs = LINUX.get(user).call(call.name(), call.arguments());
            String mine = ours.get(user).call(call.name(), call.arguments());
            played.append('\n')
                    .append(user)
                    .append(' ')
                    .append(call)
                    .append(" = ")
                    .append(theirs);
            if (!theirs.equals(mine)) {
                differences.add(played + " on Linux, " + mine + " here");
                return;
            }
        }
        List<String> there =
                LinuxCalls.lines(LINUX.get(2).call("tree", top.toString()).substring(3));
        List<String> here = DiskCalls.tree(disk, top.toString());
        if (!there.equals(here)) {
            List<String> missing = new ArrayList<>(there);
            missing.removeAll(here);
            List<String> wrong = new ArrayList<>(here);
            wrong.removeAll(there);
            differences.add(played + "\nLinux has " + missing + "\nhere is  " + wrong);
        }
    }

    /** A disk with nothing but the folder where it is all done, under the same name. */
    private static Disk disk(String base) throws ErrnoException, IOException {
        Disk disk = new Disk(Tree.empty(0), InstantSource.system(), 1 << 24, 10_000);
        disk.protection(new SharedFolderProtection(
                setting("protected_hardlinks"),
                setting("protected_symlinks"),
                setting("protected_regular"),
                setting("protected_fifos")));
        FileAccess root = FileAccess.root(disk);
        for (int slash = base.indexOf('/', 1); slash > 0; slash = base.indexOf('/', slash + 1)) {
            root.mkdir(base.substring(0, slash), 0755);
        }
        root.mkdir(base, 0755);
        root.chmod(base, 0777);
        return disk;
    }

    private static int setting(String name) throws IOException {
        return Integer.parseInt(
                Files.readString(Path.of("/proc/sys/fs/" + name)).strip());
    }

    @Test
    void theCallsAreOfAllKinds() {
        RandomCalls random = new RandomCalls(1, "/base");
        assertThat(Stream.generate(random::next)
                        .limit(2000)
                        .map(RandomCalls.Call::name)
                        .distinct()
                        .count())
                .isGreaterThan(15);
    }
}
