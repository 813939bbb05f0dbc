package postroom.labs.debian.dovecot.sieve.script;

import static postroom.labs.debian.dovecot.sieve.script.CommandSpec.command;
import static postroom.labs.debian.dovecot.sieve.script.CommandSpec.test;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postroom.labs.debian.dovecot.sieve.script.CommandSpec.Kind;
import postroom.labs.debian.dovecot.sieve.script.CommandSpec.Parameter;
import postroom.labs.debian.dovecot.sieve.script.CommandSpec.Tests;

/** All commands and tests, by name. */
final class Commands {
    private static final Parameter HEADERS = new Parameter(Kind.STRINGS, "header names");
    private static final Parameter KEYS = new Parameter(Kind.STRINGS, "key list");
    private static final Parameter REASON = new Parameter(Kind.STRING, "reason");
    private static final Parameter DATE_PART = new Parameter(Kind.STRING, "date part");
    /** Checked by hand: one or two arguments (RFC 5232 §3). */
    private static final Parameter FLAGS = new Parameter(Kind.STRINGS, "list of flags");

    private static final Map<String, CommandSpec> ALL = Stream.of(
                    command("require", "", new Parameter(Kind.STRINGS, "capabilities")),
                    command("if", "").with(Tests.ONE, true),
                    command("elsif", "").with(Tests.ONE, true),
                    command("else", "").with(Tests.NONE, true),
                    command("stop", ""),
                    command("keep", "").tag("flags", "imap4flags", Kind.STRINGS, ""),
                    command("discard", ""),
                    command("redirect", "", new Parameter(Kind.STRING, "address"))
                            .tag("copy", "copy", null, ""),
                    command("fileinto", "fileinto", new Parameter(Kind.STRING, "folder"))
                            .tag("copy", "copy", null, "")
                            .tag("create", "mailbox", null, "")
                            .tag("flags", "imap4flags", Kind.STRINGS, ""),
                    command("reject", "reject", REASON),
                    vacation(),
                    set(),
                    command("setflag", "imap4flags", FLAGS),
                    command("addflag", "imap4flags", FLAGS),
                    command("removeflag", "imap4flags", FLAGS),
                    test("hasflag", "imap4flags", FLAGS).matching(),
                    test("true", ""),
                    test("false", ""),
                    test("not", "").with(Tests.ONE, false),
                    test("anyof", "").with(Tests.LIST, false),
                    test("allof", "").with(Tests.LIST, false),
                    test("size", "", new Parameter(Kind.NUMBER, "limit"))
                            .tag("over", null)
                            .tag("under", null),
                    test("exists", "", HEADERS),
                    test("header", "", HEADERS, KEYS).matching(),
                    test("address", "", new Parameter(Kind.STRINGS, "header list"), KEYS)
                            .matching()
                            .addressing(),
                    test("envelope", "envelope", new Parameter(Kind.STRINGS, "envelope part"), KEYS)
                            .matching()
                            .addressing(),
                    test("string", "variables", new Parameter(Kind.STRINGS, "source"), KEYS)
                            .matching(),
                    test("mailboxexists", "mailbox", new Parameter(Kind.STRINGS, "mailbox-names")),
                    test("body", "body", KEYS)
                            .matching()
                            .tag("raw", "", null, "TRANSFORM")
                            .tag("text", "", null, "TRANSFORM")
                            .tag("content", "", Kind.STRINGS, "TRANSFORM"),
                    test("date", "date", new Parameter(Kind.STRING, "header name"), DATE_PART, KEYS)
                            .matching()
                            .tag("zone", "", Kind.STRING, "ZONE")
                            .tag("originalzone", "", null, "ZONE"),
                    test("currentdate", "date", DATE_PART, KEYS).matching().tag("zone", Kind.STRING))
            .collect(Collectors.toMap(CommandSpec::name, Function.identity()));

    private Commands() {}

    private static CommandSpec vacation() {
        return command("vacation", "vacation", REASON)
                .tag("days", Kind.NUMBER)
                .tag("subject", Kind.STRING)
                .tag("from", Kind.STRING)
                .tag("addresses", Kind.STRINGS)
                .tag("mime", null)
                .tag("handle", Kind.STRING);
    }

    private static CommandSpec set() {
        return command("set", "variables", new Parameter(Kind.STRING, "name"), new Parameter(Kind.STRING, "value"))
                .tag("lower", null)
                .tag("upper", null)
                .tag("lowerfirst", null)
                .tag("upperfirst", null)
                .tag("quotewildcard", null)
                .tag("length", null);
    }

    /** A command or test that a script may use. */
    static Optional<CommandSpec> find(String name, Set<String> extensions) {
        return Optional.ofNullable(ALL.get(name.toLowerCase(Locale.ROOT)))
                .filter(it -> it.extension().isEmpty() || extensions.contains(it.extension()));
    }
}
