package postroom.web.command;

import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import postroom.web.Refusal;
import postroom.web.Server;
import postroom.web.Settings;
import postroom.web.authoring.CourseFolder;
import postroom.web.authoring.Preview;
import postroom.web.storage.TemporaryFolder;

/** {@code postroom course preview}: serves a course while it is written; an open page follows what is saved. */
@Command(
        name = "preview",
        description = "Serve a course while you write it; pages load themselves again when you save.",
        mixinStandardHelpOptions = true)
final class CoursePreviewCommand implements Callable<Integer> {
    @Option(names = "--content", required = true, description = "folder with the course")
    private Path content;

    @Option(names = "--port", defaultValue = "8026", description = "port to listen on (${DEFAULT-VALUE})")
    private int port;

    @Override
    public Integer call() throws IOException, InterruptedException, Refusal {
        CourseFolder files = new CourseFolder(content);
        if (!Files.isRegularFile(files.folder().resolve(CourseFolder.COURSE))) {
            throw new Refusal(
                    "there is no course in " + content + "; `postroom course new " + content + "` begins one");
        }
        TemporaryFolder data = TemporaryFolder.make();
        Preview preview = new Preview(files, at -> serve(files, data.path(), at), port, System.out);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            preview.close();
            try {
                data.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
        try {
            preview.run();
        } catch (JavalinBindException taken) {
            throw new Refusal(
                    "cannot listen on port " + port + ", perhaps another program does; choose another with --port");
        }
        return 0;
    }

    static Server serve(CourseFolder files, Path data, int port) {
        Settings settings = new Settings(
                "127.0.0.1",
                port,
                Set.of(),
                data,
                Optional.of(files.folder()),
                false,
                Settings.Classes.NONE,
                true,
                Map.of());
        return Server.start(settings, () -> Labsmith.kept(data), Logins.SHELL);
    }
}
