package postroom.labs.course.proof;

import java.util.List;

/** Makes labs for proofs. */
@FunctionalInterface
public interface ProofLabs {

    /**
     * A new lab from a base, in which root has run the commands.
     *
     * @throws ProofFailure when a command fails
     */
    ProofLab make(String base, long seed, List<String> setup) throws ProofFailure, InterruptedException;
}
