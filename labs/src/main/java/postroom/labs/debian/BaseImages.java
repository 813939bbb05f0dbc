package postroom.labs.debian;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import postroom.labs.debian.dpkg.Stanza;
import postroom.labs.fs.Disk;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Tree;
import postroom.labs.io.ErrnoException;

/**
 * The disks that labs begin with. Each base is put together once, when it is first asked for, and shared by all labs.
 *
 * <p>Safe for use by many threads.
 */
public final class BaseImages {
    /** When the image was built, as its files' time stamps say. */
    public static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

    private static final long BUILD_SPACE = 64L << 20;
    private static final int BUILD_FILES = 20_000;

    private final Predicate<String> programs;
    private final Map<Base, Tree> trees = new EnumMap<>(Base.class);

    /**
     * Images with the executables of some programs.
     *
     * @param programs tells whether a program, named as in {@code coreutils/ls}, is implemented
     */
    public BaseImages(Predicate<String> programs) {
        this.programs = programs;
    }

    /** The disk of a base. */
    public synchronized Tree tree(Base base) {
        return trees.computeIfAbsent(base, this::build);
    }

    private Tree build(Base base) {
        Disk disk = new Disk(
                Tree.empty(BUILT.getEpochSecond() * 1_000_000_000L),
                InstantSource.fixed(BUILT),
                BUILD_SPACE,
                BUILD_FILES);
        FileAccess access = new FileAccess(disk, postroom.labs.fs.Credentials.ROOT, "/", 0);
        try {
            fill(access, base);
        } catch (ErrnoException e) {
            throw new IllegalStateException("the image of base " + base + " cannot be built", e);
        }
        return disk.tree();
    }

    private void fill(FileAccess access, Base base) throws ErrnoException {
        List<String> layers = base.layers().stream().map(it -> "bases/" + it).toList();
        String top = layers.get(layers.size() - 1);
        ImageBuilder builder = new ImageBuilder(
                access,
                programs,
                ImageResources.required(top + "/files/etc/passwd"),
                ImageResources.required(top + "/files/etc/group"));
        builder.putSkeleton(ImageResources.manifest(layers.get(0)));
        List<DebianPackage> packages = new ArrayList<>();
        for (String layer : layers) {
            for (String name : ImageResources.lines(layer + "/packages")) {
                packages.add(DebianPackage.read(name));
            }
        }
        for (DebianPackage each : packages) {
            builder.install(each);
        }
        for (String layer : layers) {
            builder.put(ImageResources.manifest(layer), layer);
        }
        builder.writeDatabase(packages, Stanza.parseAll(ImageResources.required("libraries")));
    }
}
