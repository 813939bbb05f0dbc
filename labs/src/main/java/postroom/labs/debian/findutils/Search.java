package postroom.labs.debian.findutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.Running;
import postroom.labs.debian.gnu.Text;
import postroom.labs.io.ErrnoException;

/** The state of one {@code find}: its options and what its actions have asked for. */
final class Search {
    final Call call;
    int maxDepth = Integer.MAX_VALUE;
    int minDepth;
    boolean depthFirst;
    boolean follow;
    boolean oneFileSystem;
    boolean prune;
    boolean quit;
    final List<Batch> batches = new ArrayList<>();

    Search(Call call) {
        this.call = call;
    }

    /** {@code -exec command {} +}: names are gathered and given to few commands. */
    static final class Batch {
        private static final int MAX_NAMES = 2000;
        private final Search search;
        private final List<String> command;
        private final List<String> names = new ArrayList<>();

        Batch(Search search, List<String> command) {
            this.search = search;
            this.command = command;
        }

        void add(String name) throws IOException {
            names.add(name);
            if (names.size() >= MAX_NAMES) {
                flush();
            }
        }

        void flush() throws IOException {
            if (names.isEmpty()) {
                return;
            }
            List<String> all = new ArrayList<>(command);
            all.addAll(names);
            names.clear();
            if (search.run(all) != 0) {
                search.call.fail(1);
            }
        }
    }

    /** Runs a command; 127 with a message if there is none. */
    int run(List<String> command) throws IOException {
        try {
            return Running.run(call.process(), command);
        } catch (ErrnoException e) {
            call.process()
                    .err()
                    .write(Text.bytes(
                            call.name() + ": " + Quoting.locale(command.get(0)) + ": " + e.getMessage() + "\n"));
            return 127;
        }
    }

    void complain(String path, ErrnoException why) throws IOException {
        call.complain(Quoting.locale(path) + ": " + why.getMessage());
    }
}
