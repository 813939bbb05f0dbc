package postroom.labs.debian.postfix.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.master.Master;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Exit;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/**
 * {@code postfix(1)} and its script: starts, stops and reloads the mail system, says whether it runs, and checks that
 * files are there and are whose they must be.
 */
final class PostfixCommand implements Program {
    private static final String COMMANDS = "start (or stop, reload, abort, flush, check, status, set-permissions,"
            + " upgrade-configuration, logrotate)";

    /** The parameters that {@code post-install} knows. */
    private static final Set<String> INSTALLATION = Set.of(
            "command_directory",
            "daemon_directory",
            "data_directory",
            "html_directory",
            "mail_owner",
            "mailq_path",
            "manpage_directory",
            "meta_directory",
            "newaliases_path",
            "queue_directory",
            "readme_directory",
            "sample_directory",
            "sendmail_path",
            "setgid_group",
            "shlib_directory");

    private static final List<String> OLD_SCRIPTS = List.of("/etc/postfix/postfix-script", "/etc/postfix/post-install");

    @Override
    public int run(Process process) throws IOException {
        Tool tool = new Tool(process, "postfix", "postfix", true);
        return tool.run(it -> run(process, it));
    }

    private static int run(Process process, Tool tool) throws IOException {
        if (process.realUid() != 0) {
            Tool loud = new Tool(process, "postfix", null, true);
            loud.error("to submit mail, use the Postfix sendmail command");
            loud.report(Msg.Severity.FATAL, "the postfix command is reserved for the superuser");
            return 1;
        }
        List<String> words = new ArrayList<>();
        Fatal usage = new Fatal("usage: postfix [-c config_dir] [-Dv] command");
        for (Tool.Option option : tool.options(process.arguments(), "c:Dv", usage)) {
            if (option.letter() == 'c') {
                tool.directory(option.value());
            } else if (option.letter() == 0) {
                words.add(option.value());
            }
        }
        Parameters parameters = tool.parameters();
        List<String> more = words.isEmpty() ? words : words.subList(1, words.size());
        return new Script(process, parameters, more).run(words.isEmpty() ? "" : words.get(0));
    }

    /** The part of it that is a shell script on a real host. */
    private static final class Script {
        private final Process process;
        private final Parameters parameters;
        private final List<String> settings;
        private final Tool tool;

        Script(Process process, Parameters parameters, List<String> settings) {
            this.settings = settings;
            this.process = process;
            this.parameters = parameters;
            this.tool = new Tool(process, "postfix/postfix-script", "postfix/postfix-script", true);
        }

        int run(String command) throws IOException {
            return tool.run(it -> {
                Integrity integrity = new Integrity(process, parameters, tool);
                integrity.prepare();
                return command(command, integrity);
            });
        }

        private int command(String command, Integrity integrity) throws IOException {
            switch (command) {
                case "start":
                    return start(integrity);
                case "stop", "abort", "drain", "quick-stop":
                    requireRunning();
                    tool.info((command.equals("abort") ? "aborting" : "stopping") + " the Postfix mail system");
                    process.await(Master.run(
                            process.host(), () -> Master.on(process.host()).ifPresent(Master::stop)));
                    return 0;
                case "reload":
                    return reload();
                case "flush":
                    return process.exec(parameters.get("command_directory") + "/postqueue", List.of("postqueue", "-f"));
                case "check":
                    integrity.fatal();
                    integrity.warn();
                    return 0;
                case "status":
                    return status();
                case "set-permissions":
                    setPermissions();
                    return 0;
                case "upgrade-configuration":
                    new FileList(process, parameters).createMissing();
                    if (process.files().exists(OLD_SCRIPTS.get(0))
                            && process.files().exists(OLD_SCRIPTS.get(1))) {
                        tool.print("\n    Note: the following files or directories still exist but are no\n"
                                + "    longer part of Postfix:\n\n     " + String.join(" ", OLD_SCRIPTS) + "\n");
                    }
                    return 0;
                case "logrotate":
                    throw new Fatal("configuration error: empty \"maillog_file\" parameter");
                default:
                    throw new Fatal("unknown command: '" + command + "'. Usage: postfix " + COMMANDS);
            }
        }

        /** What is given with it is written into main.cf first. */
        private void setPermissions() throws IOException {
            List<String> installation = new ArrayList<>();
            for (String each : settings) {
                if (each.indexOf('=') < 0) {
                    process.err().print(HelpText.of("postfix/post-install"));
                    throw new Exit(1);
                }
                if (INSTALLATION.contains(each.substring(0, each.indexOf('=')))) {
                    installation.add(each);
                }
            }
            if (!installation.isEmpty()) {
                new MainCfEditor(process, parameters.get("config_directory")).set(installation);
            }
            FileList files = new FileList(process, tool.unchecked(Map.of()));
            files.createMissing();
            files.setPermissions();
        }

        private int start(Integrity integrity) throws IOException {
            if (Master.on(process.host()).isPresent()) {
                throw new Fatal("the Postfix mail system is already running");
            }
            try {
                integrity.fatal();
            } catch (Fatal fatal) {
                tool.report(Msg.Severity.FATAL, fatal.getMessage());
                throw new Fatal("Postfix integrity check failed!");
            }
            integrity.warn();
            tool.info("starting the Postfix mail system");
            boolean[] up = {false};
            process.await(Master.run(process.host(), () -> up[0] = Master.start(process.host())));
            if (!up[0]) {
                throw new Fatal("mail system startup failed");
            }
            return 0;
        }

        private int reload() throws IOException {
            requireRunning();
            tool.info("refreshing the Postfix mail system");
            Optional<Master> master = Master.on(process.host());
            process.await(Master.run(process.host(), () -> {
                if (master.isPresent()) {
                    master.get().reload();
                }
            }));
            return 0;
        }

        private void requireRunning() {
            if (Master.on(process.host()).isEmpty()) {
                throw new Fatal("the Postfix mail system is not running");
            }
        }

        private int status() {
            Optional<Master> master = Master.on(process.host());
            if (master.isEmpty()) {
                tool.info("the Postfix mail system is not running");
                return 1;
            }
            tool.info("the Postfix mail system is running: PID: " + pid(master.get()));
            return 0;
        }

        /** As the script does: what stands in the file. */
        private String pid(Master master) {
            try {
                return postroom.labs.debian.postfix.config.Text.of(
                                FileAccess.root(process.host().disk())
                                        .readAll(parameters.get("queue_directory") + "/pid/master.pid"))
                        .strip();
            } catch (postroom.labs.io.ErrnoException gone) {
                return Integer.toString(master.pid());
            }
        }
    }
}
