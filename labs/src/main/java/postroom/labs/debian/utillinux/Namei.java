package postroom.labs.debian.utillinux;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.io.ErrnoException;

/** {@code namei(1)}: the way from a path to its file, name by name and link by link. */
final class Namei extends GnuProgram {
    private static final int MOST_LINKS = 40;

    Namei() {
        super(
                Suite.UTIL_LINUX,
                1,
                "xmolnvhVZ",
                "mountpoints",
                "x",
                "modes",
                "m",
                "owners",
                "o",
                "long",
                "l",
                "nosymlinks",
                "n",
                "vertical",
                "v");
    }

    @Override
    protected int run(Call call) throws IOException {
        if (call.operands().isEmpty()) {
            throw Failure.usage("pathname argument is missing");
        }
        for (String path : call.operands()) {
            call.print("f: " + path + "\n");
            follow(call, path);
        }
        return call.status();
    }

    private static void follow(Call call, String path) throws IOException {
        String at = "";
        Deque<String> todo = new ArrayDeque<>();
        if (path.startsWith("/")) {
            line(call, "/", "/", 0);
            at = "/";
        }
        Arrays.stream(path.split("/")).filter(it -> !it.isEmpty()).forEach(todo::add);
        int level = 0;
        int links = 0;
        Deque<Integer> ends = new ArrayDeque<>();
        while (!todo.isEmpty()) {
            while (!ends.isEmpty() && todo.size() <= ends.peek()) {
                ends.pop();
                level--;
            }
            String name = todo.poll();
            String full = at.isEmpty() || at.endsWith("/") ? at + name : at + "/" + name;
            Stat stat = line(call, full, name, level);
            if (stat == null) {
                return;
            }
            if (stat.type() == FileType.SYMLINK && !call.has("n") && ++links <= MOST_LINKS) {
                String target = call.files().readlink(full);
                ends.push(todo.size());
                level++;
                String[] parts = target.split("/");
                if (target.startsWith("/")) {
                    line(call, "/", "/", level);
                    at = "/";
                }
                for (int i = parts.length - 1; i >= 0; i--) {
                    if (!parts[i].isEmpty()) {
                        todo.push(parts[i]);
                    }
                }
                continue;
            }
            at = full;
        }
    }

    private static Stat line(Call call, String path, String name, int level) throws IOException {
        boolean modes = call.has("m", "l");
        boolean owners = call.has("o", "l");
        boolean vertical = call.has("v", "l");
        String indent = "  ".repeat(level);
        Stat stat;
        try {
            stat = call.files().lstat(path);
        } catch (ErrnoException e) {
            int width = modes ? 10 : 1;
            int blank = width + (owners ? 2 + owner(call, "root") + owner(call, "root") : 0);
            call.print((vertical ? "" : " ")
                    + (vertical ? " ".repeat(blank) + " " + indent : indent + " ".repeat(blank) + " ") + name + " - "
                    + e.getMessage() + "\n");
            call.fail(1);
            return null;
        }
        String shown = modes ? stat.modeString() : stat.modeString().substring(0, 1);
        String user = owners
                ? " " + call.process().host().accounts().userName(stat.uid()) + " "
                        + call.process().host().accounts().groupName(stat.gid())
                : "";
        String link = stat.type() == FileType.SYMLINK ? " -> " + call.files().readlink(path) : "";
        call.print((vertical ? shown + user + " " + indent : " " + indent + shown + user + " ") + name + link + "\n");
        return stat;
    }

    private static int owner(Call call, String name) {
        return name.length();
    }
}
