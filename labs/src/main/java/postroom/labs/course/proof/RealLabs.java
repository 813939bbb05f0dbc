package postroom.labs.course.proof;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import postroom.labs.course.run.Script;
import postroom.labs.debian.Base;
import postroom.labs.lab.Lab;
import postroom.labs.lab.Labs;
import postroom.labs.lab.Plan;
import postroom.labs.lab.World;

/** Makes the labs of a proof as a student's are made. */
public final class RealLabs implements ProofLabs {
    private static final Duration SETUP = Duration.ofSeconds(20);

    private final Labs labs;

    public RealLabs(Labs labs) {
        this.labs = labs;
    }

    @Override
    public ProofLab make(String base, long seed, List<String> setup) throws ProofFailure {
        Base named = Base.named(base).orElseThrow(() -> new ProofFailure("there is no base " + base));
        Lab lab = Lab.fresh(labs, new Plan(named, World.LAN, seed, Map.of()));
        for (String command : setup) {
            Script done = Script.run(lab, "root", command, SETUP);
            if (done.status() != 0) {
                lab.close();
                throw new ProofFailure(
                        "the setup command " + command + " fails with " + done.status() + ": " + done.output());
            }
        }
        return new RealLab(labs, lab);
    }
}
