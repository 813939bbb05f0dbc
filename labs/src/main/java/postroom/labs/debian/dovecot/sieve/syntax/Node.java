package postroom.labs.debian.dovecot.sieve.syntax;

import java.util.List;

/**
 * A command or test as it was written.
 *
 * @param tests that it is about
 * @param testList whether those stand in parentheses
 * @param block its commands; null if it has no braces
 */
public record Node(
        String identifier, int line, List<Argument> arguments, List<Node> tests, boolean testList, List<Node> block) {}
