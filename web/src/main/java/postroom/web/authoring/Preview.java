package postroom.web.authoring;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;
import postroom.labs.course.Course;
import postroom.labs.course.proof.TextLint;
import postroom.labs.course.yaml.InvalidCourseException;
import postroom.labs.course.yaml.Problem;
import postroom.web.Server;

/**
 * Serves a course while it is written: whenever its folder changes, it is read anew, and pages that are open load
 * themselves again. A course with mistakes is not served; the last good one goes on, and the mistakes are printed.
 */
public final class Preview implements AutoCloseable {
    private final CourseFolder files;
    private final Function<Integer, Server> start;
    private final PrintStream out;
    private Server server;
    private int port;

    /**
     * @param start starts a server on a port; a preview keeps the port that the first one got
     * @param port the port for the first one, 0 for any free one
     */
    public Preview(CourseFolder files, Function<Integer, Server> start, int port, PrintStream out) {
        this.files = files;
        this.start = start;
        this.port = port;
        this.out = out;
    }

    /** Serves until the thread is interrupted. */
    public void run() throws IOException, InterruptedException {
        try (FolderWatch watch = new FolderWatch(files.folder())) {
            while (!Thread.currentThread().isInterrupted()) {
                if (isGood()) {
                    serveAnew();
                }
                watch.awaitChange();
            }
        } finally {
            close();
        }
    }

    private boolean isGood() {
        try {
            List<Problem> problems = TextLint.of(Course.load(files), files);
            problems.forEach(out::println);
            return true;
        } catch (InvalidCourseException e) {
            out.println(e.getMessage());
            out.println("(to be mended first; the page shows the course as it was before)");
            return false;
        }
    }

    private synchronized void serveAnew() {
        boolean first = server == null;
        if (!first) {
            server.close();
        }
        server = start.apply(port);
        port = server.port();
        out.println(first ? "Preview: http://127.0.0.1:" + port + "  (end it with Ctrl+C)" : "read anew");
    }

    /** The port that it serves on; 0 before the first good course. */
    public synchronized int port() {
        return server == null ? 0 : port;
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
