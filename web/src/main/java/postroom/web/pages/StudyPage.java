package postroom.web.pages;

import java.util.List;

/** A chapter with the state of its exercises, in reading order. */
public record StudyPage(
        String id,
        int number,
        String title,
        List<Block> blocks,
        int done,
        int exercises,
        Neighbour previous,
        Neighbour next) {

    /** The chapter before or behind this one; null at the course's ends. */
    public record Neighbour(String id, int number, String title) {}

    /** A piece of the text column: either prose or an exercise's card; the other one is null. */
    public record Block(String prose, ExerciseView exercise) {}
}
