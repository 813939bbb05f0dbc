package postroom.labs.course.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import postroom.labs.course.text.Template;
import postroom.labs.course.yaml.Fields;
import postroom.labs.course.yaml.YamlValue;

/**
 * {@code transaction: {from: a@b, to: [c@d, e@f], reply: 250}}: one envelope had this sender, at least these accepted
 * recipients and this reply to its message (any 2xx unless told). {@code only: true}: no other recipient was accepted.
 * {@code at}, {@code by} and {@code port} say between whom, see {@link Parties}. An address without a domain fits any domain. {@code refused} lists recipients that were turned down.
 */
public record TransactionSeen(
        Optional<Template> from,
        List<Template> to,
        List<Template> refused,
        boolean only,
        ReplyPattern reply,
        Parties parties)
        implements Check {
    private static final ReplyPattern ACCEPTED = new ReplyPattern("2xx");

    public TransactionSeen {
        to = List.copyOf(to);
        refused = List.copyOf(refused);
    }

    @Override
    public boolean holds(Sight sight) {
        return sight.sessions().stream()
                .filter(parties::fit)
                .flatMap(session -> Transaction.of(session).stream())
                .anyMatch(transaction -> fits(transaction, sight));
    }

    private boolean fits(Transaction transaction, Sight sight) {
        return reply.matches(Integer.toString(transaction.code()))
                && from.map(address -> isAddress(sight.fill(address), transaction.sender()))
                        .orElse(true)
                && to.stream().allMatch(address -> among(transaction.accepted(), address, sight))
                && refused.stream().allMatch(address -> among(transaction.refused(), address, sight))
                && (!only || transaction.accepted().size() == to.size());
    }

    private static boolean among(List<String> addresses, Template wanted, Sight sight) {
        return addresses.stream().anyMatch(address -> isAddress(sight.fill(wanted), address));
    }

    /** Whether the address is the wanted one; a wanted local part alone fits that local part at any domain. */
    static boolean isAddress(String wanted, String address) {
        String found = address.toLowerCase(Locale.ROOT);
        String want = wanted.toLowerCase(Locale.ROOT);
        return found.equals(want) || (want.indexOf('@') < 0 && found.startsWith(want + "@"));
    }

    @Override
    public Set<Watch> watches(Function<Template, String> fill) {
        return Set.of(new Watch.Wire());
    }

    @Override
    public Stream<Template> templates() {
        return Stream.of(from.stream(), to.stream(), refused.stream()).flatMap(Function.identity());
    }

    static Check read(YamlValue value) {
        Fields fields = value.fields();
        Check check = new TransactionSeen(
                fields.optional("from").flatMap(Template::read),
                addresses(fields.optional("to")),
                addresses(fields.optional("refused")),
                fields.optional("only").flatMap(YamlValue::flag).orElse(false),
                fields.optional("reply")
                        .flatMap(code -> ReplyPattern.read(code, Protocol.SMTP))
                        .orElse(ACCEPTED),
                Parties.read(fields));
        fields.end();
        return check;
    }

    private static List<Template> addresses(Optional<YamlValue> value) {
        return value.stream()
                .flatMap(list -> list.itemsOrSelf().stream())
                .flatMap(item -> Template.read(item).stream())
                .toList();
    }
}
