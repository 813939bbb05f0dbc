package postroom.labs.debian.findutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.Text;
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
            case "-fprint" -> file(words.argument(option), "\n");
            case "-fprint0" -> file(words.argument(option), "\0");
            case "-fprintf" -> {
                String path = words.argument(option);
                if (!words.more()) {
                    throw Failure.of(1, "invalid argument `" + path + "' to `" + option + "'");
                }
                yield printf(search.output(path), words.take());
            }
            case "-fls" -> {
                Search.Sink out = search.output(words.argument(option));
                yield file -> {
                    out.print(FoundFormat.listing(search.call, file));
                    return true;
                };
            }
            case "-print" -> print("\n");
            case "-print0" -> print("\0");
            case "-printf" -> printf(search.call::print, words.argument(option));
            case "-ls" ->
                file -> {
                    search.call.print(FoundFormat.listing(search.call, file));
                    return true;
                };
            case "-delete" -> {
                search.depthFirst = true;
                search.deletes = true;
                yield this::delete;
            }
            case "-exec", "-ok", "-execdir", "-okdir" -> exec(option);
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
        if (!option.equals("-prune")) {
            return null;
        }
        search.prunes = true;
        return this::prune;
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

    private Condition file(String path, String end) {
        Search.Sink out = search.output(path);
        return file -> {
            out.print(file.path() + end);
            return true;
        };
    }

    private Condition printf(Search.Sink out, String format) {
        FoundFormat.check(search.call, format);
        return file -> {
            out.print(FoundFormat.format(search.call, format, file));
            return true;
        };
    }

    private Condition exec(String option) {
        boolean inFolder = option.endsWith("dir");
        if (inFolder) {
            checkPath(option);
        }
        List<String> command = new ArrayList<>();
        while (true) {
            String word = words.argument(option);
            String before = command.isEmpty() ? "" : command.get(command.size() - 1);
            if (word.equals("+") && before.contains("{}") && option.startsWith("-exec")) {
                if (!before.equals("{}")) {
                    throw Failure.of(
                            1,
                            "In \u2018" + option
                                    + " ... {} +\u2019 the \u2018{}\u2019 must appear by itself, but you specified "
                                    + Quoting.locale(before));
                }
                return batch(command.subList(0, command.size() - 1), inFolder);
            }
            if (word.equals(";")) {
                break;
            }
            command.add(word);
        }
        if (command.isEmpty()) {
            throw Failure.of(1, "invalid argument `;' to `" + option + "'");
        }
        return file -> {
            String name = inFolder ? "./" + file.name() : file.path();
            List<String> whole =
                    command.stream().map(it -> it.replace("{}", name)).toList();
            return (!option.startsWith("-ok") || agreed(command.get(0), file))
                    && search.run(whole, inFolder ? file.folder() : null) == 0;
        };
    }

    private Condition batch(List<String> command, boolean inFolder) {
        Search.Batch batch = new Search.Batch(search, command);
        search.batches.add(batch);
        return file -> {
            if (inFolder) {
                batch.add("./" + file.name(), file.folder());
            } else {
                batch.add(file.path());
            }
            return true;
        };
    }

    private boolean agreed(String command, FoundFile file) throws IOException {
        search.call.process().out().flush();
        byte[] question = Text.bytes("< " + command + " ... " + file.path() + " > ? ");
        search.call.process().err().write(question, 0, question.length);
        String answer = search.answers().text();
        return answer != null && (answer.startsWith("y") || answer.startsWith("Y"));
    }

    private void checkPath(String option) {
        String path = search.call.process().environment().getOrDefault("PATH", "/bin");
        for (String each : path.split(":", -1)) {
            if (each.isEmpty() || each.equals(".")) {
                throw Failure.of(
                        1,
                        "The current directory is included in the PATH environment variable, which is insecure in combination with the "
                                + option + " action of find.  Please remove the current directory from your $PATH"
                                + " (that is, remove \".\", doubled colons, or leading or trailing colons)");
            } else if (!each.startsWith("/")) {
                throw Failure.of(
                        1,
                        "The relative path " + Quoting.locale(each)
                                + " is included in the PATH environment variable, which is insecure"
                                + " in combination with the " + option
                                + " action of find.  Please remove that entry from $PATH");
            }
        }
    }
}
