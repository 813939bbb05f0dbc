package postroom.labs;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.io.File;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Random;

/** The layers of the labs, and that a student's code reaches the world only through disk, network, process and clock. */
@AnalyzeClasses(packages = "postroom.labs", importOptions = ImportOption.DoNotIncludeTests.class)
class LabsArchitectureTest {
    private static final List<String> BOTTOM_UP =
            List.of("io", "fs", "net", "host", "terminal", "shell", "debian", "lab", "course");

    @ArchTest
    static void layersUseOnlyWhatIsBelowThem(JavaClasses classes) {
        LayeredArchitecture layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String layer : BOTTOM_UP) {
            layers = layers.layer(layer).definedBy("postroom.labs." + layer + "..");
        }
        for (int i = 0; i < BOTTOM_UP.size(); i++) {
            List<String> above = BOTTOM_UP.subList(i + 1, BOTTOM_UP.size());
            layers = above.isEmpty()
                    ? layers.whereLayer(BOTTOM_UP.get(i)).mayNotBeAccessedByAnyLayer()
                    : layers.whereLayer(BOTTOM_UP.get(i)).mayOnlyBeAccessedByLayers(above.toArray(String[]::new));
        }
        layers.check(classes);
    }

    @ArchTest
    static void everyClassBelongsToALayer(JavaClasses classes) {
        noClasses()
                .should()
                .resideOutsideOfPackages(BOTTOM_UP.stream()
                        .map(layer -> "postroom.labs." + layer + "..")
                        .toArray(String[]::new))
                .check(classes);
    }

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("postroom.labs.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theMachinesFilesAreNotTouched = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(File.class, Files.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.FileInputStream")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.FileOutputStream")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.RandomAccessFile")
            .because("there is no other disk than the lab's; the journal's folder comes in as JournalFolder");

    @ArchTest
    static final ArchRule theMachinesProcessesAndEnvironmentAreNotTouched = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(ProcessBuilder.class)
            .orShould()
            .callMethodWhere(describe(
                    "it runs or ends a program of the machine",
                    call -> call.getTargetOwner().isEquivalentTo(Runtime.class)
                            && !call.getName().equals("getRuntime")
                            && !call.getName().equals("availableProcessors")))
            .orShould()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .because("a student's program runs as a process of the lab, in the lab's environment");

    @ArchTest
    static final ArchRule threadsAreStartedByTheHostAlone = noClasses()
            .that()
            .resideOutsideOfPackage("postroom.labs.host..")
            .should()
            .callConstructorWhere(
                    describe("it makes a thread", call -> call.getTargetOwner().isAssignableTo(Thread.class)))
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.Executors")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Timer")
            .because("the threads of a lab are counted, bounded and ended by its host");

    @ArchTest
    static final ArchRule timeAndChanceComeFromTheLab = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(InstantSource.class, "system")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callConstructor(Date.class)
            .orShould()
            .callConstructor(Random.class)
            .orShould()
            .callMethod(Math.class, "random")
            .because("the lab's clock can be jumped, and its seed makes it the same again");

    @ArchTest
    static final ArchRule labsKnowNoWeb = noClasses().should().dependOnClassesThat(resideInAPackage("postroom.web.."));
}
