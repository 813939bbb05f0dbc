package postroom.labs.debian.dovecot.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.dovecot.config.ConfigException;
import postroom.labs.debian.dovecot.config.ConfigFiles;
import postroom.labs.debian.dovecot.config.Doveconf;
import postroom.labs.debian.dovecot.config.DovecotConfig;
import postroom.labs.debian.dovecot.config.Release;
import postroom.labs.debian.dovecot.master.Master;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Resolver;
import postroom.labs.io.Errno;

/** {@code dovecot(1)}: starts Dovecot, or tells about it. */
public final class DovecotCommand implements Program {
    private static final String USAGE = HelpText.of("dovecot-core/dovecot");
    private static final Getopt OPTIONS = new Getopt(
            "+Fc:pna",
            "help",
            "help",
            "version",
            "version",
            "build-options",
            "build-options",
            "hostdomain",
            "hostdomain");

    @Override
    public int run(Process process) throws IOException {
        Getopt.Parsed call;
        try {
            call = OPTIONS.parse(process.argv());
        } catch (UsageException e) {
            boolean isLong = e.getMessage().contains("unrecognized option '--");
            if (!isLong) {
                process.err().println(e.getMessage());
            }
            process.out().print(USAGE);
            if (isLong) {
                process.out().flush();
                process.err()
                        .println("Fatal: Unknown argument: " + e.getMessage().replaceFirst(".*'(--[^'=]*).*", "$1"));
            }
            return Doveconf.BAD_CONFIGURATION;
        }
        if (call.has("help")) {
            process.out().print(USAGE);
            return 0;
        }
        if (call.has("version")) {
            process.out().println(Release.FULL);
            return 0;
        }
        if (call.has("build-options")) {
            process.out().print(HelpText.of("dovecot-core/build-options"));
            return 0;
        }
        if (call.has("hostdomain")) {
            String name = process.host().name();
            process.out()
                    .println(new Resolver(process.host())
                            .aliases(name).stream().findFirst().orElse(name));
            return 0;
        }
        if (call.has("n") || call.has("a")) {
            return process.exec("/usr/bin/doveconf", List.of("doveconf", call.has("n") ? "-n" : "-a"));
        }
        if (!call.operands().isEmpty()) {
            List<String> words = new ArrayList<>(List.of("doveadm"));
            words.addAll(call.operands());
            return process.exec("/usr/bin/doveadm", words);
        }
        return start(process, call.value("c", DovecotConfig.FILE));
    }

    private static int start(Process process, String file) throws IOException {
        if (!process.files().exists(file)) {
            return fatal(
                    process, "Fatal: Error reading configuration: stat(" + file + ") failed: " + Errno.ENOENT.text());
        }
        DovecotConfig config;
        try {
            config = DovecotConfig.read(ConfigFiles.on(process.files()), file);
        } catch (ConfigException e) {
            return fatal(process, "doveconf: Fatal: Error in configuration file " + e.getMessage());
        }
        for (String each : config.warnings()) {
            process.err().println("doveconf: Warning: " + each);
        }
        if (config.unclosed().isEmpty() && config.fault().isPresent()) {
            process.err().println("doveconf: Error: " + config.fault().get());
        }
        Optional<String> fault = config.unclosed()
                .or(config::fault)
                .map(it -> file + ": " + it)
                .or(() -> config.missingFile(process.files()));
        if (fault.isPresent()) {
            return fatal(process, "doveconf: Fatal: Error in configuration file " + fault.get());
        }
        Optional<Master> running = Master.on(process.host());
        if (running.isPresent()) {
            return alreadyRunning(process, running.get());
        }
        List<String> complaints = new ArrayList<>();
        String[] failure = {null};
        process.await(Master.run(process.host(), () -> {
            try {
                Master.start(process.host(), config, complaints::add);
            } catch (Master.StartFailure e) {
                failure[0] = e.getMessage();
            }
        }));
        for (String each : complaints) {
            process.err().println("Error: " + each);
        }
        return failure[0] == null ? 0 : fatal(process, "Fatal: " + failure[0]);
    }

    private static int alreadyRunning(Process process, Master master) throws IOException {
        String text =
                "Fatal: Dovecot is already running with PID " + master.pid() + " (read from /run/dovecot/master.pid)";
        process.host().syslog().log("mail", postroom.labs.host.Syslog.Priority.CRIT, "dovecot", "master: " + text);
        return fatal(process, text);
    }

    private static int fatal(Process process, String text) throws IOException {
        process.err().println(text);
        return Doveconf.BAD_CONFIGURATION;
    }
}
