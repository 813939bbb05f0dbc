package postroom.labs.debian.dovecot.sieve.script;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.dovecot.sieve.syntax.Complaints;
import postroom.labs.debian.dovecot.sieve.syntax.Node;
import postroom.labs.debian.dovecot.sieve.syntax.Parser;

/**
 * A script that can be run.
 *
 * @param name as messages have it: that of its file, without {@code .sieve}
 */
public record Script(String name, List<Statement> commands, Set<String> extensions) {

    /** Compiles a script. @return empty if there is an error among the complaints */
    public static Optional<Script> compile(String name, String text, Complaints complaints) {
        List<Node> nodes = Parser.parse(text, complaints);
        if (complaints.failed()) {
            complaints.error(0, "parse failed.");
            return Optional.empty();
        }
        Validator validator = new Validator(complaints);
        List<Statement> commands = validator.validate(nodes);
        if (complaints.failed()) {
            complaints.error(0, "validation failed.");
            return Optional.empty();
        }
        return Optional.of(new Script(name, commands, validator.extensions()));
    }

    /** What messages call the script of a file. */
    public static String nameOf(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return file.endsWith(".sieve") && file.length() > 6 ? file.substring(0, file.length() - 6) : file;
    }
}
