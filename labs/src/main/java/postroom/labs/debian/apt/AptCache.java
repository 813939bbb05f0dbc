package postroom.labs.debian.apt;

import java.io.IOException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code apt-cache(8)}. */
final class AptCache implements Program {
    @Override
    public int run(Process process) throws IOException {
        AptOptions options;
        try {
            options = AptOptions.parse(process.arguments());
        } catch (AptOptions.Unknown e) {
            return AptGet.complain(process, e.getMessage());
        }
        if (options.has("version")) {
            process.out().print("apt 2.6.2 (amd64)\n");
            return 0;
        }
        if (options.has("help")
                || options.operands.isEmpty()
                || options.operands.get(0).equals("help")) {
            process.out().print(HelpText.of("apt/apt-cache"));
            return options.has("help") || !options.operands.isEmpty() ? 0 : 1;
        }
        return new AptQueries(process, options, false)
                .run(options.operands.get(0), options.operands.subList(1, options.operands.size()));
    }
}
