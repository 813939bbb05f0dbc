package postroom.labs.course.run;

import postroom.labs.course.check.Watch;
import postroom.server.wire.WireEvent;

/** Something that happened in a lab and may make a task true, or false. */
public sealed interface Stir {

    /** A file changed, appeared or went. */
    record PathChanged(String path) implements Stir {}

    /**
     * A daemon started, ended or read its configuration; a port was opened or closed.
     *
     * @param then what was so right after
     */
    record ServicesChanged(Services then) implements Stir {}

    /** Something was seen on the wire. */
    record OnWire(WireEvent event) implements Stir {}

    /** A command that the student gave at a prompt has ended. */
    record CommandEnded() implements Stir {}

    /** Whether the student's step ends with it: a command at the prompt, or a session. The moment to say what was missed. */
    default boolean endsAStep() {
        return this instanceof CommandEnded
                || (this instanceof OnWire wire && wire.event() instanceof WireEvent.Closed);
    }

    /** Whether a check with that watch must be looked at again. */
    default boolean touches(Watch watch) {
        if (this instanceof PathChanged changed && watch instanceof Watch.Path watched) {
            return isAtOrBelow(changed.path(), watched.path()) || isAtOrBelow(watched.path(), changed.path());
        }
        return (this instanceof ServicesChanged && watch instanceof Watch.Services)
                || (this instanceof OnWire && watch instanceof Watch.Wire);
    }

    private static boolean isAtOrBelow(String path, String folder) {
        return path.equals(folder) || path.startsWith(folder.endsWith("/") ? folder : folder + "/");
    }
}
