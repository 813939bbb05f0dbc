package postroom.web.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import postroom.labs.course.CourseFiles;
import postroom.labs.course.proof.CourseCheck;
import postroom.labs.course.proof.RealLabs;
import postroom.labs.lab.Labs;
import postroom.web.authoring.CourseFolder;

/** {@code postroom course check}: proves every exercise and lints the texts. */
@Command(
        name = "check",
        description = "Prove every exercise, replay every console block, lint the texts.",
        mixinStandardHelpOptions = true)
final class CourseCheckCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "ID", description = "chapters and exercises to prove (all)")
    private List<String> ids = List.of();

    @Option(names = "--content", description = "folder with a course (default: the one that comes along)")
    private Path content;

    @Option(names = "--seed", description = "seeds to prove with (1 2 3)")
    private List<Long> seeds = List.of(1L, 2L, 3L);

    @Option(names = "--chapter", description = "the same as ID")
    private Set<String> chapters = Set.of();

    @Override
    public Integer call() throws InterruptedException {
        CourseFiles files = content == null ? CourseFiles.bundled() : new CourseFolder(content);
        Set<String> only = new HashSet<>(ids);
        only.addAll(chapters);
        try (Labs labs = Labsmith.passing()) {
            return new CourseCheck(files, new RealLabs(labs), System.out, Duration.ofSeconds(15)).run(seeds, only);
        }
    }
}
