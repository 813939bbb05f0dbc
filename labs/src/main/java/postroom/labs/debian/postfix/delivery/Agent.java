package postroom.labs.debian.postfix.delivery;

/** A delivery agent: {@code local(8)}, {@code smtp(8)}, {@code virtual(8)}, {@code error(8)} ... */
@FunctionalInterface
public interface Agent {
    /**
     * Delivers, or says to {@code report} why not, for every recipient of the request.
     *
     * @param done is run on the lab's serial executor when all is said; at once, or later
     */
    void deliver(Request request, Report report, Runnable done);
}
