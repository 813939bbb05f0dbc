package postroom.web.authoring;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.course.Course;
import postroom.labs.course.CourseFiles;
import postroom.labs.course.yaml.InvalidCourseException;
import postroom.web.Refusal;

/**
 * The beginnings of a course, a chapter, an exercise: files that {@code course check} is content with, to be overwritten by
 * their author. Nothing that exists is overwritten, and {@code course.yaml} stays as it was if the outcome could not be read.
 */
public final class CourseSkeleton {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern NUMBERED = Pattern.compile("(\\d{1,2})-.*");
    private static final List<String> SCHEMAS = List.of("course", "exercise", "glossary");

    private final CourseFolder files;
    private final List<Path> made = new ArrayList<>();

    /** @param folder that of the course; it need not be there yet */
    public CourseSkeleton(Path folder) {
        this.files = new CourseFolder(folder);
    }

    /** The files that were made or changed, in this order. */
    public List<Path> made() {
        return List.copyOf(made);
    }

    /** Makes a course without chapters' texts of its own: one chapter, one exercise, and the schemas for an editor. */
    public void course() throws IOException, Refusal {
        if (Files.exists(at(CourseFolder.COURSE))) {
            throw new Refusal("there is a course in " + files.folder() + " already; name a chapter to add");
        }
        for (String schema : SCHEMAS) {
            String path = "schema/" + schema + ".schema.json";
            write(path, CourseFiles.bundled().read(path).orElseThrow());
        }
        write(CourseFolder.COURSE, template("course.yaml"));
        chapter("01-first-steps");
    }

    /** Adds a chapter with one exercise at the end of the course. */
    public void chapter(String id) throws IOException, Refusal {
        requireId(id);
        String before = courseText();
        if (Files.exists(at("chapters/" + id))) {
            throw new Refusal("there is a chapter " + id + " already; name an exercise to add");
        }
        String exercise = free("say-hello");
        String entry = fill(template("chapter.yaml"), id, exercise).replace("@NUMBER@", number(id));
        write("chapters/" + id + "/en.md", fill(template("en.md"), id, exercise));
        write("chapters/" + id + "/zh.md", fill(template("zh.md"), id, exercise));
        write(exerciseFile(id, exercise), fill(template("exercise.yaml"), id, exercise));
        change(before, before.stripTrailing() + "\n" + entry);
    }

    /** Adds an exercise at the end of a chapter: its file, its name in {@code course.yaml}, its card in both texts. */
    public void exercise(String chapter, String id) throws IOException, Refusal {
        requireId(chapter);
        requireId(id);
        String before = courseText();
        if (!Files.isDirectory(at("chapters/" + chapter))) {
            throw new Refusal("there is no chapter " + chapter + "; without an exercise's name one is made");
        }
        if (!free(id).equals(id)) {
            throw new Refusal(
                    "there is an exercise " + id + " already; each has a name of its own in the whole course");
        }
        Pattern list = Pattern.compile(
                "(?ms)^  - id: " + Pattern.quote(chapter) + "$.*?^    exercises:\\n(?:      - [^\\n]*\\n)+");
        Matcher place = list.matcher(before.endsWith("\n") ? before : before + "\n");
        if (!place.find()) {
            throw new Refusal("course.yaml has no list of exercises below " + chapter + " in the usual shape; write `- "
                    + id + "` there yourself, and copy another exercise's file");
        }
        write(exerciseFile(chapter, id), fill(template("exercise.yaml"), chapter, id));
        for (String text : List.of("en.md", "zh.md")) {
            Path file = at("chapters/" + chapter + "/" + text);
            Files.writeString(file, Files.readString(file).stripTrailing() + "\n\n@exercise " + id + "\n");
            made.add(file);
        }
        String whole = before.endsWith("\n") ? before : before + "\n";
        change(before, whole.substring(0, place.end()) + "      - " + id + "\n" + whole.substring(place.end()));
    }

    private void change(String before, String after) throws IOException, Refusal {
        Path file = at(CourseFolder.COURSE);
        Files.writeString(file, after);
        try {
            Course.load(files);
        } catch (InvalidCourseException e) {
            Files.writeString(file, before);
            throw new Refusal("course.yaml cannot take it, and is as it was:\n" + e.getMessage());
        }
        made.add(file);
    }

    private String courseText() throws IOException, Refusal {
        Path file = at(CourseFolder.COURSE);
        if (!Files.isRegularFile(file)) {
            throw new Refusal("there is no " + file + "; `course new " + files.folder() + "` begins a course");
        }
        return Files.readString(file);
    }

    /** The name itself, or with a number behind it, so that it is the only one of the course. */
    private String free(String exercise) throws IOException {
        String taken = "- " + exercise;
        boolean used = Files.readString(at(CourseFolder.COURSE))
                .lines()
                .anyMatch(line -> line.strip().equals(taken));
        if (!used) {
            return exercise;
        }
        Matcher counted = Pattern.compile("(.*)-(\\d+)").matcher(exercise);
        return free(
                counted.matches()
                        ? counted.group(1) + "-" + (Integer.parseInt(counted.group(2)) + 1)
                        : exercise + "-2");
    }

    /** The digits that its id begins with, else one more than the chapters there are. */
    private String number(String id) throws IOException {
        Matcher numbered = NUMBERED.matcher(id);
        long chapters = Files.readString(at(CourseFolder.COURSE))
                .lines()
                .filter(line -> line.startsWith("  - id: "))
                .count();
        return numbered.matches() ? String.valueOf(Integer.parseInt(numbered.group(1))) : String.valueOf(chapters + 1);
    }

    private static String fill(String text, String chapter, String exercise) {
        String words = chapter.replaceFirst("^\\d+-", "").replace('-', ' ');
        String title = Character.toUpperCase(words.charAt(0)) + words.substring(1);
        return text.replace("@CHAPTER@", chapter).replace("@TITLE@", title).replace("@EXERCISE@", exercise);
    }

    private static String exerciseFile(String chapter, String exercise) {
        return "chapters/" + chapter + "/exercises/" + exercise + ".yaml";
    }

    private static void requireId(String id) throws Refusal {
        if (!ID.matcher(id).matches()) {
            throw new Refusal("a name is small letters, digits and single hyphens, as in 01-first-steps: " + id);
        }
    }

    private Path at(String path) {
        return files.folder().resolve(path);
    }

    private void write(String path, String text) throws IOException {
        write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String path, byte[] bytes) throws IOException {
        Path file = at(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
        made.add(file);
    }

    private static String template(String name) throws IOException {
        try (InputStream in = CourseSkeleton.class.getResourceAsStream("/postroom/web/authoring/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
