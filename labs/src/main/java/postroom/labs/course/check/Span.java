package postroom.labs.course.check;

/** Which events a look counts. */
public enum Span {
    /** Everything since the exercise began: for tasks. */
    EVER,
    /** What came since the last look for near misses: feedback is about what has just been done. */
    JUST_NOW
}
