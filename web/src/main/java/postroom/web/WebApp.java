package postroom.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import postroom.labs.course.Course;
import postroom.web.authoring.Reloads;
import postroom.web.http.Assets;
import postroom.web.http.ErrorPages;
import postroom.web.http.Gate;
import postroom.web.http.SecurityHeaders;
import postroom.web.pages.Entrance;
import postroom.web.pages.ExerciseViews;
import postroom.web.pages.Pages;
import postroom.web.storage.Learners;
import postroom.web.storage.Progress;
import postroom.web.study.Door;
import postroom.web.study.EventSocket;
import postroom.web.study.HostViews;
import postroom.web.study.StudyRooms;
import postroom.web.study.TerminalSocket;
import postroom.web.text.CourseTexts;

/** The web server: every route on one screen. It knows pages and sockets; what they show comes from its constructor. */
public final class WebApp {
    private static final Duration SOCKET_IDLE = Duration.ofMinutes(10);
    private static final int MOST_MESSAGE_CHARS = 64 * 1024;
    private static final int MOST_BODY_BYTES = 16 * 1024;

    private final Set<String> publicHosts;
    private final Runnable onAnswer;
    private final Assets assets;
    private final Optional<Classroom> classroom;
    private final Pages pages;
    private final TerminalSocket terminal;
    private final EventSocket events;
    private final HostViews host;
    private Javalin javalin;

    /**
     * @param publicHosts further names that the server answers to, beside its own address and the loopback's
     * @param course read in the background; who needs it waits
     * @param rooms the labs
     * @param classroom for a server with classes
     * @param onAnswer called when a page was answered, before it is sent; must return at once
     */
    public WebApp(
            Set<String> publicHosts,
            Supplier<Course> course,
            CourseTexts texts,
            Learners learners,
            Progress progress,
            StudyRooms rooms,
            Assets assets,
            Optional<Classroom> classroom,
            Runnable onAnswer) {
        this.publicHosts = publicHosts;
        this.assets = assets;
        this.classroom = classroom;
        this.onAnswer = onAnswer;
        ExerciseViews views = new ExerciseViews(texts);
        StudyRooms entry = classroom.<StudyRooms>map(Classroom::entry).orElse(rooms);
        Door door = new Door(entry);
        host = new HostViews(entry);
        Entrance entrance = classroom.<Entrance>map(Classroom::entry).orElse(Entrance.open(course, learners));
        pages = new Pages(course, texts, views, learners, progress, entrance, assets);
        terminal = new TerminalSocket(door);
        events = new EventSocket(
                door,
                (room, exercise, language) -> views.of(
                        room.chapter(),
                        room.chapter().exercise(exercise).orElseThrow(),
                        room.seed(),
                        room.exercise(exercise),
                        language));
    }

    private void routes(JavalinConfig config, Gate gate) {
        config.routes.before(SecurityHeaders::set);
        config.routes.before(gate::check);
        classroom.ifPresentOrElse(it -> classRoutes(config, it), () -> config.routes.get("/", pages::front));
        config.routes.get("/chapters/{chapter}", pages::chapter);
        config.routes.get("/chapters/{chapter}/files", host::look);
        config.routes.post("/chapters/{chapter}/files", host::write);
        config.routes.get("/chapters/{chapter}/mail", host::mail);
        config.routes.get("/glossary", pages::glossary);
        config.routes.get("/glossary/{term}", pages::term);
        config.routes.post("/language", pages::language);
        config.routes.get("/assets/{version}/<name>", assets::serve);
        if (assets.live()) {
            config.routes.sse("/preview", new Reloads()::open);
        }
        config.routes.get("/favicon.ico", ctx -> ctx.redirect(assets.url("mark.svg")));
        config.routes.after(ctx -> onAnswer.run());
        config.routes.wsBeforeUpgrade(gate::checkUpgrade);
        config.routes.ws("/chapters/{chapter}/terminal", terminal::configure);
        config.routes.ws("/chapters/{chapter}/events", events::configure);
        ErrorPages.install(config.routes, pages::error);
    }

    private static void classRoutes(JavalinConfig config, Classroom room) {
        config.routes.get("/", room.join()::front);
        config.routes.get("/join/{code}", room.join()::link);
        config.routes.post("/join", room.join()::join);
        config.routes.get("/back/{key}", room.join()::back);
        config.routes.get("/setup", room.account()::setupForm);
        config.routes.post("/setup", room.account()::setup);
        config.routes.get("/login", room.account()::loginForm);
        config.routes.post("/login", room.account()::login);
        config.routes.post("/logout", room.account()::logout);
        config.routes.before("/classes", room.guard()::check);
        config.routes.before("/classes/*", room.guard()::check);
        config.routes.wsBeforeUpgrade("/classes/*", room.guard()::checkUpgrade);
        config.routes.get("/classes", room.classes()::list);
        config.routes.post("/classes", room.classes()::make);
        config.routes.get("/classes/{class}", room.classes()::matrix);
        config.routes.post("/classes/{class}", room.classes()::change);
        config.routes.post("/classes/{class}/remove", room.classes()::remove);
        config.routes.get("/classes/{class}/screen", room.classes()::screen);
        config.routes.get("/classes/{class}/marks/{format}", room.classes()::marks);
        config.routes.get("/classes/{class}/seats", room.classes()::seats);
        config.routes.get("/classes/{class}/seats/{seat}", room.seats()::show);
        config.routes.post("/classes/{class}/seats/{seat}", room.seats()::change);
        config.routes.post("/classes/{class}/seats/{seat}/remove", room.seats()::remove);
        config.routes.ws("/classes/{class}/live", room.board()::configure);
    }

    /**
     * Starts to listen.
     *
     * @param host an address or a name of this machine
     * @param port 0 for any free one
     * @throws io.javalin.util.JavalinBindException if the port is taken or the address not ours
     */
    public void start(String host, int port) {
        Gate gate = new Gate(host, publicHosts, this::port);
        javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.http.maxRequestSize = MOST_BODY_BYTES;
            config.http.prefer405over404 = true;
            config.http.compressionStrategy = CompressionStrategy.GZIP;
            config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
            config.jetty.modifyWebSocketServletFactory(sockets -> {
                sockets.setIdleTimeout(SOCKET_IDLE);
                sockets.setMaxTextMessageSize(MOST_MESSAGE_CHARS);
                sockets.setMaxBinaryMessageSize(MOST_MESSAGE_CHARS);
                sockets.setMaxFrameSize(MOST_MESSAGE_CHARS);
            });
            routes(config, gate);
        });
        javalin.start(host, port);
    }

    /** The port that is listened on. */
    public int port() {
        return javalin.port();
    }

    /** Closes the sockets and stops listening. */
    public void stop() {
        if (javalin != null) {
            javalin.stop();
        }
    }
}
