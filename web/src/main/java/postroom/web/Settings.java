package postroom.web;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the server is told when it starts.
 *
 * @param host the address to listen on
 * @param port the port, 0 for any free one
 * @param publicHosts further names that it answers to, {@code host} or {@code host:port}, as behind a proxy
 * @param data the data folder
 * @param content a folder with a course, instead of the one that the program brings along
 * @param sync whether what is acknowledged survives a power cut, too
 * @param classes whether it is for classes, and what of the instructor's password
 * @param live whether open pages load themselves again when the course has been read anew
 * @param exposed ports of the lab that real clients can reach: port to real loopback port
 */
public record Settings(
        String host,
        int port,
        Set<String> publicHosts,
        Path data,
        Optional<Path> content,
        boolean sync,
        Classes classes,
        boolean live,
        Map<Integer, Integer> exposed) {
    /** Who may come. */
    public enum Classes {
        /** One learner, without log-in. */
        NONE,
        /** Students of classes, and their instructor. */
        OPEN,
        /** The same; the instructor's password is chosen anew. */
        NEW_PASSWORD
    }

    public Settings {
        publicHosts = Set.copyOf(publicHosts);
        exposed = Map.copyOf(exposed);
    }
}
