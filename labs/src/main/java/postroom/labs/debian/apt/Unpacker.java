package postroom.labs.debian.apt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import postroom.labs.debian.dpkg.DpkgStore;
import postroom.labs.debian.image.DebianPackage;
import postroom.labs.debian.image.ImageBuilder;
import postroom.labs.debian.image.Manifest;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Process;

/** Lays a package's files down on the disk of a running host. Settings that are there stay as they are. */
final class Unpacker {
    private final Process process;

    Unpacker(Process process) {
        this.process = process;
    }

    /** Gives the paths that are the package's now. */
    List<String> unpack(DebianPackage unpacked) throws IOException {
        FileAccess files = process.files();
        Set<String> settings = new HashSet<>(DpkgStore.conffiles(unpacked.control()));
        List<Manifest.Line> lines = new ArrayList<>();
        for (Manifest.Line line : unpacked.manifest().lines()) {
            boolean keeps = settings.contains(line.path()) && files.exists(line.path());
            boolean folderIsThere = line.type() == Manifest.Type.DIR && files.exists(line.path());
            if (!keeps && !folderIsThere) {
                lines.add(line);
            }
        }
        ImageBuilder builder = new ImageBuilder(
                        files,
                        it -> process.host().programs().find(it).isPresent(),
                        new String(files.readAll("/etc/passwd"), UTF_8),
                        new String(files.readAll("/etc/group"), UTF_8))
                .lenient();
        builder.put(new Manifest(lines), "packages/" + unpacked.name());
        List<String> paths = new ArrayList<>();
        for (String path : unpacked.paths()) {
            if (builder.isThere(path)) {
                paths.add(path);
            }
        }
        return paths;
    }
}
