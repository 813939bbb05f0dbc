package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.io.ErrnoException;

/** {@code mknod(1)}: makes devices and named pipes. */
final class Mknod extends GnuProgram {
    private static final int USUAL_MODE = 0666;

    Mknod() {
        super("m:Z", "mode=", "m");
    }

    @Override
    protected int run(Call call) throws IOException {
        List<String> words = call.operands();
        boolean pipe = words.size() > 1 && words.get(1).startsWith("p");
        int wanted = words.size() < 2 || pipe ? 2 : 4;
        if (words.size() < wanted) {
            String after = words.isEmpty() ? "" : " after " + Quoting.locale(words.get(words.size() - 1));
            boolean numbers = wanted == 4 && words.size() == 2;
            throw Failure.usage("missing operand" + after
                    + (numbers ? "\nSpecial files require major and minor device numbers." : ""));
        }
        if (words.size() > wanted) {
            boolean numbers = wanted == 2 && words.size() == 4;
            throw Failure.usage("extra operand " + Quoting.locale(words.get(wanted))
                    + (numbers ? "\nFifos do not have major and minor device numbers." : ""));
        }
        int mode = mode(call);
        String path = words.get(0);
        try {
            switch (words.get(1).charAt(0)) {
                case 'p' -> call.files().mkfifo(path, mode);
                case 'c', 'u', 'b' ->
                    call.files().mknod(path, mode, number(words.get(2), "major"), number(words.get(3), "minor"));
                default -> throw Failure.usage("invalid device type " + Quoting.locale(words.get(1)));
            }
        } catch (ErrnoException e) {
            throw Failure.of(1, Quoting.name(path) + ": " + e.getMessage());
        }
        return 0;
    }

    private static int number(String text, String which) {
        if (!text.matches("[0-9]{1,7}")) {
            throw Failure.of(1, "invalid " + which + " device number " + Quoting.locale(text));
        }
        return Integer.parseInt(text);
    }

    private static int mode(Call call) {
        if (!call.has("m")) {
            return USUAL_MODE;
        }
        Optional<FileMode> mode = FileMode.parse(call.value("m", ""));
        if (mode.isEmpty()) {
            throw Failure.of(1, "invalid mode");
        }
        return mode.get().apply(USUAL_MODE, false, call.process().umask());
    }
}
