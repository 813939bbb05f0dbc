package postroom.labs.shell.pattern;

import java.util.List;

/** The files that {@link Glob} looks at, as their process may see them. Paths are relative to its folder or absolute. */
public interface Files {

    /** The names in a folder, without {@code .} and {@code ..}; none if it cannot be read. */
    List<String> names(String folder);

    /** Whether something is there, a dangling link included. */
    boolean exists(String path);

    /** Whether a folder is there, behind links, too. */
    boolean isFolder(String path);

    /** Whether the path itself is a symbolic link. */
    boolean isLink(String path);
}
