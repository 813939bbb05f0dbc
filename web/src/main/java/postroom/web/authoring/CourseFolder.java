package postroom.web.authoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import postroom.labs.course.CourseFiles;

/**
 * A course in a folder of this machine. Nothing outside the folder is read, whatever a path says.
 *
 * @param folder with {@code course.yaml} in it
 */
public record CourseFolder(Path folder) implements CourseFiles {
    /** The course's own file. */
    public static final String COURSE = "course.yaml";

    public CourseFolder {
        folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public Optional<byte[]> read(String path) {
        Path file = folder.resolve(path).normalize();
        if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
