package postroom.labs.debian.debianutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/** Debian's {@code which(1)}: the paths of commands. */
final class Which implements Program {
    @Override
    public int run(Process process) throws IOException {
        boolean all = false;
        List<String> names = new ArrayList<>();
        boolean options = true;
        for (String each : process.arguments()) {
            if (options && each.equals("--")) {
                options = false;
            } else if (options && each.startsWith("-") && each.length() > 1) {
                for (char c : each.substring(1).toCharArray()) {
                    if (c != 'a' && c != 's') {
                        process.err().println("Illegal option -" + c + "\nUsage: /usr/bin/which [-a] args");
                        return 2;
                    }
                    all |= c == 'a';
                }
            } else {
                options = false;
                names.add(each);
            }
        }
        boolean missing = names.isEmpty();
        for (String name : names) {
            missing |= !print(process, name, all);
        }
        return missing ? 1 : 0;
    }

    private static boolean print(Process process, String name, boolean all) throws IOException {
        if (name.indexOf('/') >= 0) {
            boolean there = runs(process, name);
            process.out().print(there ? name + "\n" : "");
            return there;
        }
        boolean found = false;
        for (String folder : process.environment().getOrDefault("PATH", "").split(":")) {
            String path = (folder.isEmpty() ? "." : folder) + "/" + name;
            if ((!found || all) && runs(process, path)) {
                process.out().println(path);
                found = true;
            }
        }
        return found;
    }

    private static boolean runs(Process process, String path) {
        try {
            return process.files().stat(path).isFile() && process.files().allows(path, 1);
        } catch (ErrnoException missing) {
            return false;
        }
    }
}
