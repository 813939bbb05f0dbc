package postroom.labs.debian.postfix.verify;

/** What {@code verify(8)} knows of an address. @param text why, in the words of the agent that was asked last */
public record Verification(Status status, String text) {
    /** Whether mail for it is taken. */
    public enum Status {
        OK,
        DEFERRED,
        UNDELIVERABLE,
        IN_PROGRESS
    }
}
