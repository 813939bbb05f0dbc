package postroom.web.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import postroom.web.storage.TemporaryFolder;

/** From the start of a JVM with an empty data folder to the first page. */
public final class ColdStart implements Trial {
    private static final int RUNS = 3;
    private static final long LONGEST_SECONDS = 30;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Row> run() throws Exception {
        Figures times = new Figures();
        for (int i = 0; i < RUNS; i++) {
            try (TemporaryFolder data = TemporaryFolder.make()) {
                times.add(start(data.path()));
            }
        }
        return List.of(new Row(
                "cold start to the first page, empty data folder, median of " + RUNS,
                times.text(50),
                "1.2 x an empty Javalin app"));
    }

    private static long start(Path data) throws IOException, InterruptedException, URISyntaxException {
        int port = freePort();
        List<String> command = Program.command();
        command.addAll(List.of("--port", String.valueOf(port), "--data", data.toString()));
        long begun = System.nanoTime();
        Process server = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader said = server.inputReader(StandardCharsets.UTF_8)) {
            server.onExit()
                    .completeOnTimeout(server, LONGEST_SECONDS, TimeUnit.SECONDS)
                    .thenAccept(Process::destroy);
            String line = said.readLine();
            while (line != null && !line.contains("http://")) {
                line = said.readLine();
            }
            if (line == null) {
                throw new IOException("the server ended before it was ready");
            }
            HttpRequest page = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                    .build();
            int status = HttpClient.newHttpClient()
                    .send(page, HttpResponse.BodyHandlers.ofByteArray())
                    .statusCode();
            long took = System.nanoTime() - begun;
            if (status != 200) {
                throw new IOException("the first page has status " + status);
            }
            return took;
        } finally {
            server.destroy();
            server.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }
}
