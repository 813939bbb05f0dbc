package postroom.labs.debian.cpio;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** Package cpio: {@code mt-gnu}, and the scripts that make it the {@code mt} of {@code update-alternatives(1)}. */
public final class CpioPackage {
    /** By id. */
    public static final Map<String, Program> PROGRAMS = Map.of(
            "cpio/mt-gnu", new Mt(),
            "cpio/postinst", CpioPackage::configure,
            "cpio/prerm", CpioPackage::remove);

    private static final List<String> LINKS = List.of("/usr/bin/mt", "/etc/alternatives/mt");

    private CpioPackage() {}

    private static int configure(Process process) throws IOException {
        List<String> arguments = process.arguments();
        boolean fresh = arguments.size() < 2 || arguments.get(1).isEmpty();
        if (fresh) {
            process.out().println("update-alternatives: using /bin/mt-gnu to provide /bin/mt (mt) in auto mode");
        }
        return 0;
    }

    private static int remove(Process process) throws IOException {
        FileAccess files = process.files();
        if (process.arguments().contains("remove") && files.exists("/usr/bin/mt")) {
            for (String link : LINKS) {
                files.unlink(link);
            }
        }
        return 0;
    }
}
