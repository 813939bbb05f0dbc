package postroom.web.rooms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import postroom.labs.course.Workplace;
import postroom.labs.course.run.Desk;
import postroom.labs.course.run.Script;
import postroom.labs.debian.Base;
import postroom.labs.lab.ForeignJournalException;
import postroom.labs.lab.Lab;
import postroom.labs.lab.LabState;
import postroom.labs.lab.Labs;
import postroom.labs.lab.Plan;
import postroom.labs.lab.World;
import postroom.web.storage.LabRegister;
import postroom.web.storage.Learner;

/** Makes the lab of a workplace for a learner, or wakes the one that is kept. */
final class LabMaker {
    private static final Logger LOG = System.getLogger(LabMaker.class.getName());
    private static final Duration SETUP = Duration.ofSeconds(20);

    private final Supplier<Labs> labs;
    private final LabRegister register;
    private final JournalFiles journals;
    private final Map<Integer, Integer> exposed;
    private final AtomicReference<String> exposedLab = new AtomicReference<>("");

    /** @param labs waited for, since they are made while the server starts */
    LabMaker(Supplier<Labs> labs, LabRegister register, Path folder, boolean sync, Map<Integer, Integer> exposed) {
        this.labs = labs;
        this.register = register;
        this.journals = new JournalFiles(folder, sync);
        this.exposed = exposed;
    }

    Labs labs() {
        return labs.get();
    }

    /** The lab as the learner left it; a new one if there is none, or if it comes from another version of the program. */
    Lab open(Workplace place, Learner learner) {
        String journal = learner.id() + "." + place.id();
        Plan plan = plan(place, learner, portsOf(journal));
        try {
            if (!register.isReady(learner, place.id())) {
                // no setup, or half of one: the server died in the middle of it
                journals.discard(journal);
                return begin(place, learner, plan, journal);
            }
            try {
                return Lab.kept(labs.get(), plan, journals, journal);
            } catch (ForeignJournalException e) {
                LOG.log(Level.WARNING, "lab {0} begins anew: {1}", journal, e.getMessage());
                journals.putAside(journal);
                return begin(place, learner, plan, journal);
            }
        } catch (IOException | ForeignJournalException e) {
            throw new UncheckedIOException("the lab " + journal + " cannot be kept", asIo(e));
        }
    }

    private Lab begin(Workplace place, Learner learner, Plan plan, String journal)
            throws IOException, ForeignJournalException {
        Lab lab = Lab.kept(labs.get(), plan, journals, journal);
        setUp(lab, place, learner);
        register.ready(learner, place.id());
        return lab;
    }

    /** Whose labs are kept. */
    Set<String> owners() {
        try {
            return journals.owners();
        } catch (IOException e) {
            throw new UncheckedIOException("the labs' folder cannot be read", e);
        }
    }

    /** Takes away what is kept of a learner's labs. */
    void forget(String learner) {
        try {
            journals.discardAll(learner + ".");
        } catch (IOException e) {
            throw new UncheckedIOException("the labs of a learner could not be taken away", e);
        }
    }

    /** The state that a reset goes back to: made as it was at first, since it is not kept. */
    LabState start(Workplace place, Learner learner) {
        try (Lab lab = Lab.fresh(labs.get(), plan(place, learner, Map.of()))) {
            setUp(lab, place, learner);
            return lab.state();
        }
    }

    /** There is one of each real port: the first lab that is opened has them as long as the server runs. */
    private Map<Integer, Integer> portsOf(String lab) {
        boolean first = exposedLab.compareAndSet("", lab) || exposedLab.get().equals(lab);
        return first ? exposed : Map.of();
    }

    private static Plan plan(Workplace place, Learner learner, Map<Integer, Integer> exposed) {
        Base base = Base.named(place.start())
                .orElseThrow(() -> new IllegalStateException("there is no base " + place.start()));
        return new Plan(base, World.LAN, learner.seed(), exposed);
    }

    private static void setUp(Lab lab, Workplace place, Learner learner) {
        for (String command : Desk.setup(place, learner.seed())) {
            Script done = Script.run(lab, "root", command, SETUP);
            if (done.status() != 0) {
                lab.close();
                throw new IllegalStateException(
                        "setup of " + place.id() + ": " + command + ": " + done.status() + " " + done.output());
            }
        }
    }

    private static IOException asIo(Exception e) {
        return e instanceof IOException io ? io : new IOException(e);
    }
}
