package postroom.labs.lab;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** Where journals lie. The labs themselves never touch the machine's files. */
public interface JournalFolder {
    /** Opens a file for reading and writing, making it if it is missing. */
    FileChannel open(String name) throws IOException;

    /** Puts {@code from} in the place of {@code to}, in one step. */
    void replace(String from, String to) throws IOException;

    /** Whether each flush must reach the disk and not only the operating system. */
    boolean sync();
}
