package postroom.labs.course.run;

import java.util.List;
import java.util.Optional;
import postroom.labs.course.check.Origin;

/** What is had with a fork of a lab, which is thrown away afterwards: no trace in the student's log, queue or wire. */
public interface Forks {

    /** The value that a parameter of Postfix has by main.cf as it is now, or by default. */
    Optional<String> postconf(String parameter);

    /** The reply to the last of these SMTP lines, as {@code CODE text}. */
    Optional<String> talk(Origin origin, int port, List<String> lines);

    /** What a command prints that root runs. */
    String output(String command);
}
