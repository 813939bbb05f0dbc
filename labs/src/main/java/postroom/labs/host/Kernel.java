package postroom.labs.host;

/** What the kernel of every host says of itself ({@code uname(2)}): that of a Debian 12. */
public final class Kernel {
    /** Its release. */
    public static final String RELEASE = "6.1.0-18-amd64";

    /** Its build. */
    public static final String VERSION = "#1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01)";

    private Kernel() {}
}
