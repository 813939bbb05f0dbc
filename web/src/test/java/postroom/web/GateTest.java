package postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A browser that was lured to another site must not reach the lab on this machine. */
class GateTest {
    private static RunningApp app;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        app = new RunningApp(data);
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static String get(String host) throws Exception {
        return app.raw("GET / HTTP/1.1\nHost: " + host + "\nConnection: close\n\n");
    }

    private static String post(String origin) throws Exception {
        return app.raw("POST /language HTTP/1.1\nHost: localhost:" + app.port() + "\n" + origin
                + "Content-Type: application/x-www-form-urlencoded\nContent-Length: 5\nConnection: close\n\nto=zh");
    }

    private static String upgrade(String origin) throws Exception {
        return app.raw(
                "GET /chapters/" + RunningApp.CHAPTER + "/terminal HTTP/1.1\nHost: 127.0.0.1:" + app.port() + "\n"
                        + origin + "Upgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Version: 13\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n\n");
    }

    @Test
    void theLoopbacksNamesAreServed() throws Exception {
        assertThat(get("127.0.0.1:" + app.port())).contains("200");
        assertThat(get("localhost:" + app.port())).contains("200");
        assertThat(get("LOCALHOST:" + app.port())).contains("200");
    }

    @Test
    void aReboundNameIsNot() throws Exception {
        assertThat(get("evil.example:" + app.port())).contains("421");
        assertThat(get("localhost.evil.example:" + app.port())).contains("421");
        assertThat(get("localhost:" + (app.port() + 1))).contains("421");
    }

    @Test
    void aChangeComesFromAPageOfOurs() throws Exception {
        assertThat(post("Origin: http://localhost:" + app.port() + "\n")).contains("303");
        assertThat(post("Origin: http://evil.example\n")).contains("403");
        assertThat(post("Origin: http://127.0.0.1:" + app.port() + "\n")).contains("403");
        assertThat(post("Origin: null\n")).contains("403");
        assertThat(post("")).contains("403");
    }

    @Test
    void soDoesASocket() throws Exception {
        assertThat(upgrade("Origin: http://127.0.0.1:" + app.port() + "\n")).contains("101");
        assertThat(upgrade("Origin: http://evil.example\n")).contains("403");
        assertThat(upgrade("Origin: http://127.0.0.1:1\n")).contains("403");
        assertThat(upgrade("")).contains("403");
    }
}
