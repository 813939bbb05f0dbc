package postroom.labs.debian.dovecot.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.dovecot.auth.MailUser;
import postroom.labs.debian.dovecot.auth.Variables;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.host.Process;
import postroom.labs.shell.pattern.Pattern;

/** {@code doveadm user}: what the userdb says about users. */
final class UserCommand implements DoveadmCommand {
    private static final Getopt OPTIONS = new Getopt("a:e:f:ux:");

    @Override
    public int run(Runtime runtime, List<String> arguments) throws IOException, BadCall {
        Process process = runtime.process();
        List<String> argv = new ArrayList<>(List.of("user"));
        argv.addAll(arguments);
        Getopt.Parsed call;
        try {
            call = OPTIONS.parse(argv);
        } catch (UsageException e) {
            throw new BadCall(e.getMessage());
        }
        if (call.operands().isEmpty()) {
            throw new BadCall(null);
        }
        Optional<String> trouble = runtime.trouble("auth-userdb");
        if (trouble.isPresent()
                || runtime.trouble("stats-writer")
                                .filter("Permission denied"::equals)
                                .isPresent()
                        && !isOneself(runtime, call.operands().get(0))) {
            return cannotAsk(process, call.operands().get(0), trouble);
        }
        if (call.operands().size() == 1 && call.operands().get(0).matches(".*[*?].*")) {
            return list(runtime, call.operands().get(0));
        }
        int status = 0;
        boolean table = !call.has("f") && !call.has("u") && !call.has("e");
        boolean headed = !table;
        for (String name : call.operands()) {
            Optional<MailUser> user = runtime.user(name);
            if (user.isEmpty()) {
                process.out().flush();
                process.err().println((table ? "\n" : "") + "userdb lookup: user " + name + " doesn't exist");
                process.err().flush();
                status = Doveadm.NO_USER;
            } else {
                head(process, headed);
                headed = true;
                show(runtime, call, user.get());
            }
        }
        head(process, headed);
        if (table && call.operands().size() > 1) {
            process.out().println();
        }
        return status;
    }

    /** Everybody may ask for themselves. */
    private static boolean isOneself(Runtime runtime, String name) {
        return runtime.process()
                .host()
                .accounts()
                .user(name)
                .filter(it -> it.uid() == runtime.process().who().uid())
                .isPresent();
    }

    /** The head of the table, which comes with its first row, or at the end. */
    private static void head(Process process, boolean already) throws IOException {
        if (!already) {
            process.out().println("field\tvalue");
        }
    }

    private static int cannotAsk(Process process, String name, Optional<String> trouble) throws IOException {
        process.err()
                .println(
                        trouble.isPresent()
                                ? "doveadm(" + name + ")<" + process.pid()
                                        + "><>: Error: auth-master: userdb lookup(" + name
                                        + "): connect(/run/dovecot/auth-userdb) failed: " + trouble.get()
                                : "doveadm(" + name + ")<" + process.pid()
                                        + "><>: Error: auth-master: userdb lookup(" + name
                                        + "): Auth USER lookup failed");
        process.out().println("field\tvalue");
        return Doveadm.FAILED;
    }

    private static int list(Runtime runtime, String mask) throws IOException {
        Pattern pattern = Pattern.compile(mask);
        int lowest = Integer.parseInt(runtime.setting("first_valid_uid"));
        int status = Doveadm.NO_USER;
        for (postroom.labs.host.Accounts.User each :
                runtime.process().host().accounts().users()) {
            if (each.uid() >= lowest && pattern.matches(each.name())) {
                runtime.process().out().println(each.name());
                status = 0;
            }
        }
        return status;
    }

    private static void show(Runtime runtime, Getopt.Parsed call, MailUser user) throws IOException {
        Process process = runtime.process();
        if (call.has("e")) {
            process.out().println(Variables.expand(call.value("e", ""), user.name(), user.home()));
            return;
        }
        Map<String, String> fields = fields(runtime, user);
        if (call.has("f")) {
            String value = fields.get(call.value("f", ""));
            if (value != null) {
                process.out().println(value);
            }
            return;
        }
        if (call.has("u")) {
            process.out().println("userdb: " + user.name());
            process.out().println("  user      : " + user.name());
            process.out().println("  system_groups_user: " + user.name());
            for (String each : List.of("uid", "gid", "home")) {
                process.out().println(String.format("  %-10s: %s", each, fields.get(each)));
            }
            return;
        }
        for (Map.Entry<String, String> each : fields.entrySet()) {
            process.out().println(each.getKey() + "\t" + each.getValue());
        }
    }

    private static Map<String, String> fields(Runtime runtime, MailUser user) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("uid", Integer.toString(user.who().uid()));
        fields.put("gid", Integer.toString(user.who().gid()));
        fields.put("home", user.home());
        String mail = user.mail().isEmpty() ? runtime.setting("mail_location") : user.mail();
        fields.put("mail", Variables.expand(mail, user.name(), user.home()));
        if (runtime.process().host().accounts().user(user.name()).isPresent()) {
            fields.put("system_groups_user", user.name());
        }
        return fields;
    }
}
