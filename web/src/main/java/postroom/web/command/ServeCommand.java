package postroom.web.command;

import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Option;
import postroom.web.Refusal;
import postroom.web.Server;
import postroom.web.Settings;
import postroom.web.http.Gate;
import postroom.web.storage.UnusableDataFolderException;

/** {@code postroom}: serves the course until it is told to stop. */
public class ServeCommand implements Callable<Integer> {
    @Option(names = "--host", defaultValue = "127.0.0.1", description = "address to listen on (${DEFAULT-VALUE})")
    private String host;

    @Option(names = "--port", defaultValue = "8025", description = "port to listen on (${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--public-host", description = "further host names that the server answers to")
    private List<String> publicHosts = List.of();

    @Option(names = "--data", description = "folder for progress and labs (~/.local/share/postroom)")
    private Path data;

    @Option(names = "--content", description = "folder with a course of your own")
    private Path content;

    @Option(names = "--fsync", description = "what is acknowledged survives a power cut, too")
    private boolean sync;

    @Option(names = "--expose", description = ExposedPorts.DESCRIPTION)
    private boolean expose;

    @Option(names = "--classroom", description = "for classes: an instructor with a password, students with a code")
    private boolean classroom;

    @Option(names = "--new-password", description = "with --classroom: choose the instructor's password anew")
    private boolean newPassword;

    @Option(names = "--open", description = "open the page in the browser")
    private boolean open;

    @Override
    public Integer call() throws Exception {
        Path folder = data == null ? defaultFolder() : data;
        Set<String> names = new HashSet<>(publicHosts);
        if (newPassword && !classroom) {
            throw new Refusal("--new-password goes with --classroom");
        }
        if (expose && classroom) {
            throw new Refusal("--expose is for one learner: the ports of a class's labs would be one another's");
        }
        Settings settings = new Settings(
                host,
                port,
                names,
                folder,
                Optional.ofNullable(content),
                sync,
                classes(),
                false,
                expose ? ExposedPorts.ALL : Map.of());
        Server server;
        try {
            server = Server.start(settings, () -> Labsmith.kept(folder), Logins.SHELL);
        } catch (UnusableDataFolderException unusable) {
            throw new Refusal(unusable.getMessage());
        } catch (JavalinBindException taken) {
            throw new Refusal("cannot listen on " + host + ":" + port
                    + ", perhaps another program does; choose another port with --port");
        }
        String address = "http://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + server.port();
        System.out.println("Postroom is ready: " + address + "  (end it with Ctrl+C)");
        server.setupToken()
                .ifPresent(token ->
                        System.out.println("Choose the instructor's password: " + address + "/setup?token=" + token));
        if (classroom && host.equals("0.0.0.0")) {
            for (String own : Gate.ownAddresses()) {
                System.out.println("On the network: http://" + own + ":" + server.port());
            }
        }
        if (classroom && host.equals("127.0.0.1")) {
            System.out.println("Only this machine reaches it; for others start it with --host 0.0.0.0");
        }
        if (open) {
            openBrowser(address);
        }
        CountDownLatch end = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            end.countDown();
        }));
        end.await();
        return 0;
    }

    private Settings.Classes classes() {
        if (!classroom) {
            return Settings.Classes.NONE;
        }
        return newPassword ? Settings.Classes.NEW_PASSWORD : Settings.Classes.OPEN;
    }

    private static Path defaultFolder() {
        String base = System.getenv("XDG_DATA_HOME");
        return base != null && !base.isBlank()
                ? Path.of(base, "postroom")
                : Path.of(System.getProperty("user.home"), ".local", "share", "postroom");
    }

    private static void openBrowser(String address) throws IOException {
        String os = System.getProperty("os.name");
        String opener = os.startsWith("Mac") ? "open" : os.startsWith("Windows") ? "explorer" : "xdg-open";
        new ProcessBuilder(opener, address)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
