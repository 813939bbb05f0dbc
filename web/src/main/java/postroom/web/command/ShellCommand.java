package postroom.web.command;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import postroom.labs.course.Chapter;
import postroom.labs.course.Course;
import postroom.labs.course.CourseFiles;
import postroom.labs.course.Workplace;
import postroom.labs.course.run.Desk;
import postroom.labs.course.run.Script;
import postroom.labs.course.yaml.InvalidCourseException;
import postroom.labs.debian.Base;
import postroom.labs.lab.Lab;
import postroom.labs.lab.Labs;
import postroom.labs.lab.Plan;
import postroom.labs.lab.World;
import postroom.web.Refusal;

/**
 * {@code postroom shell}: logs in to a lab of its own, in the terminal that it is started in; without one, the standard
 * input is run as a script. The lab ends with the shell.
 */
@Command(
        name = "shell",
        description = "A shell in a lab of its own; without a terminal, standard input is a script.",
        mixinStandardHelpOptions = true)
public final class ShellCommand implements Callable<Integer> {
    @Option(
            names = "--base",
            description = "what the host has installed: bare, postfix, dovecot, mail, lmtp (default: postfix)")
    private String base = "postfix";

    @Option(names = "--chapter", description = "the lab of a chapter, with its network and setup")
    private String chapter;

    @Option(names = "--exercise", description = "with --chapter: the host of an exercise that has its own")
    private String exercise = "";

    @Option(names = "--expose", description = ExposedPorts.DESCRIPTION)
    private boolean expose;

    @Option(names = "--seed", description = "what all chance in the lab comes from (default: chance)")
    private Long seed;

    @Override
    public Integer call() throws Exception {
        long drawn = seed == null ? ThreadLocalRandom.current().nextLong() : seed;
        try (Labs labs = Labsmith.passing();
                Lab lab = chapter == null ? plain(labs, drawn) : ofChapter(labs, drawn)) {
            return RealTerminal.isThere() ? new TerminalLogin(lab).run() : new ScriptLogin(lab).run();
        }
    }

    private Lab plain(Labs labs, long drawn) throws Refusal {
        return Lab.fresh(labs, new Plan(named(base), World.ALONE, drawn, exposed()));
    }

    private Lab ofChapter(Labs labs, long drawn) throws Refusal, IOException {
        Chapter wanted;
        try {
            wanted = Course.load(CourseFiles.bundled()).chapters().stream()
                    .filter(it -> it.id().equals(chapter))
                    .findFirst()
                    .orElseThrow(() -> new Refusal("there is no chapter " + chapter));
        } catch (InvalidCourseException e) {
            throw new Refusal("the course cannot be read: " + e.getMessage());
        }
        Workplace place = Workplace.of(wanted, exercise)
                .orElseThrow(() -> new Refusal(
                        "no exercise " + exercise + " of " + chapter + " has a host of its own; leave --exercise out"));
        Lab lab = Lab.fresh(labs, new Plan(named(place.start()), World.LAN, drawn, exposed()));
        for (String command : Desk.setup(place, drawn)) {
            Script done = Script.run(lab, "root", command, java.time.Duration.ofSeconds(20));
            if (done.status() != 0) {
                lab.close();
                throw new Refusal("the chapter's setup fails at: " + command);
            }
        }
        return lab;
    }

    private Map<Integer, Integer> exposed() {
        return expose ? ExposedPorts.ALL : Map.of();
    }

    private static Base named(String name) throws Refusal {
        return Base.named(name)
                .orElseThrow(() -> new Refusal("there is no base " + name + "; there are " + List.of(Base.values())));
    }
}
