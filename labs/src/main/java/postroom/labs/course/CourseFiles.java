package postroom.labs.course;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The files of a course. Whoever keeps them elsewhere than in the program's jar (a folder that an author edits) brings
 * an implementation, since labs themselves never touch the host's files.
 */
@FunctionalInterface
public interface CourseFiles {

    /** A file's content by its path from the course's folder, {@code chapters/x/en.md}; empty when there is none. */
    Optional<byte[]> read(String path);

    /** The course that the program brings along. */
    static CourseFiles bundled() {
        return path -> {
            try (InputStream in = CourseFiles.class.getResourceAsStream("/course/" + path)) {
                return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException("the program's own file course/" + path, e);
            }
        };
    }
}
