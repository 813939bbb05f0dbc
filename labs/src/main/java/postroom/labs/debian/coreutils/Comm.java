package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.io.ErrnoException;

/** {@code comm(1)}: what two sorted files have in common. */
final class Comm extends GnuProgram {
    Comm() {
        super(
                "123z",
                "check-order",
                "check",
                "nocheck-order",
                "nocheck",
                "output-delimiter=",
                "output",
                "total",
                "total",
                "zero-terminated",
                "z");
    }

    @Override
    protected int run(Call call) throws IOException {
        List<String> names = call.operands();
        call.atLeast(2);
        call.atMost(2);
        boolean disorder = false;
        boolean unpaired = false;
        boolean[] told = new boolean[2];
        try (Input left = open(call, names.get(0));
                Input right = open(call, names.get(1))) {
            String[] line = {left.text(), right.text()};
            Input[] in = {left, right};
            while (line[0] != null || line[1] != null) {
                int order = line[0] == null ? 1 : line[1] == null ? -1 : Sort.compareBytes(line[0], line[1]);
                print(call, order < 0 ? 1 : order > 0 ? 2 : 3, order > 0 ? line[1] : line[0]);
                unpaired |= order != 0;
                String[] old = line.clone();
                for (int side = 0; side < 2; side++) {
                    if (side == 0 ? order <= 0 : order >= 0) {
                        line[side] = in[side].text();
                        boolean wrong = line[side] != null && Sort.compareBytes(old[side], line[side]) > 0;
                        if (wrong && unpaired && !told[side] && !call.has("nocheck")) {
                            told[side] = true;
                            disorder = true;
                            call.complain("file " + (side + 1) + " is not in sorted order");
                        }
                    }
                }
            }
        }
        if (disorder) {
            call.warn("input is not in sorted order");
        }
        return 0;
    }

    private static Input open(Call call, String name) {
        try {
            return Input.open(call.process(), name);
        } catch (ErrnoException e) {
            throw Failure.of(1, Quoting.name(name) + ": " + e.getMessage());
        }
    }

    private static void print(Call call, int column, String line) throws IOException {
        if (call.has(Integer.toString(column))) {
            return;
        }
        String tab = call.value("output", "\t");
        int before = (column > 1 && !call.has("1") ? 1 : 0) + (column > 2 && !call.has("2") ? 1 : 0);
        call.print(tab.repeat(before) + line + "\n");
    }
}
