package postroom.labs.debian.utillinux;

import java.io.IOException;
import java.util.HexFormat;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;

/** {@code mcookie(1)}: 128 random bits. */
final class Mcookie extends GnuProgram {
    Mcookie() {
        super(Suite.UTIL_LINUX, 1, "f:m:vVh", "file=", "f", "max-size=", "m", "verbose", "v");
    }

    @Override
    protected int run(Call call) throws IOException {
        byte[] bytes = new byte[16];
        call.process().host().random().nextBytes(bytes);
        call.print(HexFormat.of().formatHex(bytes) + "\n");
        return 0;
    }
}
