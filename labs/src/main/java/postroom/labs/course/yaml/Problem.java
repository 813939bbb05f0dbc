package postroom.labs.course.yaml;

/** One thing that is wrong with the course, and where. Prints as compilers do: {@code file:line:column: message}. */
public record Problem(Place place, String message) {

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
