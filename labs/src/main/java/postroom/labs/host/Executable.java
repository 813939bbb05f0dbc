package postroom.labs.host;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The form of an executable file on a lab's disk: the first bytes of an ELF file, then the id of the program in {@link
 * ProgramTable}. Copying such a file, linking it or taking its x-bit away has the effect that it has on a real host.
 */
public final class Executable {
    private static final byte[] ELF = {
        0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0x3e, 0, 1, 0, 0, 0
    };
    private static final int MAX_ID = 200;

    private Executable() {}

    /** The bytes of the file that runs program {@code id}. */
    public static byte[] file(String id) {
        byte[] name = id.getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(ELF, ELF.length + name.length + 1);
        System.arraycopy(name, 0, all, ELF.length, name.length);
        return all;
    }

    /** The id that a file's first bytes name, if it is such a file. */
    public static Optional<String> idOf(byte[] head, int length) {
        if (length < ELF.length || !Arrays.equals(head, 0, ELF.length, ELF, 0, ELF.length)) {
            return Optional.empty();
        }
        int end = ELF.length;
        while (end < Math.min(length, ELF.length + MAX_ID) && head[end] != 0) {
            end++;
        }
        return Optional.of(new String(head, ELF.length, end - ELF.length, StandardCharsets.US_ASCII));
    }
}
