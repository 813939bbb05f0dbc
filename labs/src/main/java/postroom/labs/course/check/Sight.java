package postroom.labs.course.check;

import java.util.List;
import java.util.Optional;
import postroom.labs.course.text.Template;

/** What a check may look at: the lab as it is, and what has happened in it since the exercise began, or of late. */
public interface Sight extends LabFacts {

    /** The text with this student's values put in. */
    String fill(Template template);

    /** Whether a task of the exercise is ticked. */
    boolean done(String task);

    /** The answer that is judged at this look; empty at any other. */
    Optional<String> answered();

    /** The sessions of mail clients that belong to this look, oldest first. */
    List<Session> sessions();

    /** The messages that arrived in a user's mailbox and belong to this look, oldest first. */
    List<Message> arrived(String user);
}
