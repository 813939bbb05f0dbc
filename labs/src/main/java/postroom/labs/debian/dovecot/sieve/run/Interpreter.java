package postroom.labs.debian.dovecot.sieve.run;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.dovecot.sieve.script.MailboxAddress;
import postroom.labs.debian.dovecot.sieve.script.Script;
import postroom.labs.debian.dovecot.sieve.script.Statement;
import postroom.labs.debian.dovecot.sieve.syntax.Argument;

/** Runs a script over a message. */
public final class Interpreter {
    private static final long DAY = 86_400;
    private static final long DEFAULT_DAYS = 7;

    private final Script script;
    private final Subject subject;
    private final Result result;
    private final Variables variables;
    private final Tests tests;
    private final Map<String, List<String>> flags = new HashMap<>();
    private boolean stopped;

    private Interpreter(Script script, Subject subject, Result result) {
        this.script = script;
        this.subject = subject;
        this.result = result;
        this.variables = new Variables(script.extensions());
        this.tests = new Tests(subject, variables, (test, named) -> flags(named ? test.string(0) : ""));
    }

    /** Adds to a result what a script wants. @return whether it said {@code stop} */
    public static boolean run(Script script, Subject subject, Result result) throws RunException {
        Interpreter run = new Interpreter(script, subject, result);
        run.block(script.commands());
        return run.stopped;
    }

    private void block(List<Statement> commands) throws RunException {
        boolean taken = false;
        for (Statement each : commands) {
            boolean branch = switch (each.name()) {
                case "if" -> true;
                case "elsif", "else" -> !taken;
                default -> false;
            };
            if (branch) {
                taken = each.tests().isEmpty() || tests.holds(each.tests().get(0));
                if (taken) {
                    block(each.block());
                }
            } else {
                command(each);
            }
            if (stopped) {
                return;
            }
        }
    }

    private void command(Statement each) throws RunException {
        switch (each.name()) {
            case "stop" -> stopped = true;
            case "keep" -> add(new Action.Store(each.line(), "INBOX", true, false, false, flagsFor(each)), true);
            case "fileinto" -> fileinto(each);
            case "discard" -> add(new Action.Discard(each.line()), true);
            case "redirect" -> redirect(each);
            case "reject" -> add(new Action.Reject(each.line(), expand(each, 0)), true);
            case "vacation" -> add(vacation(each), false);
            case "set" -> variables.set(each.string(0), modified(each, expand(each, 1)));
            case "setflag", "addflag", "removeflag" -> flagCommand(each);
            default -> {} // the branches of an if that was taken
        }
    }

    private void add(Action action, boolean cancelsKeep) throws RunException {
        result.add(action, cancelsKeep, subject.script());
    }

    private String expand(Statement each, int index) {
        return variables.expand(each.string(index));
    }

    private void fileinto(Statement each) throws RunException {
        String name = expand(each, 0);
        String mailbox = name.equalsIgnoreCase("INBOX") ? "INBOX" : name;
        boolean copy = each.has("copy");
        add(new Action.Store(each.line(), mailbox, false, copy, each.has("create"), flagsFor(each)), !copy);
    }

    private void redirect(Statement each) throws RunException {
        String address = expand(each, 0);
        Optional<String> fault = MailboxAddress.fault(address);
        if (fault.isPresent()) {
            throw new RunException(
                    each.line(), "specified redirect address '" + address + "' is invalid: " + fault.get() + ".");
        }
        add(new Action.Redirect(each.line(), MailboxAddress.bare(address), each.has("copy")), !each.has("copy"));
    }

    private Action vacation(Statement each) {
        long days = each.tags().get("days") instanceof Argument.Number it ? it.value() : DEFAULT_DAYS;
        long bounded = Long.compareUnsigned(days, 36_500) > 0 ? 36_500 : Math.max(1, days);
        return new Action.Vacation(
                each.line(),
                expand(each, 0),
                bounded * DAY,
                each.string("subject").map(variables::expand),
                each.string("from").map(variables::expand),
                each.string("handle").map(variables::expand),
                each.strings("addresses").orElse(List.of()).stream()
                        .map(variables::expand)
                        .toList(),
                each.has("mime"));
    }

    private static String modified(Statement each, String value) {
        String out = value;
        if (each.has("lower")) {
            out = out.toLowerCase(Locale.ROOT);
        } else if (each.has("upper")) {
            out = out.toUpperCase(Locale.ROOT);
        }
        if (!out.isEmpty() && (each.has("lowerfirst") || each.has("upperfirst"))) {
            String first = out.substring(0, 1);
            out = (each.has("lowerfirst") ? first.toLowerCase(Locale.ROOT) : first.toUpperCase(Locale.ROOT))
                    + out.substring(1);
        }
        if (each.has("quotewildcard")) {
            out = out.replaceAll("[*?\\\\]", "\\\\$0");
        }
        return each.has("length") ? Integer.toString(out.codePointCount(0, out.length())) : out;
    }

    private List<String> flags(String variable) {
        if (variable.isEmpty()) {
            return flags.getOrDefault("", List.of());
        }
        return Flags.of(List.of(variables.get(variable)));
    }

    private List<String> flagsFor(Statement each) {
        return each.strings("flags")
                .map(it -> Flags.of(it.stream().map(variables::expand).toList()))
                .orElseGet(() -> flags(""));
    }

    private void flagCommand(Statement each) {
        boolean named = each.arguments().size() > 1;
        String variable = named ? each.string(0) : "";
        List<String> given =
                each.strings(named ? 1 : 0).stream().map(variables::expand).toList();
        List<String> old = flags(variable);
        List<String> now = switch (each.name()) {
            case "addflag" -> Flags.plus(old, given);
            case "removeflag" -> Flags.minus(old, given);
            default -> Flags.of(given);
        };
        if (named) {
            variables.set(variable, String.join(" ", now));
        } else {
            flags.put("", now);
        }
    }
}
