package postroom.labs.debian.gnu;

import java.io.IOException;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** A program whose arguments are no options, but for {@code --help} or {@code --version} when it is the only one. */
public record StandardOptions(GnuProgram.Suite suite, Program program) implements Program {
    /** A program of coreutils. */
    public static Program coreutils(Program program) {
        return new StandardOptions(GnuProgram.Suite.COREUTILS, program);
    }

    @Override
    public int run(Process process) throws IOException {
        if (process.arguments().size() == 1) {
            switch (process.arguments().get(0)) {
                case "--help" -> {
                    process.out().print(suite.help(process, process.name()));
                    return 0;
                }
                case "--version" -> {
                    process.out().print(suite.version(process, process.name()));
                    return 0;
                }
                default -> {}
            }
        }
        return program.run(process);
    }
}
