package postroom.labs.debian.mailutils;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.debian.gnu.Text;
import postroom.labs.fs.Open;
import postroom.labs.host.Process;
import postroom.labs.io.BytesInput;

/** A letter in the making, and how it is sent. */
final class Outgoing {
    /** The release of mailutils. */
    static final String VERSION = "3.15";

    private static final List<String> ADDRESSES = List.of("To", "Cc", "Bcc");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx", Locale.ROOT);

    private final Session session;
    private final List<Attachment> attachments;
    private final List<String> files = new ArrayList<>();
    private Header header = new Header();
    private boolean alternative;

    /** A letter that cannot be sent. */
    static final class Unsent extends Exception {
        private static final long serialVersionUID = 1L;

        Unsent(String message) {
            super(message);
        }
    }

    Outgoing(Session session) {
        this.session = session;
        this.attachments = new ArrayList<>(session.drafts().attachments());
        this.alternative = session.drafts().isAlternative();
        session.drafts().headers().forEach(it -> it.into(header));
    }

    Header header() {
        return header;
    }

    void header(Header other) {
        header = other;
    }

    List<Attachment> attachments() {
        return attachments;
    }

    /** Files and commands that get the letter, too. */
    List<String> files() {
        return files;
    }

    boolean isAlternative() {
        return alternative;
    }

    void alternative(boolean on) {
        alternative = on;
    }

    /** Adds to an address field what was typed; the first is kept as it is. */
    void add(String field, String typed) {
        Optional<String> before = header.get(field).filter(it -> !it.isEmpty());
        if (typed.isEmpty()) {
            return;
        }
        if (before.isEmpty()) {
            header.set(field, typed);
            return;
        }
        try {
            List<Address> list = new ArrayList<>();
            Address.unite(list, inDomain(Address.list(before.get())));
            Address.unite(list, inDomain(Address.list(typed)));
            header.set(field, Address.printable(list));
        } catch (Address.Malformed asItWas) {
            // the field stays as it is, and the command says nothing
        }
    }

    /** The same for addresses that have been read. */
    void addAddresses(String field, List<Address> addresses) {
        if (!addresses.isEmpty()) {
            List<Address> list = new ArrayList<>(
                    inDomain(Address.listOrNone(header.get(field).orElse(""))));
            Address.unite(list, addresses);
            header.set(field, Address.printable(list));
        }
    }

    private List<Address> inDomain(List<Address> addresses) {
        return addresses.stream().map(it -> it.in(session.domain())).toList();
    }

    /** Puts the names of aliases apart and gathers the fields of the same name; a field that cannot be read is left out. */
    void expandAliases() throws IOException {
        Header next = new Header();
        for (Header.Field each : header.fields()) {
            Optional<String> name = ADDRESSES.stream().filter(each::is).findFirst();
            if (name.isEmpty()) {
                next.fields().add(each);
                continue;
            }
            try {
                List<Address> list =
                        new ArrayList<>(Address.listOrNone(next.get(name.get()).orElse("")));
                for (Address address : Address.list(each.value())) {
                    Optional<String> group = address.domain().isEmpty()
                            ? session.aliases()
                                    .expand(address.local(), session.variables().isTrue("recursivealiases"))
                            : Optional.empty();
                    Address.unite(list, group.isPresent() ? Address.list(group.get()) : List.of(address));
                }
                next.set(name.get(), Address.printable(list));
            } catch (Address.Malformed e) {
                session.complain("Cannot parse address `" + Header.unfold(each.value()) + "': " + e.getMessage());
            }
        }
        header = next;
    }

    /** Everybody who gets it. */
    List<String> recipients() {
        List<String> all = new ArrayList<>();
        for (String field : ADDRESSES) {
            Address.listOrNone(header.get(field).orElse("")).forEach(it -> all.add(it.email()));
        }
        return all;
    }

    /** The day and time of now, as a letter's {@code Date:} has it. */
    String date() {
        return DATE.format(session.process().host().clock().instant().atZone(ZoneOffset.UTC));
    }

    /** Hands it to the mailer. */
    void send(String text) throws IOException, Unsent {
        Optional<String> mailer = session.variables().text("sendmail");
        if (mailer.isEmpty()) {
            session.complain("Variable sendmail not set: no mailer");
            throw new Unsent("Function not implemented");
        }
        if (mailer.get().startsWith("/")) {
            pipe(mailer.get(), text);
            return;
        }
        if (!mailer.get().startsWith("sendmail:")) {
            session.complain("Cannot create mailer: Malformed or unsupported mailer URL");
            throw new Unsent("Malformed or unsupported mailer URL");
        }
        String sender = session.variables().text("return-address").orElse(session.email());
        try {
            sender = Address.list(sender).get(0).in(session.domain()).email();
        } catch (Address.Malformed e) {
            session.complain("invalid return address: " + e.getMessage());
            throw new Unsent(e.getMessage());
        }
        List<String> argv = List.of("sendmail", "-oi", "-f", sender, "-t");
        String program = mailer.get().substring("sendmail:".length()).replaceFirst("^//", "");
        if (mail(program, argv, text) != 0) {
            throw new Unsent("Process exited with a non-zero status");
        }
    }

    private int mail(String program, List<String> argv, String text) throws IOException {
        Process child = session.process().fork();
        child.fd(0, new BytesInput(Text.bytes(text)));
        child.fd(1, child.open("/dev/null", EnumSet.of(Open.WRITE), 0));
        child.fd(2, child.open("/dev/null", EnumSet.of(Open.WRITE), 0));
        child.start(it -> it.exec(program, argv));
        return session.process().waitFor(child, false).shellStatus();
    }

    /** Gives it to a command of the shell. */
    void pipe(String command, String text) throws IOException, Unsent {
        int status = session.shell(command, Text.bytes(text));
        if (status != 0) {
            String why = status == 127 ? "Cannot execute" : "Process exited with a non-zero status";
            session.complain("Sending data to " + command + " failed: " + why);
            throw new Unsent(why);
        }
    }
}
