package postroom.web.bench;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a student of a class does, line by line: recorded work of the chapter on SMTP, with the wait for each answer. */
final class Lesson {
    /**
     * A line that is typed.
     *
     * @param answer what must have come before the next one is typed
     * @param ticks whether the exercise is done with it
     */
    record Line(String typed, Predicate<String> answer, boolean ticks) {}

    private static final Pattern PROMPT = Pattern.compile("\\$ $");

    /** The line behind the exercise: who is through goes on there. */
    static final int AGAIN = 5;

    static final List<Line> LINES = List.of(
            shell("ls -l /etc/postfix"),
            shell("postconf -n | head -n 5"),
            smtp("telnet localhost 25", "220 "),
            smtp("EHLO client.example", "250 CHUNKING"),
            new Line("QUIT", Lesson::atPrompt, true),
            shell("tail -n 3 /var/log/mail.log"),
            smtp("telnet localhost 25", "220 "),
            smtp("HELO client.example", "250 "),
            smtp("MAIL FROM:<ada@client.example>", "250 2.1.0"),
            smtp("RCPT TO:<carla@myserver.mydomain.net>", "250 2.1.5"),
            smtp("DATA", "354 "),
            smtp("Subject: a letter by hand", "hand"),
            smtp("", ""),
            smtp("Good morning.", "morning"),
            smtp(".", "250 2.0.0"),
            shell("QUIT"),
            shell("mailq"),
            shell("sudo tail -n 4 /var/mail/carla"),
            shell("grep -c status=sent /var/log/mail.log"));

    private Lesson() {}

    private static Line shell(String typed) {
        return new Line(typed, Lesson::atPrompt, false);
    }

    private static boolean atPrompt(String said) {
        return PROMPT.matcher(said).find();
    }

    private static Line smtp(String typed, String answer) {
        return new Line(typed, said -> said.contains(answer), false);
    }
}
