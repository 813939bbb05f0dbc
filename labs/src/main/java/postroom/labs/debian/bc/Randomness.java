package postroom.labs.debian.bc;

/** glibc's {@code random(3)} with the seed that a program begins with. */
final class Randomness {
    private static final int DEGREE = 31;
    private static final int WARM_UP = 344;

    private final int[] state = new int[DEGREE];
    private int at;

    Randomness() {
        state[0] = 1;
        for (int i = 1; i < DEGREE; i++) {
            long next = 16_807L * state[i - 1] % 2_147_483_647L;
            state[i] = (int) (next < 0 ? next + 2_147_483_647L : next);
        }
        at = DEGREE;
        for (int i = DEGREE; i < WARM_UP; i++) {
            turn();
        }
    }

    private int turn() {
        int i = at++;
        int value =
                i < DEGREE + 3 ? state[(i - DEGREE) % DEGREE] : state[(i - DEGREE) % DEGREE] + state[(i - 3) % DEGREE];
        state[i % DEGREE] = value;
        return value;
    }

    long next() {
        return turn() >>> 1;
    }
}
