package postroom.labs.shell.run;

import java.util.ArrayList;
import java.util.List;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Pipe;
import postroom.labs.shell.syntax.Command;

/** Process substitution: pipes to and from running commands by paths under /dev/fd. Source: bash(1), Process Substitution. */
final class ProcessSubstitutions {
    /** The first to be taken; the others go down from it. */
    private static final int HIGHEST = 63;

    private final Shell shell;
    private final Forks forks;
    private final List<Integer> numbers = new ArrayList<>();

    ProcessSubstitutions(Shell shell, Forks forks) {
        this.shell = shell;
        this.forks = forks;
    }

    /** A path that leads to the other end of a running command's standard output or input. */
    String open(boolean reads, Command command) {
        Pipe pipe = new Pipe();
        Process child = forks.fork();
        child.fd(reads ? 1 : 0, reads ? pipe.writer() : pipe.reader());
        Descriptor mine = reads ? pipe.reader() : pipe.writer();
        int number = HIGHEST;
        while (isOpen(number)) {
            number--;
        }
        shell.process().fd(number, mine);
        numbers.add(number);
        forks.start(child, command);
        return "/dev/fd/" + number;
    }

    private boolean isOpen(int number) {
        try {
            shell.process().fd(number);
            return true;
        } catch (ErrnoException closed) {
            return false;
        }
    }

    boolean contains(String path) {
        return numbers.stream().anyMatch(number -> path.equals("/dev/fd/" + number));
    }

    /** Closes the ends of process substitutions once their command is done. */
    void closeAll() {
        for (int number : numbers) {
            try {
                shell.process().closeFd(number);
            } catch (ErrnoException closed) {
                // the command closed it itself
            }
        }
        numbers.clear();
    }
}
