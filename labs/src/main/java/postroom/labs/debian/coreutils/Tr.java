package postroom.labs.debian.coreutils;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;

/** {@code tr(1)}: translates, squeezes or deletes bytes. */
final class Tr extends GnuProgram {
    Tr() {
        super("+cCdst", "complement", "c", "delete", "d", "squeeze-repeats", "s", "truncate-set1", "t");
    }

    @Override
    protected int run(Call call) throws IOException {
        boolean delete = call.has("d");
        boolean squeeze = call.has("s");
        requireOperands(call, delete, squeeze);
        byte[] first = TrSet.parse(call.operands().get(0), -1);
        if (call.has("c", "C")) {
            first = TrSet.complement(first);
        }
        boolean two = call.operands().size() > 1;
        byte[] second = two ? TrSet.parse(call.operands().get(1), delete ? -1 : first.length) : new byte[0];
        int[] map = new int[256];
        for (int i = 0; i < 256; i++) {
            map[i] = i;
        }
        boolean[] deleted = new boolean[256];
        boolean[] squeezed = new boolean[256];
        if (delete) {
            mark(deleted, first);
        } else if (two) {
            translate(call, map, first, second);
        }
        if (squeeze) {
            mark(squeezed, two ? second : first);
        }
        copy(call, map, deleted, squeezed);
        return 0;
    }

    private static void requireOperands(Call call, boolean delete, boolean squeeze) {
        int n = call.operands().size();
        if (n == 0) {
            throw Failure.usage("missing operand");
        }
        boolean one = delete != squeeze;
        String given = Quoting.locale(call.operands().get(n - 1));
        if (n == 1 && !one) {
            String why = delete
                    ? "Two strings must be given when both deleting and squeezing repeats."
                    : "Two strings must be given when translating.";
            throw Failure.usage("missing operand after " + given + "\n" + why);
        }
        if (n == 2 && delete && !squeeze) {
            throw Failure.usage("extra operand "
                    + given
                    + "\nOnly one string may be given when deleting without squeezing repeats.");
        }
        if (n > 2) {
            throw Failure.usage(
                    "extra operand " + Quoting.locale(call.operands().get(2)));
        }
    }

    private static void mark(boolean[] set, byte[] members) {
        for (byte b : members) {
            set[b & 0xFF] = true;
        }
    }

    private static void translate(Call call, int[] map, byte[] first, byte[] second) {
        if (second.length == 0 && !call.has("t")) {
            throw Failure.of(1, "when not truncating set1, string2 must be non-empty");
        }
        for (int i = 0; i < first.length; i++) {
            if (i < second.length || !call.has("t")) {
                map[first[i] & 0xFF] = second[Math.min(i, second.length - 1)] & 0xFF;
            }
        }
    }

    private static void copy(Call call, int[] map, boolean[] deleted, boolean[] squeezed) throws IOException {
        Input in = Input.standard(call.process());
        byte[] buffer = new byte[8192];
        int last = -1;
        for (int n = in.read(buffer, 0, 8192); n >= 0; n = in.read(buffer, 0, 8192)) {
            int kept = 0;
            for (int i = 0; i < n; i++) {
                int b = buffer[i] & 0xFF;
                int to = map[b];
                if (deleted[b] || to == last && squeezed[to]) {
                    continue;
                }
                last = to;
                buffer[kept++] = (byte) to;
            }
            call.out().write(buffer, 0, kept);
            call.out().flush();
        }
    }
}
