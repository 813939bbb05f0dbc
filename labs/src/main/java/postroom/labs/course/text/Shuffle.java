package postroom.labs.course.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The order in which one student sees things that are to be put in order or matched. */
public final class Shuffle {
    private Shuffle() {}

    /**
     * The things in the student's own order, which is never the given one where there are two or more.
     *
     * @param owner the exercise's id
     * @param name the task's id
     */
    public static <T> List<T> of(List<T> things, long seed, String owner, String name) {
        List<T> shuffled = new ArrayList<>(things);
        Random random = new Random(Draws.random(seed, owner, name).nextLong());
        Collections.shuffle(shuffled, random);
        if (shuffled.equals(things)) {
            Collections.rotate(shuffled, 1);
        }
        return List.copyOf(shuffled);
    }
}
