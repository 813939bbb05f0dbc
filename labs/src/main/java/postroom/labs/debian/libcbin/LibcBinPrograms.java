package postroom.labs.debian.libcbin;

import java.util.Map;
import postroom.labs.host.Program;

/** Programs of Debian package {@code libc-bin}; {@code getent} is with the log-in tools. */
public final class LibcBinPrograms {
    /** By the ids in its manifest. */
    public static final Map<String, Program> PROGRAMS =
            Map.of("libc-bin/getconf", new Getconf(), "libc-bin/iconv", new Iconv(), "libc-bin/locale", new Locale());

    private LibcBinPrograms() {}
}
