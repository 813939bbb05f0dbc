package postroom.labs.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestLabs;
import postroom.labs.lab.Lab;
import postroom.labs.lab.Labs;
import postroom.labs.lab.Plan;
import postroom.labs.lab.World;

/**
 * Types at a lab what was typed at a real Debian host, and compares what both print, step by step. The file
 * {@code fidelity/floor.txt} says how many steps of each scenario match at least; the number may only grow.
 */
class FidelityReplayTest {
    private static final Recordings RECORDINGS = new Recordings("fidelity");
    private static Labs labs;

    @BeforeAll
    static void makeLabs() {
        labs = TestLabs.serving();
    }

    @AfterAll
    static void closeLabs() {
        labs.close();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @TestFactory
    Stream<DynamicTest> printsWhatTheRealHostPrints() throws IOException {
        return RECORDINGS.tests(FidelityReplayTest::replay);
    }

    /**
     * What mail does beside the typing takes its time, and a busy machine more of it than the real host took: a scenario
     * that falls short is played once more, on another host.
     */
    private static void replay(String name, int floor) throws Exception {
        Scenario scenario = Scenario.read(RECORDINGS.read(name + ".scn"));
        List<String> real = scenario.recorded(RECORDINGS.read(name + ".rec"));
        Played first = play(scenario, real);
        Played best = first.same < floor ? play(scenario, real) : first;
        assertThat(best.same)
                .as("steps of %s that match, of %d; the others:%n%s", name, real.size(), best.differences)
                .isGreaterThanOrEqualTo(floor);
    }

    /** How many steps matched, and what the others printed. */
    private record Played(int same, String differences) {}

    private static Played play(Scenario scenario, List<String> real) throws Exception {
        List<String> ours;
        Base base = Base.named(scenario.base()).orElseThrow();
        try (Lab lab = Lab.fresh(labs, new Plan(base, World.ALONE, 1, Map.of()));
                Typist typist = new Typist(lab, scenario)) {
            ours = typist.play();
        }
        List<String> differences = new ArrayList<>();
        int same = 0;
        for (int i = 0; i < real.size(); i++) {
            if (i < ours.size() && real.get(i).equals(ours.get(i))) {
                same++;
            } else {
                differences.add(scenario.steps().get(i) + "\nreal:\n" + real.get(i) + "\nours:\n"
                        + (i < ours.size() ? ours.get(i) : "(it did not get there)"));
            }
        }
        return new Played(same, String.join("\n", differences));
    }
}
