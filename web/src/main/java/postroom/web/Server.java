package postroom.web;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import postroom.labs.course.Course;
import postroom.labs.course.CourseFiles;
import postroom.labs.course.yaml.InvalidCourseException;
import postroom.labs.lab.Labs;
import postroom.web.authoring.CourseFolder;
import postroom.web.http.Assets;
import postroom.web.rooms.LearnerRooms;
import postroom.web.rooms.LoginShell;
import postroom.web.rooms.RoomLimits;
import postroom.web.storage.DataFolder;
import postroom.web.storage.Database;
import postroom.web.storage.LabRegister;
import postroom.web.storage.Learners;
import postroom.web.storage.Progress;
import postroom.web.text.CourseTexts;
import postroom.web.text.Language;

/**
 * Everything that {@code postroom serve} runs, put together. The course is read while the server starts; what the first page
 * does not need (database, labs, the chapters' texts) is made once that page is out.
 */
public final class Server implements AutoCloseable {
    private final WebApp app;
    private final LearnerRooms rooms;
    private final Background<Labs> labs;
    private final Optional<Classroom> classroom;

    private Server(WebApp app, LearnerRooms rooms, Background<Labs> labs, Optional<Classroom> classroom) {
        this.app = app;
        this.rooms = rooms;
        this.labs = labs;
        this.classroom = classroom;
    }

    /**
     * Starts it.
     *
     * @param makeLabs makes what all labs share; called once, in the background
     * @throws postroom.web.storage.UnusableDataFolderException if the data folder cannot be used
     * @throws io.javalin.util.JavalinBindException if the port is taken or the address not ours
     */
    public static Server start(Settings settings, Supplier<Labs> makeLabs, LoginShell login) {
        DataFolder folder = DataFolder.open(settings.data());
        CourseFiles files =
                settings.content().<CourseFiles>map(CourseFolder::new).orElseGet(CourseFiles::bundled);
        Supplier<Course> course = new Background<>("course", () -> load(files)).begin();
        Clock clock = Clock.systemUTC();
        boolean classes = settings.classes() != Settings.Classes.NONE;
        Database database = Database.open(folder);
        Learners learners = new Learners(database, clock);
        Progress progress = new Progress(database, clock);
        Background<Labs> labs = new Background<>("labs", makeLabs);
        LearnerRooms rooms = new LearnerRooms(
                labs,
                course,
                learners,
                progress,
                new LabRegister(database, clock),
                folder,
                login,
                classes ? RoomLimits.CLASSROOM : RoomLimits.LOCAL,
                clock,
                settings.sync(),
                settings.exposed());
        CourseTexts texts = new CourseTexts(files);
        Background<Course> warm = new Background<>("texts", () -> warm(course.get(), texts));
        Runnable onFirstAnswer = () -> {
            database.begin();
            labs.begin();
            warm.begin();
        };
        Assets assets = new Assets(settings.live());
        boolean renew = settings.classes() == Settings.Classes.NEW_PASSWORD;
        Optional<Classroom> classroom = classes
                ? Optional.of(Classroom.make(database, course, texts, progress, rooms, assets, clock, renew))
                : Optional.empty();
        WebApp app = new WebApp(
                settings.publicHosts(), course, texts, learners, progress, rooms, assets, classroom, onFirstAnswer);
        if (classes) {
            rooms.forgetStrangers();
        }
        app.start(settings.host(), settings.port());
        return new Server(app, rooms, labs, classroom);
    }

    /** The first chapter takes longer than all others, because the renderer is loaded for it. */
    private static Course warm(Course course, CourseTexts texts) {
        course.chapters().stream().findFirst().ifPresent(chapter -> {
            for (Language language : Language.values()) {
                texts.chapter(chapter, language);
            }
        });
        return course;
    }

    private static Course load(CourseFiles files) {
        try {
            return Course.load(files);
        } catch (InvalidCourseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The port that is listened on. */
    public int port() {
        return app.port();
    }

    /** What lets somebody choose the instructor's password, where there is none yet. */
    public Optional<String> setupToken() {
        return classroom.flatMap(it -> it.token().get());
    }

    @Override
    public void close() {
        app.stop();
        classroom.ifPresent(Classroom::close);
        rooms.close();
        if (labs.isBegun()) {
            labs.get().close();
        }
    }
}
