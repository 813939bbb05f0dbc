package postroom.labs.course.proof;

import java.time.Duration;
import java.util.function.Predicate;

/** A terminal at which a proof types. */
public interface ProofTerminal extends AutoCloseable {
    int COLUMNS = 120;
    int ROWS = 40;

    /** Sends keys, as a keyboard would. */
    void type(String keys);

    /**
     * Takes what has been printed since the last call, as soon as that satisfies, or else when the time is over.
     *
     * @return all that was printed, escape codes among it
     */
    String take(Predicate<String> enough, Duration limit) throws InterruptedException;

    @Override
    void close();
}
