package postroom.labs.host;

/** What became of a child ({@code wait(2)}). */
public sealed interface WaitStatus {
    /** What {@code $?} is in a shell: the exit status, or 128 and the signal's number. */
    int shellStatus();

    /** It ended by itself. */
    record Exited(int status) implements WaitStatus {
        @Override
        public int shellStatus() {
            return status;
        }
    }

    /** A signal ended it. */
    record Signalled(Signal signal) implements WaitStatus {
        @Override
        public int shellStatus() {
            return 128 + signal.number();
        }
    }

    /** A signal stopped it; it may go on. */
    record Stopped(Signal signal) implements WaitStatus {
        @Override
        public int shellStatus() {
            return 128 + signal.number();
        }
    }

    /** True when it will never run again. */
    default boolean ended() {
        return !(this instanceof Stopped);
    }
}
