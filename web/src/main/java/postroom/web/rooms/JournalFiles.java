package postroom.web.rooms;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postroom.labs.lab.JournalFolder;

/** The labs' journals as files of the data folder. */
final class JournalFiles implements JournalFolder {
    private final Path folder;
    private final boolean sync;

    /** @param sync whether what was acknowledged must survive a power cut, too */
    JournalFiles(Path folder, boolean sync) {
        this.folder = folder;
        this.sync = sync;
    }

    @Override
    public FileChannel open(String name) throws IOException {
        return FileChannel.open(
                folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public void replace(String from, String to) throws IOException {
        Files.move(
                folder.resolve(from),
                folder.resolve(to),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public boolean sync() {
        return sync;
    }

    /** Takes a journal away that no lab can go on from. */
    void discard(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
    }

    /** Whose journals there are: what stands before the first dot of their names. */
    Set<String> owners() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.indexOf('.') > 0)
                    .map(name -> name.substring(0, name.indexOf('.')))
                    .collect(Collectors.toSet());
        }
    }

    /** Takes away all whose names begin so, those that were put aside among them. */
    void discardAll(String prefix) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.list(folder)) {
            all = files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }

    /** Puts a journal aside, for whoever wants to look into it. */
    void putAside(String name) throws IOException {
        replace(name, name + ".old");
    }
}
