package postroom.web;

import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import postroom.web.command.BenchCommand;
import postroom.web.command.CourseCommand;
import postroom.web.command.MailserverCommand;
import postroom.web.command.ServeCommand;
import postroom.web.command.ShellCommand;

/** {@code postroom}: serves the course, or does one of the things that need no browser. */
@CommandLine.Command(
        name = "postroom",
        description = "An interactive mail-server lab in the browser.",
        mixinStandardHelpOptions = true,
        version = "Postroom 0.1.0",
        subcommands = {ShellCommand.class, CourseCommand.class, BenchCommand.class, MailserverCommand.class})
public final class Main extends ServeCommand {
    /** Held on to, since the logging system itself does not: what fails at the start is said by a {@link Refusal}. */
    private static final Logger JAVALIN = Logger.getLogger("io.javalin");

    /** Runs the command line; the exit status is 0 when all went well. */
    public static void main(String[] arguments) {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%4$s: %5$s%6$s%n");
        System.setProperty("java.awt.headless", "true");
        Logger.getLogger("").setLevel(Level.WARNING);
        Logger.getLogger("").setLevel(Level.WARNING);
        JAVALIN.setLevel(Level.OFF);
        int status = new CommandLine(new Main())
                .setExecutionExceptionHandler((failed, line, parsed) -> {
                    if (failed instanceof Refusal) {
                        System.err.println("postroom: " + failed.getMessage());
                        return 1;
                    }
                    throw failed;
                })
                .execute(arguments);
        System.exit(status);
    }
}
