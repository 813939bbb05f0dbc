package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.fs.Open;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;

/** {@code tee(1)}: copies its input to files and on. */
final class Tee extends GnuProgram {
    Tee() {
        super("aip", "append", "a", "ignore-interrupts", "i", "output-error==", "p");
    }

    @Override
    protected int run(Call call) throws IOException {
        Process process = call.process();
        if (call.has("i")) {
            process.disposition(Signal.INT, Process.Disposition.IGNORE, null);
        }
        Set<Open> flags = EnumSet.of(Open.WRITE, Open.CREATE, call.has("a") ? Open.APPEND : Open.TRUNCATE);
        Map<String, Descriptor> files = new LinkedHashMap<>();
        for (String name : call.operands()) {
            try {
                files.put(name, process.open(name, flags, 0666));
            } catch (ErrnoException e) {
                call.complain(Quoting.name(name) + ": " + e.getMessage());
            }
        }
        try {
            copy(call, files);
        } finally {
            files.values().forEach(Descriptor::close);
        }
        return 0;
    }

    private static void copy(Call call, Map<String, Descriptor> files) throws IOException {
        Input in = Input.standard(call.process());
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer, 0, 8192); n >= 0; n = in.read(buffer, 0, 8192)) {
            call.out().write(buffer, 0, n);
            call.out().flush();
            for (Map.Entry<String, Descriptor> file : files.entrySet()) {
                try {
                    call.process().write(file.getValue(), buffer, 0, n);
                } catch (ErrnoException e) {
                    call.complain(Quoting.name(file.getKey()) + ": " + e.getMessage());
                }
            }
        }
    }
}
