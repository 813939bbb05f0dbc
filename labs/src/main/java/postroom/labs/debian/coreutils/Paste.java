package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Escapes;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.io.ErrnoException;

/** {@code paste(1)}: lines of files side by side. */
final class Paste extends GnuProgram {
    Paste() {
        super("d:sz", "delimiters=", "d", "serial", "s", "zero-terminated", "z");
    }

    @Override
    protected int run(Call call) throws IOException {
        String delimiters =
                Escapes.format(call.value("d", "\t").replace("\\0", "\uDCFF")).text();
        List<Input> inputs = new ArrayList<>();
        Input standard = Input.standard(call.process());
        for (String name : call.inputs()) {
            try {
                inputs.add(name.equals("-") ? standard : Input.open(call.process(), name));
            } catch (ErrnoException e) {
                call.complain(Quoting.name(name) + ": " + e.getMessage());
                if (!call.has("s")) {
                    return 1;
                }
            }
        }
        if (call.has("s")) {
            for (Input in : inputs) {
                List<String> lines = new ArrayList<>();
                for (String line = in.text(); line != null; line = in.text()) {
                    lines.add(line);
                }
                print(call, lines, delimiters);
            }
        } else {
            parallel(call, inputs, delimiters);
        }
        inputs.forEach(Input::close);
        return 0;
    }

    private static void parallel(Call call, List<Input> inputs, String delimiters) throws IOException {
        while (true) {
            List<String> lines = new ArrayList<>();
            boolean any = false;
            for (Input in : inputs) {
                String line = in.text();
                any |= line != null;
                lines.add(line == null ? "" : line);
            }
            if (!any) {
                return;
            }
            print(call, lines, delimiters);
        }
    }

    private static void print(Call call, List<String> lines, String delimiters) throws IOException {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0 && !delimiters.isEmpty()) {
                char glue = delimiters.charAt((i - 1) % delimiters.length());
                out.append(glue == '\uDCFF' ? "" : String.valueOf(glue));
            }
            out.append(lines.get(i));
        }
        call.print(out.append('\n').toString());
    }
}
