package postroom.web.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import postroom.web.storage.TemporaryFolder;

/** {@code postroom --classroom} as a process of its own, with one class, its instructor and what the kernel says of it. */
final class ClassServer implements AutoCloseable {
    static final int PATIENCE_SECONDS = 60;
    private static final String CHAPTER = "/chapters/03-smtp-by-hand";
    private static final String PASSWORD = "a password for the bench";
    private static final Pattern ADDRESS = Pattern.compile("http://[^ ]+");
    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([0-9a-f]+)\"");
    private static final Pattern CODE = Pattern.compile("/join/([A-Z0-9]{6})");
    private static final int TICKS_A_SECOND = 100;

    private final TemporaryFolder data = TemporaryFolder.make();
    private final Process process;
    private final String origin;
    private final HttpClient plain =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpClient instructor =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String place;
    private final String code;

    ClassServer() throws Exception {
        List<String> command = Program.command();
        command.addAll(
                List.of("--classroom", "--port", "0", "--data", data.path().toString()));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        origin = address(said.readLine());
        String token = address(said.readLine()).replaceFirst(".*token=", "");
        post(instructor, "/setup", "token=" + token + "&password=" + encode(PASSWORD) + "&again=" + encode(PASSWORD));
        String form = find(FORM, get(instructor, "/classes"));
        HttpResponse<String> made = post(
                instructor, "/classes", "form=" + form + "&name=Bench&language=en&seats=1200&chapter=03-smtp-by-hand");
        place = URI.create(made.headers().firstValue("Location").orElseThrow()).getPath();
        code = find(CODE, get(instructor, place));
    }

    private static String address(String line) throws IOException {
        return find(ADDRESS, String.valueOf(line), 0);
    }

    private static String find(Pattern pattern, String text) throws IOException {
        return find(pattern, text, 1);
    }

    private static String find(Pattern pattern, String text, int group) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("no " + pattern + " in an answer of the server");
        }
        return matcher.group(group);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String get(HttpClient who, String path) throws IOException, InterruptedException {
        return who.send(HttpRequest.newBuilder(URI.create(origin + path)).build(), BodyHandlers.ofString())
                .body();
    }

    private HttpResponse<String> post(HttpClient who, String path, String body)
            throws IOException, InterruptedException {
        return who.send(
                HttpRequest.newBuilder(URI.create(origin + path))
                        .header("Origin", origin)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Somebody joins the class and opens the chapter. @return their cookies */
    String join(String name) throws IOException, InterruptedException {
        HttpResponse<String> joined = post(plain, "/join", "code=" + code + "&name=" + encode(name));
        String cookies = joined.headers().allValues("set-cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .collect(Collectors.joining("; "));
        HttpResponse<Void> page = plain.send(page(cookies), BodyHandlers.discarding());
        if (page.statusCode() != 200) {
            throw new IOException("the chapter has status " + page.statusCode());
        }
        return cookies;
    }

    /** Has the chapter's page loaded once more. */
    void pageLater(String cookies) {
        plain.sendAsync(page(cookies), BodyHandlers.discarding());
    }

    private HttpRequest page(String cookies) {
        return HttpRequest.newBuilder(URI.create(origin + CHAPTER))
                .header("Cookie", cookies)
                .build();
    }

    Student socket(String name, String cookies, Runnable arrived) throws Exception {
        return new Student(arrived)
                .connect(plain, URI.create(origin.replace("http", "ws") + CHAPTER + "/" + name), cookies);
    }

    /** The live matrix, as the instructor's page has it open. */
    Student matrix(Runnable arrived) throws Exception {
        return new Student(arrived)
                .connect(
                        instructor,
                        URI.create(origin.replace("http", "ws") + place + "/live?language=en&names=yes"),
                        "");
    }

    /** Seconds of a processor that the server has used: utime and stime of {@code proc(5)}. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / (double) TICKS_A_SECOND;
    }

    /** What lives in its heap, in MB, as {@code jcmd} counts it after a collection. */
    double heapMegabytes() throws IOException, InterruptedException {
        jcmd("GC.run");
        Matcher used = Pattern.compile("(?:generation|heap) +total [0-9]+K, used ([0-9]+)K")
                .matcher(jcmd("GC.heap_info"));
        long kilobytes = 0;
        while (used.find()) {
            kilobytes += Long.parseLong(used.group(1));
        }
        return kilobytes / 1024.0;
    }

    private String jcmd(String what) throws IOException, InterruptedException {
        String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process jcmd = new ProcessBuilder(program, String.valueOf(process.pid()), what)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return said;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        data.close();
    }
}
