package postroom.labs.lab;

/** How much of a network a lab has. */
public enum World {
    /** The loopback only: the world of the fidelity scenarios. */
    ALONE,
    /** The LAN 192.0.2.0/24 with the student's host at 192.0.2.10, and real clients at 192.0.2.2. */
    LAN
}
