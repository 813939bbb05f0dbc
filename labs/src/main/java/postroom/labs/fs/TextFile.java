package postroom.labs.fs;

import java.nio.charset.StandardCharsets;
import java.util.List;
import postroom.labs.io.ErrnoException;

/** Files of settings and lists, which programs read whole and do without where they are missing. */
public final class TextFile {
    private TextFile() {}

    /** The lines of a file in UTF-8, without their ends; none if it cannot be read. */
    public static List<String> lines(FileAccess files, String path) {
        try {
            return new String(files.readAll(path), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (ErrnoException unreadable) {
            return List.of();
        }
    }
}
