package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.EnumSet;
import java.util.OptionalLong;
import postroom.labs.debian.gnu.ArgMatch;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.fs.Open;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;

/** {@code shred(1)}: overwrites a file, and removes it with {@code -u}. */
final class Shred extends GnuProgram {
    private static final int BLOCK = 4096;

    Shred() {
        super(
                "fn:s:uvxz",
                "exact",
                "x",
                "force",
                "f",
                "iterations=",
                "n",
                "size=",
                "s",
                "random-source=",
                "source",
                "remove==",
                "u",
                "verbose",
                "v",
                "zero",
                "z");
    }

    @Override
    protected int run(Call call) throws IOException {
        String passes = call.value("n", "3");
        if (!passes.matches("[0-9]{1,6}")) {
            throw Failure.of(1, "invalid number of passes: " + Quoting.locale(passes));
        }
        if (call.value("u", null) != null) {
            ArgMatch.choose("--remove", call.value("u", ""), "unlink", "wipe", "wipesync");
        }
        OptionalLong size = call.has("s") ? Sizes.parse(call.value("s", "")) : OptionalLong.empty();
        if (call.has("s") && size.isEmpty()) {
            throw Failure.of(1, "invalid file size: " + Quoting.locale(call.value("s", "")));
        }
        if (call.operands().isEmpty()) {
            throw Failure.usage("missing file operand");
        }
        for (String file : call.operands()) {
            String shown = Quoting.name(file);
            try {
                if (call.has("f")
                        && !call.files().allows(file, 2)
                        && call.files().exists(file)) {
                    call.files().chmod(file, call.files().stat(file).mode() | 0200);
                }
                overwrite(call, file, shown, Integer.parseInt(passes), size);
                if (call.has("u")) {
                    remove(call, file, shown);
                }
            } catch (ErrnoException e) {
                call.complain(shown + ": failed to open for writing: " + e.getMessage());
            }
        }
        return 0;
    }

    private static void overwrite(Call call, String file, String shown, int passes, OptionalLong given)
            throws IOException {
        Descriptor out = call.process().open(file, EnumSet.of(Open.WRITE), 0);
        try {
            long size = call.files().stat(file).size();
            long whole = given.orElse(call.has("x") ? size : (size + BLOCK - 1) / BLOCK * BLOCK);
            int all = passes + (call.has("z") ? 1 : 0);
            for (int pass = 1; pass <= all && whole > 0; pass++) {
                boolean zero = pass > passes;
                if (call.has("v")) {
                    call.warn(shown + ": pass " + pass + "/" + all + " (" + (zero ? "000000" : "random") + ")...");
                }
                write(call, file, whole, zero);
            }
            if (given.isPresent()) {
                call.files().truncate(file, given.getAsLong());
            }
        } finally {
            out.close();
        }
    }

    private static void write(Call call, String file, long size, boolean zero) throws IOException {
        Descriptor out = call.process().open(file, EnumSet.of(Open.WRITE), 0);
        try {
            byte[] block = new byte[BLOCK];
            for (long at = 0; at < size; at += BLOCK) {
                call.process().step();
                if (!zero) {
                    call.process().host().random().nextBytes(block);
                }
                call.process().write(out, block, 0, (int) Math.min(BLOCK, size - at));
            }
        } finally {
            out.close();
        }
    }

    /** Gives the file shorter and shorter names before it goes. */
    private static void remove(Call call, String file, String shown) throws IOException {
        boolean wipes = !"unlink".equals(call.value("u", null));
        if (call.has("v")) {
            call.warn(shown + ": removing");
        }
        int slash = file.lastIndexOf('/') + 1;
        String at = file;
        for (int length = file.length() - slash; wipes && length > 0; length--) {
            String next = file.substring(0, slash) + "0".repeat(length);
            if (call.files().exists(next)) {
                continue;
            }
            call.files().rename(at, next);
            if (call.has("v")) {
                call.warn(Quoting.name(at) + ": renamed to " + Quoting.name(next));
            }
            at = next;
        }
        call.files().unlink(at);
        if (call.has("v")) {
            call.warn(shown + ": removed");
        }
    }
}
