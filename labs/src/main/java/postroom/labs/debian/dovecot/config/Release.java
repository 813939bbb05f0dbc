package postroom.labs.debian.dovecot.config;

import postroom.labs.host.Kernel;

/** Which Dovecot this is. */
public final class Release {
    /** The version with its revision. */
    public static final String FULL = "2.3.19.1 (9b53102964)";
    /** The version of the Sieve plugin. */
    static final String PIGEONHOLE = "0.5.19 (4eae2f79)";
    /** The system as doveconf names it. */
    static final String OS = "Linux " + Kernel.RELEASE + " x86_64 Ubuntu ";

    private Release() {}
}
