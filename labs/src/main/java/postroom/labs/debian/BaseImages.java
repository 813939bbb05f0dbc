package postroom.labs.debian;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import postroom.labs.debian.dpkg.Stanza;
import postroom.labs.debian.image.DebianPackage;
import postroom.labs.debian.image.ImageBuilder;
import postroom.labs.debian.image.ImageResources;
import postroom.labs.debian.image.Manifest.Line;
import postroom.labs.debian.image.Manifest.Type;
import postroom.labs.debian.sslcert.SnakeoilCertificate;
import postroom.labs.fs.Credentials;
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
    private final Supplier<SnakeoilCertificate> snakeoil;
    private final Map<Base, Tree> trees = new EnumMap<>(Base.class);

    /**
     * Images with the executables of some programs.
     *
     * @param programs tells whether a program, named as in {@code coreutils/ls}, is implemented
     * @param snakeoil the host's own certificate for bases that have one; asked once, and the same after a restart, since
     *     a lab is kept as its difference to its base
     */
    public BaseImages(Predicate<String> programs, Supplier<SnakeoilCertificate> snakeoil) {
        this.programs = programs;
        this.snakeoil = snakeoil;
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
        FileAccess access = new FileAccess(disk, Credentials.ROOT, "/", 0);
        try {
            fill(access, base);
        } catch (ErrnoException e) {
            throw new IllegalStateException("the image of base " + base + " cannot be built", e);
        }
        return disk.tree().asImage();
    }

    private void fill(FileAccess access, Base base) throws ErrnoException {
        List<String> layers = base.layers().stream().map(it -> "bases/" + it).toList();
        ImageBuilder builder = new ImageBuilder(
                access, programs, topmost(layers, "/files/etc/passwd"), topmost(layers, "/files/etc/group"));
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
        if (packages.stream().anyMatch(it -> it.name().equals("ssl-cert"))) {
            putSnakeoil(builder, snakeoil.get());
        }
        builder.writeDatabase(packages, Stanza.parseAll(ImageResources.required("libraries")));
    }

    /** The file of the highest layer that has it. */
    private static String topmost(List<String> layers, String path) {
        for (int i = layers.size() - 1; i > 0; i--) {
            Optional<String> found = ImageResources.text(layers.get(i) + path);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return ImageResources.required(layers.get(0) + path);
    }

    /** What the installation of ssl-cert does: a certificate and its key, and the link by which OpenSSL finds it. */
    private static void putSnakeoil(ImageBuilder builder, SnakeoilCertificate made) throws ErrnoException {
        String certificate = "/etc/ssl/certs/ssl-cert-snakeoil.pem";
        String key = "/etc/ssl/private/ssl-cert-snakeoil.key";
        builder.put(new Line(Type.DIR, 0710, "root", "ssl-cert", "/etc/ssl/private", ""), "");
        builder.putFile(new Line(Type.FILE, 0644, "root", "root", certificate, ""), made.certificate());
        builder.putFile(new Line(Type.FILE, 0640, "root", "ssl-cert", key, ""), made.key());
        String link = "/etc/ssl/certs/" + made.hashLink();
        builder.put(new Line(Type.LINK, 0777, "root", "root", link, "ssl-cert-snakeoil.pem"), "");
    }
}
