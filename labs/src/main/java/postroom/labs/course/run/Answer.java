package postroom.labs.course.run;

/** What a student hears of an answer. */
public enum Answer {
    RIGHT,
    WRONG,
    /** The lab is not so far that the question has an answer. */
    NOT_YET,
    /** No task of that name asks for one. */
    NO_QUESTION
}
