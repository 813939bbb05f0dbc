package postroom.labs.debian;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** The content of an executable file: the beginning of an ELF file, and the name of the program that runs. */
final class Executable {
    private Executable() {}

    static byte[] stub(String program) {
        return ("\177ELF\002\001\001\000" + program + "\n").getBytes(ISO_8859_1);
    }
}
