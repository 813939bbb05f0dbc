package postroom.labs.course.check;

/** Where a probe of the student's server comes from. */
public enum Origin {
    /** The host itself, over the loopback. */
    HERE,
    /** Another computer of the host's own LAN. */
    LAN,
    /** A host of the internet whose address has no name. */
    OUTSIDE
}
