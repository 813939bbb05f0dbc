package postroom.labs.io;

import java.util.Optional;

/**
 * What a file descriptor refers to: an open file, one end of a pipe, a terminal, a socket, a device.
 *
 * <p>Reads and writes never block: they say "not now", and {@link #waiters()} tells when to try again. Blocking is
 * built on that by a process, which is where signals are looked at.
 *
 * <p>An instance is one open file description ({@code open(2)}); {@code dup} and {@code fork} share it, counted by
 * {@link #retain} and {@link #close}.
 */
public interface Descriptor {
    /** Returned by {@link #tryRead} at the end of the stream. */
    int END = -1;

    /** Returned by {@link #tryRead} and {@link #tryWrite} when nothing can be done now. */
    int NOT_NOW = -2;

    /**
     * Reads up to {@code length} bytes.
     *
     * @return the count (0 only when {@code length} is 0), {@link #END} or {@link #NOT_NOW}
     */
    int tryRead(byte[] buffer, int offset, int length) throws ErrnoException;

    /**
     * Writes some of {@code length} bytes.
     *
     * @return how many were taken (at least 1, unless {@code length} is 0), or {@link #NOT_NOW}
     */
    int tryWrite(byte[] buffer, int offset, int length) throws ErrnoException;

    /** True if {@link #tryRead} would answer something else than {@link #NOT_NOW}. */
    boolean readable();

    /** Whom to wake when reading or writing may have become possible. */
    Waiters waiters();

    /** One more reference to this open file description. */
    Descriptor retain();

    /** One reference less; the last one closes. */
    void close();

    /** The terminal behind this descriptor, if it is one ({@code isatty(3)}). */
    default Optional<Terminal> terminal() {
        return Optional.empty();
    }
}
