package postroom.web.command;

import picocli.CommandLine.Command;

/** {@code postroom course}: what authors of a course need. */
@Command(
        name = "course",
        description = "For authors of a course (docs/AUTHORING.md).",
        subcommands = {CourseNewCommand.class, CourseCheckCommand.class, CoursePreviewCommand.class},
        mixinStandardHelpOptions = true)
public final class CourseCommand {}
