package postroom.web.bench;

import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import postroom.labs.lab.Labs;
import postroom.web.rooms.LoginShell;

/** A class that types: how long a key takes from the page to the lab's shell and back, beside a socket that only echoes. */
public final class TypingEcho implements Trial {
    private static final int TYPISTS = 200;

    private final Classroom.Parts parts;

    /** Measures a server with these labs and log-ins. */
    public TypingEcho(Function<Path, Labs> labs, LoginShell login) {
        this.parts = new Classroom.Parts(labs, login);
    }

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public List<Row> run() throws Exception {
        Figures plain = plain();
        Figures shell;
        String of;
        try (Classroom room = new Classroom(parts);
                Typists typists = Typists.enter(room, TYPISTS)) {
            shell = typists.type();
            of = typists.count() + " typists, 5 keys/s each";
        }
        return List.of(
                new Row("echo of a key, p50, " + of, shell.text(50), "plain echo: " + plain.text(50)),
                new Row("echo of a key, p99, " + of, shell.text(99), "1.5 x plain echo: " + plain.text(99)),
                new Row("keys that came back", String.valueOf(shell.count()), "plain echo: " + plain.count()));
    }

    private static Figures plain() throws Exception {
        List<Student> students = new ArrayList<>();
        Javalin echo = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.routes.ws("/echo", ws -> ws.onMessage(ctx -> ctx.send(ctx.message())));
        });
        echo.start("127.0.0.1", 0);
        try {
            HttpClient http = HttpClient.newHttpClient();
            URI address = URI.create("ws://127.0.0.1:" + echo.port() + "/echo");
            Typing typing = new Typing();
            List<Typing.Hand> hands = new ArrayList<>();
            for (int i = 0; i < TYPISTS; i++) {
                Typing.Hand hand = typing.new Hand();
                Student student = new Student(hand::arrived).connect(http, address, "");
                students.add(student);
                hands.add(hand.at(student));
            }
            return typing.run(hands);
        } finally {
            students.forEach(Student::close);
            echo.stop();
        }
    }
}
