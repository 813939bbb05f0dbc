package postroom.labs.course.yaml;

/** A place in a file of the course, as an editor counts it: lines and columns from 1. Prints as {@code file:line:column}. */
public record Place(String file, int line, int column) {

    /** The file as a whole, where no line is to blame. */
    public static Place of(String file) {
        return new Place(file, 1, 1);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
