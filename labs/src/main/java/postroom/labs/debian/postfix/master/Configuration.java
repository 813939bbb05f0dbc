package postroom.labs.debian.postfix.master;

import java.util.Map;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.MainCf;
import postroom.labs.debian.postfix.config.MasterCf;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Host;
import postroom.labs.io.ErrnoException;

/** The files of {@code /etc/postfix} as a program has read them. */
public final class Configuration {
    /** Where Debian has Postfix' configuration. */
    public static final String DIRECTORY = "/etc/postfix";

    private Configuration() {}

    /**
     * Reads main.cf.
     *
     * @param directory config_directory
     * @throws Fatal {@code open .../main.cf: Permission denied}
     */
    public static MainCf main(FileAccess files, String directory, Msg msg) {
        String path = directory + "/main.cf";
        return MainCf.parse(path, text(files, path), msg);
    }

    /** The text of a file. */
    public static String text(FileAccess files, String path) {
        try {
            return Text.of(files.readAll(path));
        } catch (ErrnoException e) {
            throw new Fatal("open " + path + ": " + e.getMessage());
        }
    }

    /** The parameters of a command that somebody runs. */
    public static Parameters parameters(
            Host host, FileAccess files, MainCf main, Map<String, String> overrides, Msg msg) {
        return new Parameters(main, overrides, new HostSurroundings(host, files), msg);
    }

    /** The services, as the master reads them. */
    public static MasterCf master(String text) {
        return MasterCf.parse(text, line -> DIRECTORY + "/master.cf: line " + line + ": ");
    }
}
