package postroom.labs.debian.iproute2;

import java.util.Map;
import postroom.labs.host.Program;

/** Debian's package iproute2. */
public final class Iproute2Programs {
    /** Its programs. */
    public static final Map<String, Program> PROGRAMS = Map.of("iproute2/ip", new Ip(), "iproute2/ss", new Ss());

    private Iproute2Programs() {}
}
