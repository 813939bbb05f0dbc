package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.io.ErrnoException;

/** {@code shuf(1)}: lines in a random order. */
final class Shuf extends GnuProgram {
    private static final int MAX_LINES = 1_000_000;

    Shuf() {
        super(
                "ei:n:o:rz",
                "echo",
                "e",
                "input-range=",
                "i",
                "head-count=",
                "n",
                "output=",
                "o",
                "repeat",
                "r",
                "zero-terminated",
                "z");
    }

    @Override
    protected int run(Call call) throws IOException {
        List<String> lines = new ArrayList<>();
        if (call.has("i")) {
            String range = call.value("i", "");
            if (!range.matches("[0-9]{1,9}-[0-9]{1,9}")) {
                throw Failure.of(1, "invalid input range: " + Quoting.locale(range));
            }
            int low = Integer.parseInt(range.substring(0, range.indexOf('-')));
            int high = Integer.parseInt(range.substring(range.indexOf('-') + 1));
            for (int i = low; i <= high && lines.size() < MAX_LINES; i++) {
                lines.add(Integer.toString(i));
            }
        } else if (call.has("e")) {
            lines.addAll(call.operands());
        } else {
            String name = call.inputs().get(0);
            try (Input in = Input.open(call.process(), name)) {
                for (String line = in.text(); line != null && lines.size() < MAX_LINES; line = in.text()) {
                    lines.add(line);
                }
            } catch (ErrnoException e) {
                throw Failure.of(1, Quoting.name(name) + ": " + e.getMessage());
            }
        }
        Collections.shuffle(lines, call.process().host().random());
        long count = Sizes.parse(call.value("n", Integer.toString(lines.size())))
                .orElseThrow(() -> Failure.of(1, "invalid line count: " + Quoting.locale(call.value("n", ""))));
        for (int i = 0; i < Math.min(count, lines.size()); i++) {
            call.print(lines.get(i) + "\n");
        }
        return 0;
    }
}
