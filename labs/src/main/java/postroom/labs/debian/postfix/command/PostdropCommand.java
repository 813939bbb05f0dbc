package postroom.labs.debian.postfix.command;

import java.io.IOException;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.queue.QueueMessage;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code postdrop(1)}: stores a message, in the form of a queue file on standard input. */
final class PostdropCommand implements Program {
    @Override
    public int run(Process process) throws IOException {
        return Tool.logging(process, "postdrop").run(tool -> {
            Fatal usage = new Fatal("usage: postdrop [-c config_dir] [-v]");
            for (Tool.Option option : tool.options(process.arguments(), "c:rv", usage)) {
                if (option.letter() == 'c') {
                    tool.directory(option.value());
                }
            }
            Parameters parameters = tool.parameters();
            byte[] records = process.in().readAllBytes();
            try {
                QueueMessage.parse("stdin", records);
            } catch (IOException malformed) {
                throw new Fatal("uid=" + process.realUid() + ": malformed input");
            }
            try {
                new Postdrop(process, parameters).store(records);
                return 0;
            } catch (Postdrop.NotStoredException said) {
                return 1;
            }
        });
    }
}
