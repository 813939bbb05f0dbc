package postroom.labs.course.check;

import java.util.List;
import java.util.Optional;
import postroom.labs.course.text.Template;

/**
 * What a check may look at: the lab as it is, and what has happened in it since the exercise began. Looking leaves no
 * trace. Calls must come on the lab's own executor, so that one look sees one state.
 */
public interface Sight {

    /** The text with this student's values put in. */
    String fill(Template template);

    /** Whether a task of the exercise is ticked. */
    boolean done(String task);

    /** The SMTP sessions that belong to this look, oldest first. */
    List<Session> sessions();

    /** The messages that arrived in a user's mailbox and belong to this look, oldest first. */
    List<Message> arrived(String user);

    /** All messages in a user's mailbox, oldest first. */
    List<Message> mailbox(String user);

    /** The file at an absolute path, symbolic links followed; empty when there is none. */
    Optional<FileFacts> file(String path);

    /** The value that main.cf, or else the default, gives the parameter; empty for unknown ones. */
    Optional<String> postconf(String parameter);

    boolean running(String service);

    /** Whether a running service works by its configuration files as they are now. */
    boolean current(String service);

    /** The addresses at which a program listens on that port, in numbers; empty when none does. */
    List<String> listening(int port);

    /**
     * Talks SMTP to a fork of the lab: sends each line after the reply to the one before.
     *
     * @return the last line's reply as {@code CODE text}; empty when nobody answered
     */
    Optional<String> talk(int port, List<String> lines);

    /** What a command prints that root runs on a fork of the lab, without newlines at its end. */
    String output(String command);
}
