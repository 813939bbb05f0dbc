package postroom.labs.course.check;

/** What a check waits for: only when one of its watches stirs is it looked at again. */
public sealed interface Watch {

    /** Something changed at the path or below it. */
    record Path(String path) implements Watch {}

    /** A service started, stopped or read its configuration, or a port was opened or closed. */
    record Services() implements Watch {}

    /** A client and a server spoke SMTP, or hung up. */
    record Wire() implements Watch {}

    /** A task of the same exercise was ticked or unticked. */
    record Tasks() implements Watch {}
}
