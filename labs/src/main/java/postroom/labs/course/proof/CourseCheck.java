package postroom.labs.course.proof;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import postroom.labs.course.Chapter;
import postroom.labs.course.ConsoleBlock;
import postroom.labs.course.Course;
import postroom.labs.course.CourseFiles;
import postroom.labs.course.Exercise;
import postroom.labs.course.Proof;
import postroom.labs.course.Workplace;
import postroom.labs.course.run.Desk;
import postroom.labs.course.text.Language;
import postroom.labs.course.yaml.InvalidCourseException;
import postroom.labs.course.yaml.Problem;

/**
 * {@code ./postroom course check}: proves every exercise, plays every console block, and lints the texts. Prints one line
 * for each exercise and what failed, for the first time or, tried once more, for good; the status is 0 when nothing did, 1 when something did, 2 when the course cannot be
 * read.
 */
public final class CourseCheck {
    private final CourseFiles files;
    private final ProofLabs labs;
    private final PrintStream out;
    private final Duration patience;
    private int proofs;
    private int failures;
    private int repeated;

    /** @param patience how long a step, or what follows from it, may take; 15 s are plenty on a busy machine */
    public CourseCheck(CourseFiles files, ProofLabs labs, PrintStream out, Duration patience) {
        this.patience = patience;
        this.files = files;
        this.labs = labs;
        this.out = out;
    }

    /** @param seeds for which students each exercise is proved */
    public int run(List<Long> seeds) throws InterruptedException {
        return run(seeds, Set.of());
    }

    /**
     * Proves a part.
     *
     * @param only the chapters and exercises to prove, for an author who works at one; all where there are none. Texts are
     *     linted all
     */
    public int run(List<Long> seeds, Set<String> only) throws InterruptedException {
        Course course;
        try {
            course = Course.load(files);
        } catch (InvalidCourseException e) {
            out.println(e.getMessage());
            return 2;
        }
        Set<String> unknown = new TreeSet<>(only);
        for (Chapter chapter : course.chapters()) {
            unknown.remove(chapter.id());
            chapter.exercises().forEach(exercise -> unknown.remove(exercise.id()));
        }
        if (!unknown.isEmpty()) {
            out.println("no chapter and no exercise: " + String.join(", ", unknown));
            return 2;
        }
        List<Problem> problems = TextLint.of(course, files);
        problems.forEach(out::println);
        for (Chapter chapter : course.chapters()) {
            boolean whole = only.isEmpty() || only.contains(chapter.id());
            if (whole) {
                consoleBlocks(chapter, seeds.get(0));
            }
            for (Exercise exercise : chapter.exercises()) {
                if (whole || only.contains(exercise.id())) {
                    exercise(chapter, exercise, seeds);
                }
            }
        }
        long exercises = course.chapters().stream()
                .mapToLong(chapter -> chapter.exercises().size())
                .sum();
        out.printf(
                "%d chapters, %d exercises, %d seeds: %d proofs, %d tried once more, %d failed, %d problems in the texts%n",
                course.chapters().size(), exercises, seeds.size(), proofs, repeated, failures, problems.size());
        return failures == 0 && problems.isEmpty() ? 0 : 1;
    }

    /** One thing to be proved. */
    @FunctionalInterface
    private interface Claim {
        void prove() throws ProofFailure, InterruptedException;
    }

    private boolean holds(String what, Claim claim) throws InterruptedException {
        proofs++;
        try {
            claim.prove();
            return true;
        } catch (ProofFailure first) {
            // on a busy machine a moment may be missed; what fails twice is wrong
            out.println("again  " + what + ": " + first.getMessage());
        }
        repeated++;
        try {
            claim.prove();
            return true;
        } catch (ProofFailure e) {
            failures++;
            out.println("FAILED " + what + ": " + e.getMessage());
            return false;
        }
    }

    /** Plays the blocks of the English text; the Chinese ones are the same, or the lint says so. */
    private void consoleBlocks(Chapter chapter, long seed) throws InterruptedException {
        List<ConsoleBlock> blocks = ConsoleBlock.session(chapter.page(Language.EN));
        List<Integer> steps = new ArrayList<>();
        boolean good = holds(chapter.id() + ", console blocks", () -> {
            List<String> setup = Desk.setup(Workplace.of(chapter), seed);
            try (ProofLab lab = labs.make(chapter.start(), seed, setup);
                    ProofTerminal terminal = lab.login()) {
                steps.add(new ConsolePlayer(lab, terminal, patience).play(blocks));
            }
        });
        if (good) {
            out.printf("ok     %s: %d console blocks, %d steps%n", chapter.id(), blocks.size(), steps.get(0));
        }
    }

    private void exercise(Chapter chapter, Exercise exercise, List<Long> seeds) throws InterruptedException {
        boolean good = true;
        int before = proofs;
        for (long seed : seeds) {
            ExerciseProof proof = new ExerciseProof(labs, chapter, exercise, seed, patience);
            String name = exercise.id() + " (seed " + seed + ")";
            Proof written = exercise.proof();
            good &= holds(name + ", untouched", proof::untouched);
            good &= holds(name + ", solution", () -> proof.passes(written.solution()));
            for (int i = 0; i < written.alternatives().size(); i++) {
                Proof.Way way = written.alternatives().get(i);
                good &= holds(name + ", alternative " + (i + 1), () -> proof.passes(way));
            }
            for (int i = 0; i < written.wrong().size(); i++) {
                Proof.Wrong wrong = written.wrong().get(i);
                good &= holds(name + ", wrong " + (i + 1), () -> proof.fails(wrong));
            }
            good &= holds(name + ", reset", proof::resets);
        }
        if (good) {
            out.printf("ok     %s: %d proofs%n", exercise.id(), proofs - before);
        }
    }
}
