package postroom.labs.course.check;

import java.util.List;
import java.util.Optional;

/** What is so in a lab now. Looking leaves no trace: dialogues and commands are had with a fork that is thrown away. */
public interface LabFacts {

    /** All messages in a user's mailbox, oldest first; none for an unknown user. */
    List<Message> mailbox(String user);

    /** All messages in Postfix's queue; none when there is no Postfix. */
    List<QueuedMail> queue();

    /** The file at an absolute path, symbolic links followed; empty when there is none. */
    Optional<FileFacts> file(String path);

    /** The value that main.cf, or else the default, gives the parameter; empty for unknown ones. */
    Optional<String> postconf(String parameter);

    /** Whether a service's daemon runs. */
    boolean running(String service);

    /** Whether a service runs, and by its configuration files as they are now. */
    boolean current(String service);

    /** The addresses at which a program listens on that port, in numbers; none when none does. */
    List<String> listening(int port);

    /**
     * Talks SMTP: sends each line after the reply to the one before.
     *
     * @return the last line's reply as {@code CODE text}; empty when nobody answered
     */
    Optional<String> talk(Origin origin, int port, List<String> lines);

    /** What a command prints that root runs, without newlines at its end. */
    String output(String command);
}
