package postroom.web.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder that everything is kept in: {@code postroom.db} (learners and progress) and {@code labs/} (one journal a
 * lab). It is made if it is missing.
 */
public final class DataFolder {
    private final Path folder;

    private DataFolder(Path folder) {
        this.folder = folder;
    }

    /** @throws UnusableDataFolderException if it cannot be made or written to; its message is one sentence for the user */
    public static DataFolder open(Path folder) {
        try {
            Files.createDirectories(folder.resolve("labs"));
            Path probe = Files.createTempFile(folder, ".probe", "");
            Files.delete(probe);
            return new DataFolder(folder);
        } catch (FileAlreadyExistsException e) {
            throw new UnusableDataFolderException(
                    "The data folder " + folder + " cannot be used: there is a file in its place.", e);
        } catch (AccessDeniedException e) {
            throw new UnusableDataFolderException(
                    "The data folder " + folder + " cannot be written to: permission denied.", e);
        } catch (IOException e) {
            throw new UnusableDataFolderException(
                    "The data folder " + folder + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    Path database() {
        return folder.resolve("postroom.db");
    }

    /** Where the labs' journals lie. */
    public Path labs() {
        return folder.resolve("labs");
    }
}
