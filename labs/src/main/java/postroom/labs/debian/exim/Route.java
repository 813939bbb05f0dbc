package postroom.labs.debian.exim;

import java.util.List;
import postroom.labs.host.Accounts;

/**
 * What routing made of an address.
 *
 * @param address the address, or the file or command
 * @param parents the addresses that have led to it, the nearest first
 * @param router the router that decided; null if none wanted the address
 */
record Route(String address, List<String> parents, String router, Fate fate) {
    /** The recipient that the message came with. */
    String recipient() {
        return parents.isEmpty() ? address : parents.get(parents.size() - 1);
    }

    /** What becomes of it. */
    sealed interface Fate {}

    /** Into a user's mailbox. */
    record Mailbox(Accounts.User user, String transport) implements Fate {}

    /** Into a file, in a user's name. */
    record ToFile(Accounts.User user) implements Fate {}

    /** To a command, in a user's name. */
    record Pipe(Accounts.User user) implements Fate {}

    /** It never will be delivered. */
    record Failed(String why) implements Fate {}

    /** Not now. @param code Exim's number for the kind of error */
    record Deferred(int code, String why) implements Fate {}

    /** An alias wants it to vanish. */
    record Discarded() implements Fate {}
}
