package postroom.labs.debian.postfix.command;

import java.io.IOException;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code postmap(1)}: makes and asks lookup tables. */
final class PostmapCommand implements Program {
    private static final String USAGE =
            "usage: postmap [-bfFhimnNoprsuUvw] [-c config_dir] [-d key] [-q key] [map_type:]file...";

    @Override
    public int run(Process process) throws IOException {
        return Tool.logging(process, "postmap")
                .run(tool -> new TableTool(process, tool, false).run("bc:d:fFhimnNopq:rsuUvw", new Fatal(USAGE)));
    }
}
