package postroom.web.study;

import java.util.Optional;

/** The labs of this server's learners. */
public interface StudyRooms {
    /** The cookie that names the learner. */
    String COOKIE = "postroom_learner";

    /**
     * The room of a learner, made or woken if need be.
     *
     * @param learner the cookie's value, anything at all or null
     * @param chapter as the address has it
     * @param host the exercise whose own host it is; nothing for the chapter's
     * @return empty if there is no such learner, chapter or host
     * @throws NoRoomException if one more does not fit
     */
    Optional<StudyRoom> enter(String learner, String chapter, String host);
}
