package postroom.labs.debian.dovecot.sieve.command;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of the package dovecot-sieve. */
public final class SievePrograms {
    /** By their ids in the package's manifest. */
    public static final Map<String, Program> PROGRAMS =
            Map.of("dovecot-sieve/sievec", new Sievec(), "dovecot-sieve/sieve-test", new SieveTest());

    private SievePrograms() {}
}
