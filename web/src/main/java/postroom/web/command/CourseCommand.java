package postroom.web.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import postroom.labs.course.CourseFiles;
import postroom.labs.course.proof.CourseCheck;
import postroom.labs.course.proof.RealLabs;
import postroom.labs.lab.Labs;

/** {@code postroom course}: what authors of the course need. */
@Command(
        name = "course",
        description = "For authors of the course.",
        subcommands = CourseCommand.Check.class,
        mixinStandardHelpOptions = true)
public final class CourseCommand {
    /** {@code postroom course check}: proves every exercise and lints the texts. */
    @Command(
            name = "check",
            description = "Prove every exercise, replay every console block, lint the texts.",
            mixinStandardHelpOptions = true)
    static final class Check implements Callable<Integer> {
        @Option(names = "--content", description = "folder with a course (default: the one that comes along)")
        private Path content;

        @Option(names = "--seed", description = "seeds to prove with (1 2 3)")
        private List<Long> seeds = List.of(1L, 2L, 3L);

        @Option(names = "--chapter", description = "prove only the chapter of this id; may be repeated (all)")
        private Set<String> chapters = Set.of();

        @Override
        public Integer call() throws InterruptedException {
            CourseFiles files = content == null ? CourseFiles.bundled() : in(content);
            try (Labs labs = Labsmith.passing()) {
                return new CourseCheck(files, new RealLabs(labs), System.out, Duration.ofSeconds(15)).run(seeds, chapters);
            }
        }
    }

    private static CourseFiles in(Path folder) {
        return path -> {
            Path file = folder.resolve(path).normalize();
            if (!file.startsWith(folder.normalize()) || !Files.isRegularFile(file)) {
                return Optional.empty();
            }
            try {
                return Optional.of(Files.readAllBytes(file));
            } catch (IOException e) {
                throw new UncheckedIOException(file.toString(), e);
            }
        };
    }
}
