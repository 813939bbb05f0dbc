package postroom.labs.debian.apt;

import java.io.IOException;
import java.util.List;
import postroom.labs.host.Process;

/** {@code apt-cache(8)}. */
final class AptCache extends AptProgram {
    AptCache() {
        super("apt-cache");
    }

    @Override
    int run(Process process, AptOptions options, String verb, List<String> operands) throws IOException {
        return new AptQueries(process, options, false).run(verb, operands);
    }
}
