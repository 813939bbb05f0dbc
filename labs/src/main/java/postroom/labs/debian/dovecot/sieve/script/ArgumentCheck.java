package postroom.labs.debian.dovecot.sieve.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.dovecot.sieve.script.CommandSpec.Kind;
import postroom.labs.debian.dovecot.sieve.script.CommandSpec.Parameter;
import postroom.labs.debian.dovecot.sieve.script.CommandSpec.Tag;
import postroom.labs.debian.dovecot.sieve.syntax.Argument;
import postroom.labs.debian.dovecot.sieve.syntax.Complaints;
import postroom.labs.debian.dovecot.sieve.syntax.Node;

/** Sorts the arguments of a command into tags and positional ones, and checks their number and kinds. */
final class ArgumentCheck {
    private static final Set<String> RELATIONS = Set.of("gt", "ge", "lt", "le", "eq", "ne");

    private static final Set<String> COMPARATORS = Set.of("i;octet", "i;ascii-casemap");

    private final Complaints complaints;
    private final Set<String> extensions;
    private final Set<String> unknown = new HashSet<>();

    ArgumentCheck(Complaints complaints, Set<String> extensions) {
        this.complaints = complaints;
        this.extensions = extensions;
    }

    /** The first thing that is wrong. */
    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;
        final int line;

        Wrong(int line, String text) {
            super(text, null, false, false);
            this.line = line;
        }
    }

    /** The statement without its tests and block, if its arguments are right. */
    Optional<Statement> check(Node node, CommandSpec spec) {
        Map<String, Argument> tags = new HashMap<>();
        List<Argument> positional = new ArrayList<>();
        try {
            int at = tags(node, spec, tags);
            if (at < 0) {
                return Optional.empty();
            }
            for (Argument each : node.arguments().subList(at, node.arguments().size())) {
                if (each instanceof Argument.Tag tag) {
                    throw new Wrong(
                            tag.line(),
                            "encountered an unexpected tagged argument ':" + tag.name()
                                    + "' while validating positional arguments for the " + spec.described() + ".");
                }
                positional.add(each);
            }
            if (isFlagCommand(spec)) {
                flags(node, spec, positional);
            } else {
                kinds(node, spec, positional);
            }
        } catch (Wrong wrong) {
            complaints.error(wrong.line, wrong.getMessage());
            return Optional.empty();
        }
        return Optional.of(new Statement(spec.name(), node.line(), tags, positional, List.of(), List.of()));
    }

    /** Reads the tags; where the positional arguments begin, or -1 if a tag is unknown. */
    private int tags(Node node, CommandSpec spec, Map<String, Argument> out) throws Wrong {
        List<Argument> all = node.arguments();
        Set<String> groups = new HashSet<>();
        int at = 0;
        while (at < all.size() && all.get(at) instanceof Argument.Tag tag) {
            String name = tag.name().toLowerCase(Locale.ROOT);
            Tag known = spec.tags().get(name);
            if (known == null || !known.extension().isEmpty() && !extensions.contains(known.extension())) {
                if (unknown.add(spec.name() + " " + name)) {
                    complaints.error(
                            tag.line(),
                            "unknown tagged argument ':" + tag.name() + "' for the " + spec.described()
                                    + " (reported only once at first occurrence).");
                }
                return -1;
            }
            boolean again = known.group().isEmpty() ? out.containsKey(name) : !groups.add(known.group());
            if (again) {
                boolean named = known.group().contains("-");
                String what = named ? known.group() + " argument (:" + name + ")" : ":" + name + " argument";
                throw new Wrong(tag.line(), "encountered duplicate " + what + " for the " + spec.described() + ".");
            }
            at++;
            if (known.value() == null) {
                out.put(name, tag);
            } else {
                out.put(name, value(spec, tag, name, known.value(), at < all.size() ? all.get(at) : null));
                at++;
            }
        }
        return at;
    }

    private Argument value(CommandSpec spec, Argument.Tag tag, String name, Kind kind, Argument given) throws Wrong {
        if (name.equals("count") || name.equals("value")) {
            boolean fits = given instanceof Argument.Strings it
                    && !it.list()
                    && RELATIONS.contains(it.values().get(0));
            if (!fits) {
                String found = given == null
                        ? "none"
                        : given instanceof Argument.Strings it && !it.list()
                                ? "\"" + it.values().get(0) + "\""
                                : given.description();
                throw new Wrong(
                        tag.line(),
                        "the :" + name + " match-type requires a constant string argument being one of "
                                + "\"gt\", \"ge\", \"lt\", \"le\", \"eq\" or \"ne\", but " + found + " was found.");
            }
        } else if (given == null || given instanceof Argument.Tag || !isOf(kind, given)) {
            boolean none = given == null || given instanceof Argument.Tag;
            throw new Wrong(
                    tag.line(),
                    "the :" + name + " tag for the " + spec.described() + " requires " + kind.description
                            + " as parameter, but "
                            + (none ? "no parameters were found." : given.description() + " was found."));
        }
        if (name.equals("comparator") && given instanceof Argument.Strings it) {
            comparator(tag, it.values().get(0));
        }
        return given;
    }

    private void comparator(Argument.Tag tag, String name) throws Wrong {
        boolean numeric = name.equals("i;ascii-numeric") && extensions.contains("comparator-" + name);
        if (!COMPARATORS.contains(name) && !numeric) {
            throw new Wrong(tag.line(), "unknown comparator '" + name + "'.");
        }
    }

    private static boolean isOf(Kind kind, Argument given) {
        return switch (kind) {
            case STRING -> given instanceof Argument.Strings it && !it.list();
            case STRINGS -> given instanceof Argument.Strings;
            case NUMBER -> given instanceof Argument.Number;
        };
    }

    private static void kinds(Node node, CommandSpec spec, List<Argument> given) throws Wrong {
        int wanted = spec.parameters().size();
        if (given.size() != wanted) {
            throw new Wrong(
                    node.line(),
                    "the " + spec.described() + " requires " + wanted + " positional argument(s), but " + given.size()
                            + " is/are specified.");
        }
        for (int i = 0; i < wanted; i++) {
            Parameter parameter = spec.parameters().get(i);
            if (!isOf(parameter.kind(), given.get(i))) {
                throw new Wrong(
                        given.get(i).line(),
                        "the " + spec.described() + " expects " + parameter.kind().description + " as argument "
                                + (i + 1) + " (" + parameter.name() + "), but "
                                + given.get(i).description() + " was found.");
            }
        }
    }

    private static boolean isFlagCommand(CommandSpec spec) {
        return spec.name().endsWith("flag");
    }

    /** {@code setflag} and its kin take a list, or a variable's name and a list (RFC 5232 §3). */
    private void flags(Node node, CommandSpec spec, List<Argument> given) throws Wrong {
        if (given.isEmpty()) {
            throw new Wrong(
                    node.line(), "the " + spec.described() + " expects at least one argument, but none was found.");
        }
        if (!(given.get(0) instanceof Argument.Strings)) {
            throw new Wrong(
                    given.get(0).line(),
                    "the " + spec.described()
                            + " expects either a string (variable name) or a string-list (list of flags) as first"
                            + " argument, but " + given.get(0).description() + " was found.");
        }
        if (given.size() > 1 && !extensions.contains("variables")) {
            throw new Wrong(
                    given.get(0).line(),
                    "the " + spec.described()
                            + " only allows for the specification of a variable name when the variables extension is"
                            + " active.");
        }
        if (given.size() > 2 || given.size() == 2 && !(given.get(1) instanceof Argument.Strings)) {
            throw new Wrong(
                    node.line(),
                    "the " + spec.described() + " requires 2 positional argument(s), but " + given.size()
                            + " is/are specified.");
        }
    }
}
