package postroom.labs.debian.postfix.command;

import java.io.IOException;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code postalias(1)}: makes and asks the database of aliases(5). */
final class PostaliasCommand implements Program {
    private static final String USAGE =
            "usage: postalias [-Nfinoprsuvw] [-c config_dir] [-d key] [-q key] [map_type:]file...";

    @Override
    public int run(Process process) throws IOException {
        return Tool.logging(process, "postalias")
                .run(tool -> new TableTool(process, tool, true).run("Nc:d:finopq:rsuvw", new Fatal(USAGE)));
    }
}
