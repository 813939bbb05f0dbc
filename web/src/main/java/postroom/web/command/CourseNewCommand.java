package postroom.web.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import postroom.web.Refusal;
import postroom.web.authoring.CourseSkeleton;

/** {@code postroom course new}: begins a course, a chapter or an exercise. */
@Command(
        name = "new",
        description = "Begin a course in a folder, or add a chapter or an exercise to the one that is there.",
        mixinStandardHelpOptions = true)
final class CourseNewCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FOLDER", description = "the course's folder")
    private Path folder;

    @Parameters(index = "1", arity = "0..1", paramLabel = "CHAPTER", description = "a chapter: 02-second-steps")
    private Optional<String> chapter = Optional.empty();

    @Parameters(index = "2", arity = "0..1", paramLabel = "EXERCISE", description = "an exercise of that chapter")
    private Optional<String> exercise = Optional.empty();

    @Override
    public Integer call() throws IOException, Refusal {
        CourseSkeleton skeleton = new CourseSkeleton(folder);
        if (exercise.isPresent()) {
            skeleton.exercise(chapter.orElseThrow(), exercise.get());
        } else if (chapter.isPresent()) {
            skeleton.chapter(chapter.get());
        } else {
            skeleton.course();
        }
        skeleton.made().forEach(System.out::println);
        System.out.println("Look at it:  ./postroom course preview --content " + folder);
        System.out.println("Prove it:    ./postroom course check --content " + folder);
        return 0;
    }
}
