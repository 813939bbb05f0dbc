package postroom.labs.debian.postfix.smtpd;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestHost;
import postroom.labs.debian.postfix.cleanup.Cleanup;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.MainCf;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.config.Surroundings;
import postroom.labs.debian.postfix.master.Configuration;
import postroom.labs.debian.postfix.queue.QueueMessage;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.verify.AddressVerifier;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;

/** What smtpd and cleanup make of configuration and envelope, beside what the real ones made of it. No socket is open. */
@Execution(ExecutionMode.SAME_THREAD)
class RecordedTableTest {
    private static final Pattern UNINTERESTING =
            Pattern.compile("^(connect|disconnect) from|: client=|: message-id=|: resent-message-id=|hold: DATA from");
    private static TestHost host;
    private static String mainCf;

    @BeforeAll
    static void startNameServer() throws IOException {
        host = new TestHost(Base.POSTFIX);
        mainCf = host.file("/etc/postfix/main.cf");
        write("/etc/dnsmasq.d/zone.conf", TableRow.resource("zone.conf"));
        assertThat(host.runAs("root", "dnsmasq", "-C", "/etc/dnsmasq.d/zone.conf")
                        .status())
                .isZero();
    }

    @AfterAll
    static void end() {
        host.close();
    }

    static List<TableRow> restrictions() {
        return TableRow.read("restrictions.table");
    }

    @ParameterizedTest
    @MethodSource
    void restrictions(TableRow row) throws IOException {
        judge(row);
    }

    static List<TableRow> rewriting() {
        return TableRow.read("rewriting.table");
    }

    @ParameterizedTest
    @MethodSource
    void rewriting(TableRow row) throws IOException {
        judge(row);
    }

    private static void write(String path, String text) throws IOException {
        FileAccess.root(host.host().disk()).writeAll(path, text.getBytes(ISO_8859_1));
    }

    private static void judge(TableRow row) throws IOException {
        prepare(row);
        List<String> log = new ArrayList<>();
        Msg msg = (severity, text) -> log.add(severity.prefix() + text);
        List<String> expected = new ArrayList<>();
        List<String> heard = new ArrayList<>();
        List<String> queue = List.of();
        Service service = service(row, msg);
        TableSession session = new TableSession(host.host(), row.client());
        String last = "";
        try {
            Smtpd.check(service);
            Client client = Client.of(session.client(), service);
            Cleanup cleanup = new Cleanup(service, id -> {});
            AddressVerifier verifier = new AddressVerifier(() -> service, () -> cleanup);
            Partners partners = new Partners(() -> cleanup, domain -> {}, verifier, (who, why) -> {});
            session.serve(new SmtpdSession(Runnable::run, service, session, client, partners), client);
            String greeting = session.connect();
            for (TableRow.Said said : row.session()) {
                String reply = said.command() == null ? greeting : session.say(said.command());
                String command = said.command() == null ? "" : said.command();
                expected.add(command + "\n< " + said.reply());
                heard.add(command + "\n< " + reply);
            }
            last = service.spool().list("hold").stream().findFirst().orElse("");
            queue = last.isEmpty() ? List.of() : records(service, last);
        } catch (Fatal fatal) {
            msg.report(Msg.Severity.FATAL, fatal.getMessage());
        }
        row.log().stream()
                .filter(line -> !UNINTERESTING.matcher(line).find())
                .map(RecordedTableTest::masked)
                .forEach(expected::add);
        log.stream()
                .filter(line -> !UNINTERESTING.matcher(line).find())
                .map(RecordedTableTest::masked)
                .forEach(heard::add);
        // Copies stand behind the message in the real file
        row.queue().stream().filter(RecordedTableTest::isEnvelope).forEach(expected::add);
        row.queue().stream().filter(line -> !isEnvelope(line)).forEach(expected::add);
        if (row.looksAtQueue()) {
            heard.addAll(queue);
        }
        assertThat(String.join("\n", heard)).isEqualTo(String.join("\n", expected));
    }

    /** Ids and dates differ by nature. */
    private static String masked(String line) {
        return line.replaceAll("\\b[0-9A-F]{8,12}:", "ID:")
                .replaceAll("\\bid [0-9A-F]{6,12}", "id ID")
                .replaceAll("[A-Z][a-z]{2}, [0-9]+ [A-Z][a-z]{2} [0-9: ]+[+]0000", "DATE");
    }

    private static boolean isEnvelope(String line) {
        return line.matches("(sender|original_recipient|recipient|redirect_to|content_filter): .*");
    }

    private static void prepare(TableRow row) throws IOException {
        FileAccess root = FileAccess.root(host.host().disk());
        for (String folder : List.of("incoming", "hold", "active")) {
            for (String name : names(root, "/var/spool/postfix/" + folder)) {
                root.unlink("/var/spool/postfix/" + folder + "/" + name);
            }
        }
        for (String name : names(root, "/etc/postfix")) {
            if (name.startsWith("t_")) {
                root.unlink("/etc/postfix/" + name);
            }
        }
        for (Map.Entry<String, String> file : row.files().entrySet()) {
            write(file.getKey(), file.getValue());
            Matcher made = Pattern.compile("(hash|btree):" + Pattern.quote(file.getKey()) + "\\b")
                    .matcher(String.join("\n", row.settings()));
            if (made.find()) {
                host.runAs("root", "postmap", made.group());
            }
        }
    }

    private static List<String> names(FileAccess files, String folder) throws IOException {
        return files.list(folder).stream().map(DirectoryEntry::name).toList();
    }

    private static Service service(TableRow row, Msg msg) {
        String text = mainCf + String.join("\n", row.settings()) + "\n";
        MainCf main = MainCf.parse("/etc/postfix/main.cf", text, Msg.SILENT);
        Surroundings world = Configuration.parameters(
                        host.host(), FileAccess.root(host.host().disk()), main, Map.of(), Msg.SILENT)
                .host();
        Map<String, String> options = Map.of("service_name", "smtp", "process_name", "smtpd", "stress", "");
        Parameters parameters = new Parameters(main, options, new OneMoreAddress(world), msg);
        return new Service(host.host(), "smtp", 1, parameters, msg);
    }

    private static List<String> records(Service service, String id) throws IOException {
        QueueMessage message = QueueMessage.parse(id, service.spool().read("hold", id));
        List<String> out = new ArrayList<>();
        out.add("sender: " + message.sender());
        for (QueuedRecipient each : message.waiting()) {
            out.add("original_recipient: " + each.original());
            out.add("recipient: " + each.address());
        }
        if (!message.filter().isEmpty()) {
            out.add("content_filter: " + message.filter());
        }
        boolean[] body = {false};
        message.content(line -> {
            body[0] |= line.isEmpty();
            if (!body[0] && !line.matches("(?i)(Received|Message-Id|Date):.*|\\s.*")) {
                out.add(line);
            }
        });
        return out;
    }
}
