package postroom.labs.debian.sudo;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import postroom.labs.fs.Credentials;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;

/**
 * As whom a command is to run.
 *
 * @param group the group of {@code -g}, if there was one
 * @param credentials the ids that the command gets
 */
record SudoTarget(Accounts.User user, Optional<Accounts.Group> group, Credentials credentials, Set<String> groupNames) {

    /** The target of {@code -u} and {@code -g}; says why, where there is none. */
    static Optional<SudoTarget> of(Process process, SudoOptions options, Accounts.User invoker) throws IOException {
        Accounts accounts = process.host().accounts();
        String wanted = options.value("u", options.has("g") ? invoker.name() : "root");
        Optional<Accounts.User> user = wanted.matches("#[0-9]{1,9}")
                ? accounts.user(Integer.parseInt(wanted.substring(1)))
                : accounts.user(wanted);
        if (user.isEmpty()) {
            SudoLog.unknown(process, invoker.name(), "user", wanted);
            process.err().println("sudo: unknown user " + wanted);
            if (!wanted.startsWith("#")) {
                process.err().println("sudo: error initializing audit plugin sudoers_audit");
            }
            return Optional.empty();
        }
        Optional<Accounts.Group> group = Optional.empty();
        if (options.has("g")) {
            String name = options.value("g", "");
            group = name.matches("#[0-9]{1,9}")
                    ? accounts.group(Integer.parseInt(name.substring(1)))
                    : accounts.group(name);
            if (group.isEmpty()) {
                SudoLog.unknown(process, invoker.name(), "group", name);
                process.err().println("sudo: unknown group " + name);
                process.err().println("sudo: error initializing audit plugin sudoers_audit");
                return Optional.empty();
            }
        }
        Credentials all = accounts.credentials(user.get());
        Set<String> names = new HashSet<>();
        all.groups().forEach(gid -> names.add(accounts.groupName(gid)));
        int gid = group.map(Accounts.Group::gid).orElse(user.get().gid());
        Set<Integer> groups = options.has("P") ? process.who().groups() : all.groups();
        return Optional.of(
                new SudoTarget(user.get(), group, new Credentials(user.get().uid(), gid, groups), names));
    }

    String groupName() {
        return group.map(Accounts.Group::name).orElse("");
    }

    SudoersPolicy.Target asTarget() {
        return new SudoersPolicy.Target(user.name(), user.uid(), group.map(Accounts.Group::name), groupNames);
    }
}
