package postroom.labs.fidelity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import postroom.labs.debian.Base;
import postroom.labs.debian.BaseImages;
import postroom.labs.debian.Packages;
import postroom.labs.debian.dovecot.master.DovecotKind;
import postroom.labs.debian.postfix.master.PostfixKind;
import postroom.labs.debian.sslcert.SnakeoilCertificate;
import postroom.labs.host.Workers;
import postroom.labs.lab.Lab;
import postroom.labs.lab.Labs;
import postroom.labs.lab.Plan;
import postroom.labs.lab.World;
import postroom.server.MailEngine;

/**
 * Types at a lab what was typed at a real Debian host, and compares what both print, step by step. The file
 * {@code fidelity/floor.txt} says how many steps of each scenario match at least; the number may only grow.
 */
class FidelityReplayTest {
    private static Labs labs;

    @BeforeAll
    static void makeLabs() {
        Packages packages = new Packages();
        labs = new Labs(
                InstantSource.system(),
                new Workers(),
                new MailEngine(),
                new BaseImages(
                        packages::has, () -> SnakeoilCertificate.make("myserver.mydomain.net", BaseImages.BUILT)),
                packages,
                Map.of("postfix", new PostfixKind(), "dovecot", new DovecotKind()));
    }

    @AfterAll
    static void closeLabs() {
        labs.close();
    }

    @TestFactory
    Stream<DynamicTest> printsWhatTheRealHostPrints() throws IOException {
        return resource("floor.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> {
                    String[] words = line.split(" ");
                    return DynamicTest.dynamicTest(words[0], () -> replay(words[0], Integer.parseInt(words[1])));
                });
    }

    private static void replay(String name, int floor) throws Exception {
        Scenario scenario = Scenario.read(resource(name + ".scn"));
        List<String> real = scenario.recorded(resource(name + ".rec"));
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
        assertThat(same)
                .as("steps of %s that match, of %d; the others:%n%s", name, real.size(), String.join("\n", differences))
                .isGreaterThanOrEqualTo(floor);
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = FidelityReplayTest.class.getResourceAsStream("/fidelity/" + name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8);
        }
    }
}
