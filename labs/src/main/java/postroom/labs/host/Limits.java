package postroom.labs.host;

/**
 * What one lab may use, as a host's own limits ({@code getrlimit(2)}).
 *
 * @param processes at once; then {@code fork: Resource temporarily unavailable}
 * @param openFiles of one process
 * @param argumentBytes of one command line; then {@code Argument list too long}
 * @param diskBytes beyond the base image; then {@code No space left on device}
 * @param diskFiles beyond the base image
 */
public record Limits(int processes, int openFiles, int argumentBytes, long diskBytes, int diskFiles) {
    /** For a student's lab. */
    public static final Limits STUDENT = new Limits(200, 1024, 2 << 20, 64L << 20, 20_000);
}
