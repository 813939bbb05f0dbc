package postroom.labs.shell.syntax;

import java.util.List;
import java.util.Optional;

/** The syntax tree of bash. Source: bash(1), SHELL GRAMMAR. {@code line} counts from 1, for {@code $LINENO}. */
public sealed interface Command {

    /** {@code name=value… word… redirection…}; at least one of them. */
    record Simple(List<Assignment> assignments, List<Word> words, List<Redirection> redirections, int line)
            implements Command {}

    /** {@code [time] [!] command | command…}; a single stage only when negated or timed. */
    record Pipeline(List<Command> stages, boolean negated, Timing timing) implements Command {}

    /** Whether a pipeline is timed, and how the times are printed. */
    enum Timing {
        NONE,
        BASH,
        POSIX
    }

    /** {@code first && second}. */
    record And(Command left, Command right) implements Command {}

    /** {@code first || second}. */
    record Or(Command left, Command right) implements Command {}

    /** Commands one after the other. */
    record Sequence(List<Item> items) implements Command {}

    /** One command of a list, and whether {@code &} ends it. */
    record Item(Command command, boolean background) {}

    /** <code>{ list; }</code>. */
    record Group(Command body) implements Command {}

    /** {@code ( list )}. */
    record Subshell(Command body) implements Command {}

    /** {@code if … then … elif … else … fi}. */
    record If(List<Branch> branches, Optional<Command> otherwise) implements Command {}

    /** A condition and what is done when it holds. */
    record Branch(Command condition, Command body) {}

    /** {@code for name in words}; without {@code in} the positional parameters. */
    record For(String name, Optional<List<Word>> words, Command body, int line) implements Command {}

    /** {@code select name in words}. */
    record Select(String name, Optional<List<Word>> words, Command body, int line) implements Command {}

    /** {@code for ((start; test; step))}. */
    record ForArithmetic(Word start, Word test, Word step, Command body, int line) implements Command {}

    /** {@code while} or {@code until}. */
    record Loop(Command condition, Command body, boolean until) implements Command {}

    /** {@code case subject in …}. */
    record Case(Word subject, List<Clause> clauses, int line) implements Command {}

    /** One branch of a {@code case}. */
    record Clause(List<Word> patterns, Optional<Command> body, Terminator terminator) {}

    /** How a branch of a {@code case} ends. */
    enum Terminator {
        BREAK(";;"),
        FALL_THROUGH(";&"),
        TEST_NEXT(";;&");

        private final String text;

        Terminator(String text) {
            this.text = text;
        }

        /** As it is written. */
        public String text() {
            return text;
        }
    }

    /** {@code name () body}. */
    record Function(String name, Command body, int line) implements Command {}

    /** {@code [[ expression ]]}. */
    record Conditional(Condition expression, int line) implements Command {}

    /** {@code (( expression ))}. */
    record Arithmetic(Word expression, int line) implements Command {}

    /** {@code coproc [name] command}. */
    record Coprocess(String name, Command body, int line) implements Command {}

    /** A compound command with redirections. */
    record Redirected(Command body, List<Redirection> redirections) implements Command {}
}
