package postroom.labs.debian.dovecot.sieve.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.debian.dovecot.sieve.script.Statement;
import postroom.labs.debian.dovecot.sieve.syntax.Argument;
import postroom.labs.debian.dovecot.storage.NetworkText;
import postroom.server.message.Address;
import postroom.server.message.EncodedWords;
import postroom.server.message.Header;

/** The tests. */
final class Tests {
    private final Subject subject;
    private final Variables variables;
    private final Header header;
    private final FlagLists flags;

    /** Where the lists of flags are. */
    @FunctionalInterface
    interface FlagLists {
        List<String> of(Statement command, boolean named);
    }

    Tests(Subject subject, Variables variables, FlagLists flags) {
        this.subject = subject;
        this.variables = variables;
        this.flags = flags;
        this.header = Header.of(subject.letter().content());
    }

    boolean holds(Statement test) {
        return switch (test.name()) {
            case "true" -> true;
            case "not" -> !holds(test.tests().get(0));
            case "anyof" -> test.tests().stream().anyMatch(this::holds);
            case "allof" -> test.tests().stream().allMatch(this::holds);
            case "exists" ->
                expanded(test.strings(0)).stream()
                        .allMatch(it -> !header.all(it).isEmpty());
            case "size" -> size(test);
            case "header" -> compare(test, headers(test), test.strings(1));
            case "address" -> compare(test, addresses(test), test.strings(1));
            case "envelope" -> compare(test, envelope(test), test.strings(1));
            case "string" -> compare(test, strings(test), test.strings(1));
            case "body" -> compare(test, Bodies.of(subject.letter().content(), test), test.strings(0));
            case "mailboxexists" -> expanded(test.strings(0)).stream().allMatch(subject.mailboxes());
            case "hasflag" -> {
                boolean named = test.arguments().size() > 1;
                yield compare(test, flags.of(test, named), test.strings(named ? 1 : 0));
            }
            case "date" -> date(test);
            case "currentdate" -> compare(test, part(test, now(), 0), test.strings(1));
            default -> false;
        };
    }

    private List<String> expanded(List<String> texts) {
        return texts.stream().map(variables::expand).toList();
    }

    private boolean compare(Statement test, List<String> values, List<String> keys) {
        return new Comparison(test, variables).any(values, expanded(keys));
    }

    private boolean size(Statement test) {
        long limit = ((Argument.Number) test.arguments().get(0)).value();
        long size = NetworkText.length(subject.letter().content());
        int order = Long.compareUnsigned(size, limit);
        return test.has("over") ? order > 0 : order < 0;
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(ISO_8859_1), UTF_8);
    }

    private List<String> headers(Statement test) {
        List<String> out = new ArrayList<>();
        for (String name : expanded(test.strings(0))) {
            header.all(name).forEach(it -> out.add(EncodedWords.decode(utf8(it)).strip()));
        }
        return out;
    }

    private List<String> strings(Statement test) {
        List<String> values = expanded(test.strings(0));
        return test.has("count") ? values.stream().filter(it -> !it.isEmpty()).toList() : values;
    }

    private List<String> addresses(Statement test) {
        List<String> out = new ArrayList<>();
        for (String name : expanded(test.strings(0))) {
            for (String value : header.all(name)) {
                for (Address each : Address.parse(value)) {
                    if (each.mailbox() != null && each.domain() != null) {
                        part(test, each.mailbox() + "@" + each.domain()).ifPresent(out::add);
                    }
                }
            }
        }
        return out;
    }

    private List<String> envelope(Statement test) {
        List<String> out = new ArrayList<>();
        for (String part : expanded(test.strings(0))) {
            switch (part.toLowerCase(Locale.ROOT)) {
                case "from" -> part(test, subject.letter().sender()).ifPresent(out::add);
                case "to" -> part(test, subject.letter().original()).ifPresent(out::add);
                default -> {} // "auth": nobody logs in here
            }
        }
        return out;
    }

    /** The part of an address that a test is about; empty if it has none. */
    private static Optional<String> part(Statement test, String address) {
        int at = address.lastIndexOf('@');
        String local = at < 0 ? address : address.substring(0, at);
        int plus = local.indexOf('+');
        if (test.has("localpart")) {
            return Optional.of(local);
        }
        if (test.has("domain")) {
            return at < 0 ? Optional.empty() : Optional.of(address.substring(at + 1));
        }
        if (test.has("user")) {
            return Optional.of(plus < 0 ? local : local.substring(0, plus));
        }
        if (test.has("detail")) {
            return plus < 0 ? Optional.empty() : Optional.of(local.substring(plus + 1));
        }
        return Optional.of(address);
    }

    private OffsetDateTime now() {
        Instant now = subject.now();
        return now.atOffset(ZoneOffset.UTC);
    }

    private boolean date(Statement test) {
        Optional<OffsetDateTime> date =
                header.first(variables.expand(test.string(0))).flatMap(Dates::parse);
        return compare(test, date.map(it -> part(test, it, 1)).orElse(List.of()), test.strings(2));
    }

    private List<String> part(Statement test, OffsetDateTime date, int argument) {
        ZoneOffset zone = test.has("originalzone")
                ? date.getOffset()
                : test.string("zone")
                        .map(variables::expand)
                        .flatMap(Dates::zone)
                        .orElse(ZoneOffset.UTC);
        return Dates.part(date.withOffsetSameInstant(zone), variables.expand(test.string(argument)))
                .map(List::of)
                .orElse(List.of());
    }
}
