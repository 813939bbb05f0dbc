package postroom.labs.debian.file;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of the package file. */
public final class FilePrograms {
    /** By their ids in the package's manifest. */
    public static final Map<String, Program> PROGRAMS = Map.of("file/file", new FileProgram());

    private FilePrograms() {}
}
