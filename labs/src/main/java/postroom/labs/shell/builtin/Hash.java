package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.CommandHash;
import postroom.labs.shell.run.Shell;

/** {@code hash}: the remembered places of commands. */
final class Hash implements Builtin {
    @Override
    public String name() {
        return "hash";
    }

    @Override
    public String synopsis() {
        return "hash [-lr] [-p pathname] [-dt] [name ...]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "lrp:dt", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        OptionScan scan = options.get();
        Map<String, CommandHash.Entry> entries = shell.lookup().entries();
        List<String> operands = scan.operands(arguments);
        if (scan.has('r')) {
            entries.clear();
        }
        if (operands.isEmpty()) {
            return scan.has('r') ? 0 : list(shell, entries, scan.has('l'));
        }
        int status = 0;
        for (String name : operands) {
            status = Math.max(status, one(shell, entries, scan, name, operands.size() > 1));
        }
        return status;
    }

    private static int list(Shell shell, Map<String, CommandHash.Entry> entries, boolean reusable) throws IOException {
        if (entries.isEmpty()) {
            shell.out(shell.isDash() ? "" : "hash: hash table empty\n");
            return 0;
        }
        if (!reusable) {
            shell.out("hits\tcommand\n");
        }
        for (Map.Entry<String, CommandHash.Entry> entry : entries.entrySet()) {
            String path = entry.getValue().path();
            shell.out(
                    reusable
                            ? "builtin hash -p " + path + " " + entry.getKey() + "\n"
                            : String.format("%4d\t%s%n", entry.getValue().hits(), path));
        }
        return 0;
    }

    private static int one(
            Shell shell, Map<String, CommandHash.Entry> entries, OptionScan scan, String name, boolean several)
            throws IOException {
        if (scan.value('p').isPresent()) {
            entries.put(name, new CommandHash.Entry(scan.value('p').get(), 0));
            return 0;
        }
        if (scan.has('d') || scan.has('t')) {
            CommandHash.Entry entry = entries.get(name);
            if (entry == null) {
                shell.complain("hash: " + name + ": not found");
                return 1;
            }
            if (scan.has('d')) {
                entries.remove(name);
            } else {
                shell.out((several ? name + "\t" : "") + entry.path() + "\n");
            }
            return 0;
        }
        if (name.contains("/") || shell.builtins().find(name).isPresent()) {
            return 0;
        }
        Optional<String> found = shell.lookup().all(name).stream().findFirst();
        if (found.isEmpty()) {
            shell.complain("hash: " + name + ": not found");
            return 1;
        }
        entries.put(name, new CommandHash.Entry(found.get(), 0));
        return 0;
    }
}
