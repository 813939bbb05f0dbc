package postroom.web.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import postroom.labs.lab.Labs;
import postroom.web.rooms.LoginShell;

/** How long a key takes in a lab while the labs beside it run what a host's limits are there for. */
public final class Neighbours implements Trial {
    private static final int TYPISTS = 20;

    /** How long the hostile labs have the machine before somebody types. */
    private static final long HEAD_START_SECONDS = 3;

    private static final List<String> HOSTILE = List.of(
            "yes",
            ":(){ :|:& };:",
            "while :; do :; done",
            "cat /dev/zero | base64",
            "while :; do find / | xargs ls -ld > /dev/null 2>&1; done",
            "x=a; while x=$x$x; do :; done; while :; do cat /etc/services | grep x > /dev/null; done",
            "while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab | grep -E '(a+)+$'; done",
            "f() { f; }; while :; do (f) 2> /dev/null; done",
            "while :; do cat /dev/zero > big 2> /dev/null; rm -f big; done",
            "while :; do awk 'BEGIN { while (1) s = s \"xxxxxxxxxxxxxxxx\" }'; done");

    private final Classroom.Parts parts;

    /** Measures a server with these labs and log-ins. */
    public Neighbours(Function<Path, Labs> labs, LoginShell login) {
        this.parts = new Classroom.Parts(labs, login);
    }

    @Override
    public String name() {
        return "neighbours";
    }

    @Override
    public List<Row> run() throws Exception {
        Figures quiet;
        Figures noisy;
        String of;
        List<Student> hostile = new ArrayList<>();
        try (Classroom room = new Classroom(parts);
                Typists typists = Typists.enter(room, TYPISTS)) {
            typists.type();
            quiet = typists.type();
            for (String command : HOSTILE) {
                Student student = room.atTheTerminal(room.enrol(), () -> {});
                hostile.add(student);
                student.say("i" + command + "\r");
            }
            TimeUnit.SECONDS.sleep(HEAD_START_SECONDS);
            noisy = typists.type();
            of = typists.count() + " typists beside " + hostile.size() + " hostile labs";
        } finally {
            hostile.forEach(Student::close);
        }
        return List.of(
                new Row("echo of a key, p50, " + of, noisy.text(50), "without them: " + quiet.text(50)),
                new Row("echo of a key, p99, " + of, noisy.text(99), "2 x without them: " + quiet.text(99)),
                new Row("keys that came back", String.valueOf(noisy.count()), "without them: " + quiet.count()));
    }
}
