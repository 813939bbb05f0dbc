package postroom.labs.debian.sudo;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.sudo.Sudoers.CommandSpec;
import postroom.labs.debian.sudo.SudoersPolicy.Invoker;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Resolver;

/**
 * {@code sudo(8)}: runs a command as another user if {@code sudoers(5)} lets the invoker, who gives his own password.
 *
 * <p>Set-uid root. Not there: plugins, I/O logs, {@code -e}, {@code -r} and {@code -t}.
 */
public final class Sudo implements Program {
    private static final String VERSION = "1.9.13p3";

    @Override
    public int run(Process process) throws IOException {
        SudoOptions options;
        try {
            options = SudoOptions.parse(process.argv());
        } catch (UsageException e) {
            if (!e.getMessage().isEmpty()) {
                process.err().println(e.getMessage());
            }
            process.err().print(SudoOptions.usage(process));
            return 1;
        }
        if (options.has("help")) {
            process.out().print(HelpText.of("sudo/sudo"));
            return 0;
        }
        if (options.has("V")) {
            return version(process);
        }
        if (!process.who().isRoot()) {
            process.err().println("sudo: /usr/bin/sudo must be owned by uid 0 and have the setuid bit set");
            return 1;
        }
        Optional<Accounts.User> invoker = process.host().accounts().user(process.realUid());
        if (invoker.isEmpty()) {
            process.err().println("sudo: you do not exist in the passwd database");
            return 1;
        }
        return new Call(process, options, invoker.get()).run();
    }

    private static int version(Process process) throws IOException {
        process.out().println("Sudo version " + VERSION);
        process.out().println("Sudoers policy plugin version " + VERSION);
        process.out().println("Sudoers file grammar version 50");
        process.out().println("Sudoers I/O plugin version " + VERSION);
        process.out().println("Sudoers audit plugin version " + VERSION);
        return 0;
    }

    /** One call of sudo. */
    private static final class Call {
        private static final Set<String> BUILTINS = Set.of(
                "alias",
                "bg",
                "bind",
                "break",
                "builtin",
                "cd",
                "command",
                "compgen",
                "complete",
                "continue",
                "declare",
                "dirs",
                "disown",
                "enable",
                "eval",
                "exec",
                "exit",
                "export",
                "fc",
                "fg",
                "getopts",
                "hash",
                "history",
                "jobs",
                "let",
                "local",
                "logout",
                "mapfile",
                "popd",
                "pushd",
                "read",
                "readarray",
                "readonly",
                "return",
                "set",
                "shift",
                "shopt",
                "source",
                "suspend",
                "times",
                "trap",
                "type",
                "typeset",
                "ulimit",
                "umask",
                "unalias",
                "unset",
                "wait");

        private final Process process;
        private final SudoOptions options;
        private final Accounts.User invoker;
        private final Accounts accounts;
        private final SudoTickets tickets;

        Call(Process process, SudoOptions options, Accounts.User invoker) {
            this.process = process;
            this.options = options;
            this.invoker = invoker;
            this.accounts = process.host().accounts();
            this.tickets = new SudoTickets(process, invoker);
        }

        int run() throws IOException {
            warnOfUnknownHost();
            if (options.has("K")) {
                tickets.remove();
                return 0;
            }
            if (options.has("k")) {
                tickets.reset();
                if (options.command().isEmpty() && !options.shell() && !options.has("v") && !options.has("l")) {
                    return 0;
                }
            }
            Optional<Sudoers> sudoers = sudoers();
            if (sudoers.isEmpty()) {
                process.err().println("sudo: no valid sudoers sources found, quitting");
                process.err().println("sudo: error initializing audit plugin sudoers_audit");
                return 1;
            }
            Optional<SudoTarget> target = SudoTarget.of(process, options, invoker);
            if (target.isEmpty()) {
                return 1;
            }
            SudoersPolicy policy = new SudoersPolicy(sudoers.get(), HostNames.all(process.host()));
            if (options.has("l")) {
                return list(policy, target.get());
            }
            return options.has("v") ? validate(policy) : command(policy, target.get());
        }

        /** Debian builds sudo so that it wants the host's fully qualified name. */
        private void warnOfUnknownHost() throws IOException {
            try {
                new Resolver(process).addresses(process.host().name());
            } catch (Resolver.Unresolved e) {
                process.err()
                        .println(
                                "sudo: unable to resolve host " + process.host().name() + ": " + e.getMessage());
            }
        }

        private Optional<Sudoers> sudoers() throws IOException {
            SudoersFiles files = new SudoersFiles(FileAccess.root(process.host().disk()));
            Optional<Sudoers> sudoers = files.load();
            for (String complaint : files.complaints()) {
                process.err().println(complaint);
            }
            return sudoers;
        }

        private Invoker asking(Accounts.User user) {
            Credentials credentials = accounts.credentials(user);
            Set<String> groups = new HashSet<>();
            credentials.groups().forEach(gid -> groups.add(accounts.groupName(gid)));
            return new Invoker(user.name(), user.uid(), groups, credentials.groups());
        }

        private int list(SudoersPolicy policy, SudoTarget target) throws IOException {
            Accounts.User about = invoker;
            if (options.has("U")) {
                Optional<Accounts.User> other = accounts.user(options.value("U", ""));
                if (other.isEmpty()) {
                    process.err().println("sudo: unknown user " + options.value("U", ""));
                    return 1;
                }
                about = other.get();
            }
            List<CommandSpec> own = policy.rulesFor(asking(invoker));
            boolean free = own.stream().anyMatch(it -> !it.needsPassword()) && about.equals(invoker);
            if (!free && !authenticated(policy, "root").ok) {
                return 1;
            }
            if (!about.equals(invoker) && invoker.uid() != 0 && !mayList(policy, about)) {
                listLog().refused("command not allowed");
                process.err()
                        .println("Sorry, user " + invoker.name() + " is not allowed to execute 'list' as "
                                + about.name() + " on " + HostNames.qualified(process.host()) + ".");
                return 1;
            }
            if (!free && !own.isEmpty() && invoker.uid() != 0) {
                tickets.renew();
            }
            Invoker who = asking(about);
            if (policy.rulesFor(who).isEmpty()) {
                boolean self = about.equals(invoker);
                if (self) {
                    listLog().refused("command not allowed");
                }
                (self ? process.err() : process.out())
                        .println((self
                                        ? "Sorry, user " + who.name() + " may not run sudo on "
                                        : "User " + who.name() + " is not allowed to run sudo on ")
                                + HostNames.shortName(process.host()) + ".");
                return self ? 1 : 0;
            }
            if (options.command().isEmpty()) {
                boolean detail = options.given().options().stream()
                                .filter(it -> it.is("l"))
                                .count()
                        > 1;
                int columns = process.fd(1)
                        .terminal()
                        .map(postroom.labs.io.Terminal::columns)
                        .orElse(80);
                new SudoList(policy, who, HostNames.shortName(process.host()), columns).print(process.out(), detail);
                return 0;
            }
            SudoCommand command = SudoCommand.find(process, policy.sudoers(), options.command());
            if (command.path().isEmpty()) {
                process.err().println("sudo: " + command.name() + ": command not found");
                return 1;
            }
            if (policy.decide(who, target.asTarget(), command.path().get(), command.arguments())
                    .isEmpty()) {
                return 1;
            }
            process.out().println(command.withArguments());
            return 0;
        }

        private SudoLog listLog() {
            return new SudoLog(process, invoker.name(), "root", "", process.cwd(), List.of("list"));
        }

        /** Who may run everything as another user may see what that one may run. */
        private boolean mayList(SudoersPolicy policy, Accounts.User about) {
            Set<String> groups = new HashSet<>();
            accounts.credentials(about).groups().forEach(gid -> groups.add(accounts.groupName(gid)));
            SudoersPolicy.Target target = new SudoersPolicy.Target(about.name(), about.uid(), Optional.empty(), groups);
            return policy.decide(asking(invoker), target, "list", "").isPresent();
        }

        private int validate(SudoersPolicy policy) throws IOException {
            List<CommandSpec> own = policy.rulesFor(asking(invoker));
            if (own.isEmpty()) {
                new SudoLog(process, invoker.name(), "root", "", process.cwd(), List.of("validate"))
                        .refused("command not allowed");
                process.err()
                        .println("Sorry, user " + invoker.name() + " may not run sudo on "
                                + HostNames.shortName(process.host()) + ".");
                return 1;
            }
            if (own.stream().allMatch(it -> !it.needsPassword())) {
                return 0;
            }
            if (!authenticated(policy, "root").ok) {
                return 1;
            }
            tickets.renew();
            return 0;
        }

        /** @param wrong how many wrong passwords were given */
        private record Outcome(boolean ok, int wrong) {}

        private Outcome authenticated(SudoersPolicy policy, String target) throws IOException {
            boolean off = policy.sudoers().defaults().stream()
                    .filter(it -> it.scope().isEmpty() || it.scope().equals(":" + invoker.name()))
                    .anyMatch(it ->
                            it.name().equals("authenticate") && it.operator().equals("!"));
            if (invoker.uid() == 0 || off) {
                return new Outcome(true, 0);
            }
            return ask(target);
        }

        private Outcome ask(String target) throws IOException {
            if (invoker.uid() == 0 || !options.has("k") && tickets.valid()) {
                return new Outcome(true, 0);
            }
            SudoAuthentication authentication = new SudoAuthentication(process, options, invoker, target);
            boolean ok = authentication.succeeds();
            int wrong = authentication.wrongPasswords();
            if (!ok && wrong > 0) {
                process.err().println("sudo: " + attempts(wrong));
            }
            return new Outcome(ok, wrong);
        }

        private static String attempts(int wrong) {
            return wrong + " incorrect password attempt" + (wrong == 1 ? "" : "s");
        }

        private int command(SudoersPolicy policy, SudoTarget target) throws IOException {
            SudoCommand command = options.shell()
                    ? SudoCommand.shell(process, options, target.user())
                    : SudoCommand.find(process, policy.sudoers(), options.command());
            Invoker who = asking(invoker);
            Optional<CommandSpec> rule =
                    policy.decide(who, target.asTarget(), command.path().orElse(command.name()), command.arguments());
            String cwd = options.has("i") ? target.user().home() : process.cwd();
            SudoLog log = new SudoLog(
                    process, invoker.name(), target.user().name(), target.groupName(), cwd, command.logged());
            boolean self = target.user().uid() == invoker.uid()
                    && (target.groupName().isEmpty() || who.groups().contains(target.groupName()));
            Outcome outcome = rule.isPresent() && !rule.get().needsPassword() || self
                    ? new Outcome(true, 0)
                    : rule.isPresent() && rule.get().tags().contains("PASSWD")
                            ? ask(target.user().name())
                            : authenticated(policy, target.user().name());
            if (!outcome.ok || rule.isEmpty()) {
                return refuse(policy, who, target, command, log, outcome);
            }
            if (rule.get().needsPassword() && invoker.uid() != 0 && !self && !options.has("k")) {
                tickets.renew();
            }
            if (command.path().isEmpty()) {
                process.err().println("sudo: " + command.name() + ": command not found");
                builtin(command.name());
                return 1;
            }
            return runAllowed(policy, target, command, log);
        }

        private int refuse(
                SudoersPolicy policy, Invoker who, SudoTarget target, SudoCommand command, SudoLog log, Outcome outcome)
                throws IOException {
            boolean known = !policy.rulesFor(who).isEmpty();
            if (!outcome.ok) {
                if (!known && !options.has("n")) {
                    log.refused("user NOT in sudoers");
                } else if (known && (outcome.wrong > 0 || options.has("n"))) {
                    log.refused(outcome.wrong > 0 ? attempts(outcome.wrong) : "a password is required");
                }
                return 1;
            }
            if (!known) {
                log.refused("user NOT in sudoers");
                process.err().println(invoker.name() + " is not in the sudoers file.");
                return 1;
            }
            log.refused("command not allowed");
            String group = target.groupName().isEmpty() ? "" : ":" + target.groupName();
            process.err()
                    .println("Sorry, user " + invoker.name() + " is not allowed to execute '"
                            + command.withArguments() + "' as " + target.user().name() + group + " on "
                            + HostNames.qualified(process.host()) + ".");
            builtin(command.name());
            return 1;
        }

        private void builtin(String name) throws IOException {
            if (BUILTINS.contains(name)) {
                process.err().println("sudo: \"" + name + "\" is a shell built-in command, it cannot be run directly.");
                process.err().println("sudo: the -s option may be used to run a privileged shell.");
                process.err().println("sudo: the -D option may be used to run a command in a specific directory.");
            }
        }

        private int runAllowed(SudoersPolicy policy, SudoTarget target, SudoCommand command, SudoLog log)
                throws IOException {
            for (String letter : new String[] {"D", "R"}) {
                if (options.has(letter)) {
                    process.err()
                            .println("sudo: you are not permitted to use the -" + letter + " option with "
                                    + command.path().orElse(""));
                    return 1;
                }
            }
            if (options.has("T")) {
                process.err().println("sudo: sorry, you are not allowed set a command timeout");
                return 1;
            }
            log.accepted();
            return new SudoRun(process, options, policy.sudoers(), invoker, target).run(command);
        }
    }
}
