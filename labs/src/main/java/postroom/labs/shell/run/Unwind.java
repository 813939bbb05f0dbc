package postroom.labs.shell.run;

/** What leaves the commands that run: each is caught where it belongs, and none is a failure. */
public sealed class Unwind extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Unwind() {
        super(null, null, false, false);
    }

    /** {@code break n} and {@code continue n}; {@code levels} counts the loops still to leave. */
    public static final class Loop extends Unwind {
        private static final long serialVersionUID = 1L;
        private final boolean goesOn;
        private int levels;

        public Loop(boolean goesOn, int levels) {
            this.goesOn = goesOn;
            this.levels = levels;
        }

        boolean goesOn() {
            return goesOn;
        }

        /** Leaves one loop; true if it was the last. */
        boolean leave() {
            return --levels <= 0;
        }
    }

    /** {@code return}. */
    public static final class Return extends Unwind {
        private static final long serialVersionUID = 1L;
        private final int status;

        public Return(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /** {@code exit}: the shell ends, its EXIT trap still to be run. */
    public static final class Exit extends Unwind {
        private static final long serialVersionUID = 1L;
        private final int status;

        public Exit(int status) {
            this.status = status & 0xFF;
        }

        public int status() {
            return status;
        }
    }

    /** ^C at an interactive shell: back to the prompt. */
    public static final class Interrupt extends Unwind {
        private static final long serialVersionUID = 1L;
    }
}
