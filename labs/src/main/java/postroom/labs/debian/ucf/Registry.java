package postroom.labs.debian.ucf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Stat;
import postroom.labs.host.Process;

/**
 * What {@code ucf}, {@code ucfr} and {@code ucfq} do for a package's scripts: /var/lib/ucf holds the digest of the version
 * that a package last brought ({@code hashfile}), whose file it is ({@code registry}) and a copy of it ({@code cache}).
 *
 * <p>The lab has one version of each package, so that nobody is ever asked what to do with a newer one.
 */
public final class Registry {
    private static final String FOLDER = "/var/lib/ucf";
    private static final String HASHES = FOLDER + "/hashfile";
    private static final String OWNERS = FOLDER + "/registry";
    /** What editors and dpkg leave beside a file, and goes with it. */
    private static final List<String> BACKUPS = List.of(
            "~", "%", ".bak", ".dpkg-tmp", ".dpkg-new", ".dpkg-old", ".dpkg-dist", ".ucf-new", ".ucf-old", ".ucf-dist");

    private final Process process;
    private final FileAccess files;

    /** The registry of a host, for a process that is root's. */
    public Registry(Process process) {
        this.process = process;
        this.files = process.files();
    }

    /** {@code ucf --three-way SOURCE PATH; ucfr PACKAGE PATH}. */
    public void put(String owner, String source, String path) throws IOException {
        byte[] content = files.readAll(source);
        String hash = md5(content) + "  " + path;
        boolean known = lines(HASHES).contains(hash);
        if (!files.exists(path)) {
            if (known) {
                process.err().println("Not replacing deleted config file " + path);
            } else {
                process.err().println("\nCreating config file " + path + " with new version");
                copy(source, content, path);
            }
        }
        if (!known) {
            append(HASHES, hash);
            copy(source, content, cached(path));
        }
        String line = owner + " \t " + path;
        if (!lines(OWNERS).contains(line)) {
            append(OWNERS, line);
        }
        process.err().flush();
    }

    /** Deletes a package's files and what is known of them, as the packages' {@code postrm purge} does. */
    public void purge(String owner) throws IOException {
        for (String line : lines(OWNERS)) {
            if (!line.startsWith(owner + " ")) {
                continue;
            }
            String path = line.substring(line.indexOf('/'));
            for (String suffix : BACKUPS) {
                delete(path + suffix);
            }
            delete(path);
            delete(cached(path));
            without(HASHES, "  " + path);
            without(OWNERS, " " + path);
        }
    }

    private static String cached(String path) {
        return FOLDER + "/cache/" + path.replace('/', ':');
    }

    private void copy(String source, byte[] content, String path) throws IOException {
        Stat stat = files.stat(source);
        files.writeAll(path, content);
        files.chmod(path, stat.mode() & 07777);
    }

    private void delete(String path) throws IOException {
        if (files.exists(path)) {
            files.unlink(path);
        }
    }

    private List<String> lines(String path) throws IOException {
        return files.exists(path)
                ? new String(files.readAll(path), UTF_8).lines().toList()
                : List.of();
    }

    private void append(String path, String line) throws IOException {
        if (!files.exists(FOLDER + "/cache")) {
            if (!files.exists(FOLDER)) {
                files.mkdir(FOLDER, 0755);
            }
            files.mkdir(FOLDER + "/cache", 0755);
        }
        files.append(path, (line + "\n").getBytes(UTF_8));
    }

    private void without(String path, String end) throws IOException {
        String rest = lines(path).stream()
                .filter(it -> !it.endsWith(end))
                .map(it -> it + "\n")
                .collect(Collectors.joining());
        files.writeAll(path, rest.getBytes(UTF_8));
    }

    private static String md5(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
