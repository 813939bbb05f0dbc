package postroom.labs.course.proof;

import java.time.Duration;
import postroom.labs.course.run.CourseLab;

/** A lab in which an exercise is proved: what a student can do in it, and what a proof must know. */
public interface ProofLab extends CourseLab, AutoCloseable {

    /**
     * What a script has left.
     *
     * @param status its exit status
     * @param output what it printed, standard error among it
     */
    record Finished(int status, String output) {}

    /**
     * Runs a script by a user's shell without a terminal, and waits for its end. Counts as a command of the student's.
     *
     * @throws InterruptedException when the thread is to stop
     * @throws ProofFailure when it takes longer than {@code limit}
     */
    Finished run(String user, String script, Duration limit) throws InterruptedException, ProofFailure;

    /** Logs the student in at a new terminal of 120 × 40. */
    ProofTerminal login() throws ProofFailure;

    /**
     * Waits until no mail is on its way any more: nothing in maildrop, incoming and active.
     *
     * @throws ProofFailure when that takes longer than {@code limit}
     */
    void awaitQuiet(Duration limit) throws InterruptedException, ProofFailure;

    /** Puts the lab back to where it was when it was made, with its setup done. */
    void reset() throws ProofFailure;

    /** The same text for the same files, owners and modes; time stamps and logs left out. */
    String fingerprint();

    @Override
    void close();
}
