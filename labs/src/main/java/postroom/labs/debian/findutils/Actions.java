package postroom.labs.debian.findutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.io.ErrnoException;

/** The actions of {@code find(1)}, which do something with a file. */
final class Actions {
    private final Search search;
    private final Words words;
    private boolean acts;

    Actions(Search search, Words words) {
        this.search = search;
        this.words = words;
    }

    /** Whether there was an action other than {@code -prune}; without one, find prints. */
    boolean any() {
        return acts;
    }

    Condition print(String end) {
        return file -> {
            search.call.print(file.path() + end);
            return true;
        };
    }

    /** The action of an option; null if it is none. */
    Condition of(String option) {
        Condition action = switch (option) {
            case "-print" -> print("\n");
            case "-print0" -> print("\0");
            case "-printf" -> {
                String format = words.argument(option);
                yield file -> {
                    search.call.print(FoundFormat.format(search.call, format, file));
                    return true;
                };
            }
            case "-ls" ->
                file -> {
                    search.call.print(FoundFormat.listing(search.call, file));
                    return true;
                };
            case "-delete" -> {
                search.depthFirst = true;
                yield this::delete;
            }
            case "-exec", "-ok", "-execdir" -> exec(option);
            case "-quit" ->
                file -> {
                    search.quit = true;
                    return true;
                };
            default -> null;
        };
        if (action != null) {
            acts = true;
            return action;
        }
        return option.equals("-prune") ? this::prune : null;
    }

    private boolean prune(FoundFile file) {
        search.prune = true;
        return true;
    }

    private boolean delete(FoundFile file) throws IOException {
        if (file.path().equals(".")) {
            return true;
        }
        try {
            if (file.stat().isDirectory()) {
                search.call.files().rmdir(file.path());
            } else {
                search.call.files().unlink(file.path());
            }
            return true;
        } catch (ErrnoException e) {
            search.call.complain("cannot delete " + Quoting.locale(file.path()) + ": " + e.getMessage());
            return false;
        }
    }

    private Condition exec(String option) {
        List<String> command = new ArrayList<>();
        while (true) {
            String word = words.argument(option);
            boolean plus = word.equals("+")
                    && !command.isEmpty()
                    && command.get(command.size() - 1).equals("{}");
            if (plus) {
                Search.Batch batch = new Search.Batch(search, command.subList(0, command.size() - 1));
                search.batches.add(batch);
                return file -> {
                    batch.add(file.path());
                    return true;
                };
            }
            if (word.equals(";")) {
                break;
            }
            command.add(word);
        }
        if (command.isEmpty()) {
            throw Failure.of(1, "missing argument to `" + option + "'");
        }
        return file -> {
            String name = option.equals("-execdir") ? "./" + file.name() : file.path();
            return search.run(command.stream().map(it -> it.replace("{}", name)).toList()) == 0;
        };
    }
}
