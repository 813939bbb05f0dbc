package postroom.labs.debian.dovecot.sieve.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.dovecot.sieve.script.CommandSpec.Tests;
import postroom.labs.debian.dovecot.sieve.syntax.Argument;
import postroom.labs.debian.dovecot.sieve.syntax.Complaints;
import postroom.labs.debian.dovecot.sieve.syntax.Node;

/** Checks what was parsed: names, arguments, tests, blocks, order (Pigeonhole's {@code sieve-validator.c}). */
final class Validator {
    private final Complaints complaints;
    private final Set<String> extensions = new LinkedHashSet<>();
    private final Set<String> unknown = new HashSet<>();
    private final ArgumentCheck arguments;
    private final MeaningCheck meaning;

    Validator(Complaints complaints) {
        this.complaints = complaints;
        this.arguments = new ArgumentCheck(complaints, extensions);
        this.meaning = new MeaningCheck(complaints, extensions);
    }

    Set<String> extensions() {
        return Set.copyOf(extensions);
    }

    List<Statement> validate(List<Node> commands) {
        return block(commands, true);
    }

    private List<Statement> block(List<Node> commands, boolean top) {
        List<Statement> out = new ArrayList<>();
        boolean atStart = top;
        String before = "";
        for (Node each : commands) {
            String name = each.identifier().toLowerCase(Locale.ROOT);
            if (name.equals("require")) {
                require(each, atStart);
            } else {
                atStart = false;
                command(each, false, before).ifPresent(out::add);
            }
            before = name;
        }
        return out;
    }

    private Optional<Statement> command(Node node, boolean asTest, String before) {
        Optional<CommandSpec> found = Commands.find(node.identifier(), extensions);
        List<Statement> tests = List.of();
        if (found.isEmpty()) {
            if (unknown.add(node.identifier())) {
                complaints.error(
                        node.line(),
                        "unknown " + (asTest ? "test" : "command") + " '" + node.identifier()
                                + "' (only reported once at first occurrence).");
            }
            inner(node);
            return Optional.empty();
        }
        CommandSpec spec = found.get();
        if (spec.test() != asTest) {
            complaints.error(
                    node.line(),
                    "attempted to use " + spec.kind() + " '" + node.identifier() + "' as "
                            + (asTest ? "test" : "command") + ".");
            return Optional.empty();
        }
        Optional<Statement> checked = arguments.check(node, spec);
        boolean counted = tests(node, spec);
        boolean follows = spec.name().equals("elsif") || spec.name().equals("else");
        if (counted && follows && !before.equals("if") && !before.equals("elsif")) {
            complaints.error(node.line(), "the " + spec.described() + " must follow an if or elseif command.");
            return Optional.empty();
        }
        blockFits(node, spec);
        if (counted) {
            tests = innerTests(node);
        }
        List<Statement> block = node.block() == null ? List.of() : block(node.block(), false);
        checked.ifPresent(meaning::check);
        List<Statement> inner = tests;
        return checked.map(it -> new Statement(it.name(), it.line(), it.tags(), it.arguments(), inner, block));
    }

    private void inner(Node node) {
        innerTests(node);
        if (node.block() != null) {
            block(node.block(), false);
        }
    }

    private List<Statement> innerTests(Node node) {
        List<Statement> out = new ArrayList<>();
        for (Node each : node.tests()) {
            command(each, true, "").ifPresent(out::add);
        }
        return out;
    }

    private boolean tests(Node node, CommandSpec spec) {
        int count = node.tests().size();
        String what = "the " + spec.described();
        String fault = null;
        if (spec.tests() == Tests.NONE && count > 0) {
            fault = spurious(node, spec);
        } else if (spec.tests() == Tests.ONE && count == 0) {
            fault = what + " requires one sub-test, but none is specified.";
        } else if (spec.tests() == Tests.ONE && node.testList()) {
            fault = what + " requires one sub-test, but a list of tests is specified.";
        } else if (spec.tests() == Tests.LIST && count == 0) {
            fault = what + " requires a list of sub-tests, but none is specified.";
        } else if (spec.tests() == Tests.LIST && !node.testList()) {
            fault = what + " requires a list of sub-tests, but a single test is specified.";
        }
        if (fault != null) {
            complaints.error(node.line(), fault);
        }
        return fault == null;
    }

    /** What looks like a test is often the next command, or a tag without its colon. */
    private String spurious(Node node, CommandSpec spec) {
        String name = node.tests().get(0).identifier();
        Optional<CommandSpec> other = Commands.find(name, extensions);
        if (other.filter(CommandSpec::test).isPresent()) {
            return "the " + spec.described() + " accepts no sub-tests, but tests are specified.";
        }
        if (other.isEmpty() && spec.tags().containsKey(name.toLowerCase(Locale.ROOT))) {
            return "missing colon ':' before ':" + name + "' tag in " + spec.described() + ".";
        }
        return "missing semicolon ';' after " + spec.described() + ".";
    }

    private void blockFits(Node node, CommandSpec spec) {
        if (spec.block() && node.block() == null) {
            complaints.error(node.line(), "the " + spec.described() + " requires a command block, but it is missing.");
        } else if (!spec.block() && node.block() != null) {
            complaints.error(
                    node.line(),
                    "the " + spec.described() + " does not accept a command block, but one is specified anyway.");
        }
    }

    private void require(Node node, boolean atStart) {
        CommandSpec spec = Commands.find("require", extensions).orElseThrow();
        if (!atStart) {
            complaints.error(
                    node.line(), "require commands can only be placed at top level at the beginning of the file.");
            return;
        }
        if (node.arguments().size() != 1) {
            arguments.check(node, spec);
        } else if (node.arguments().get(0) instanceof Argument.Strings names) {
            for (String each : names.values()) {
                if (Extensions.ALL.contains(each)) {
                    extensions.add(each);
                } else {
                    complaints.error(node.line(), "require command: unknown Sieve capability `" + each + "'.");
                }
            }
        } else {
            complaints.error(
                    node.line(),
                    "the require command accepts a single string or string list argument, but "
                            + node.arguments().get(0).description() + " was found.");
        }
        tests(node, spec);
        blockFits(node, spec);
    }
}
