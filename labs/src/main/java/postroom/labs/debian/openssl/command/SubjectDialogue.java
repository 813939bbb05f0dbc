package postroom.labs.debian.openssl.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.x500.X500Name;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.asn1.Objects;
import postroom.labs.debian.openssl.conf.Conf;
import postroom.labs.debian.openssl.x509.Names;

/** Asks for the subject and the attributes of a request as the configuration says, or takes them from it. */
final class SubjectDialogue {
    private static final int LONGEST_LINE = 1023;
    private static final String INTRODUCTION = """
            You are about to be asked to enter information that will be incorporated
            into your certificate request.
            What you are about to enter is what is called a Distinguished Name or a DN.
            There are quite a few fields but you can leave some blank
            For some fields there will be a default value,
            If you enter '.', the field will be left blank.
            -----
            """;

    private final App app;
    private final Conf conf;
    private final String section;
    private final boolean batch;
    private final Names names;
    private final List<Attribute> attributes = new ArrayList<>();

    SubjectDialogue(App app, Conf conf, String section, boolean batch, boolean utf8) {
        this.app = app;
        this.conf = conf;
        this.section = section;
        this.batch = batch;
        this.names = new Names(app, utf8);
    }

    List<Attribute> attributes() {
        return attributes;
    }

    /** The subject; ends, with errors on the stack, if there is none. */
    X500Name subject(boolean withAttributes) throws IOException, Quit {
        Optional<String> fields = part("distinguished_name");
        Optional<String> extra = part("attributes");
        boolean made = conf.value(section, "prompt").orElse("").equals("no")
                ? taken(fields, withAttributes ? extra : Optional.empty())
                : asked(fields, withAttributes ? extra : Optional.empty());
        if (!made) {
            throw app.fail("Error making certificate request");
        }
        return names.name();
    }

    private Optional<String> part(String name) throws IOException, Quit {
        Optional<String> found = conf.value(section, name);
        if (found.isPresent() && !conf.has(found.get())) {
            app.say("Unable to get '" + found.get() + "' section");
            throw app.fail("Error making certificate request");
        }
        return found;
    }

    /** A field without its number: {@code organizationName} of {@code 0.organizationName}. */
    private static String type(String field) {
        for (int i = 0; i < field.length(); i++) {
            if (":,.".indexOf(field.charAt(i)) >= 0) {
                return i + 1 < field.length() ? field.substring(i + 1) : field;
            }
        }
        return field;
    }

    private boolean taken(Optional<String> fields, Optional<String> extra) throws IOException {
        for (Map.Entry<String, String> each : fields.map(conf::entries).orElse(List.of())) {
            String type = type(each.getKey());
            boolean joined = type.startsWith("+");
            Optional<ASN1ObjectIdentifier> oid = Objects.find(joined ? type.substring(1) : type);
            if (oid.isEmpty()) {
                app.errors()
                        .push(
                                0x05800077,
                                "X509_NAME_ENTRY_create_by_txt",
                                "crypto/x509/x509name.c:252",
                                "name=" + type);
                return false;
            }
            if (!names.add(oid.get(), each.getValue(), joined)) {
                return false;
            }
        }
        if (names.isEmpty()) {
            app.say("Error: No objects specified in config file");
            return false;
        }
        for (Map.Entry<String, String> each : extra.map(conf::entries).orElse(List.of())) {
            Optional<ASN1ObjectIdentifier> oid = Objects.find(each.getKey());
            if (oid.isEmpty() || !attribute(oid.get(), each.getValue())) {
                return false;
            }
        }
        return true;
    }

    private boolean asked(Optional<String> fields, Optional<String> extra) throws IOException {
        if (!batch) {
            app.err().print(INTRODUCTION);
        }
        List<Map.Entry<String, String>> asked = fields.map(conf::entries).orElse(List.of());
        if (asked.isEmpty()) {
            app.say("No template, please set one up.");
            return false;
        }
        for (Map.Entry<String, String> each : asked) {
            if (!field(fields.get(), each, false)) {
                return false;
            }
        }
        if (names.isEmpty()) {
            app.say("Error: No objects specified in config file");
            return false;
        }
        List<Map.Entry<String, String>> more = extra.map(conf::entries).orElse(List.of());
        if (!more.isEmpty() && !batch) {
            app.err()
                    .print("\nPlease enter the following 'extra' attributes\n"
                            + "to be sent with your certificate request\n");
        }
        for (Map.Entry<String, String> each : more) {
            if (!field(extra.get(), each, true)) {
                return false;
            }
        }
        return true;
    }

    private boolean field(String part, Map.Entry<String, String> entry, boolean asAttribute) throws IOException {
        String key = entry.getKey();
        if (key.endsWith("_min") || key.endsWith("_max") || key.endsWith("_default") || key.endsWith("_value")) {
            return true;
        }
        String type = type(key);
        boolean joined = type.startsWith("+");
        Optional<ASN1ObjectIdentifier> oid = Objects.find(joined ? type.substring(1) : type);
        if (oid.isEmpty()) {
            return true;
        }
        Optional<Optional<String>> answer = ask(part, entry);
        if (answer.isEmpty()) {
            return false;
        }
        if (answer.get().isEmpty()) {
            return true;
        }
        String text = answer.get().get();
        return asAttribute ? attribute(oid.get(), text) : names.add(oid.get(), text, joined);
    }

    private boolean attribute(ASN1ObjectIdentifier oid, String text) throws IOException {
        Optional<ASN1Encodable> value = names.value(oid, text);
        if (value.isEmpty()) {
            app.say("Error adding attribute");
            return false;
        }
        attributes.add(new Attribute(oid, new DERSet(value.get())));
        return true;
    }

    private int number(String part, String name) {
        return conf.value(part, name)
                .filter(it -> it.matches("[0-9]{1,6}"))
                .map(Integer::parseInt)
                .orElse(-1);
    }

    /** What is entered; empty if the dialogue has failed, an empty answer if the field is left blank. */
    private Optional<Optional<String>> ask(String part, Map.Entry<String, String> entry) throws IOException {
        String preset = conf.value(part, entry.getKey() + "_default").orElse("");
        Optional<String> fixed = conf.value(part, entry.getKey() + "_value");
        int min = number(part, entry.getKey() + "_min");
        int max = number(part, entry.getKey() + "_max");
        while (true) {
            if (!batch) {
                app.err().print(entry.getValue() + " [" + preset + "]:");
            }
            if (fixed.isPresent()) {
                app.say(fixed.get());
            }
            Optional<String> line = fixed.isPresent() ? fixed : batch ? Optional.of("") : line();
            if (line.isEmpty()) {
                return Optional.empty();
            }
            String text = line.get();
            if (text.isEmpty() && preset.isEmpty() || text.equals(".")) {
                return Optional.of(Optional.empty());
            }
            text = text.isEmpty() ? preset : text;
            if (fits(text, min, max)) {
                return Optional.of(Optional.of(text));
            }
            if (batch || fixed.isPresent()) {
                return Optional.empty();
            }
        }
    }

    private boolean fits(String text, int min, int max) throws IOException {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (min > 0 && length < min) {
            app.say("String too short, must be at least " + min + " bytes long");
            return false;
        }
        if (max >= 0 && length > max) {
            app.say("String too long, must be at most " + max + " bytes long");
            return false;
        }
        return true;
    }

    private Optional<String> line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] one = new byte[1];
        while (app.process().read(0, one, 0, 1) == 1) {
            if (one[0] == '\n') {
                return Optional.of(line.toString(StandardCharsets.UTF_8));
            }
            if (line.size() < LONGEST_LINE) {
                line.write(one[0]);
            }
        }
        if (line.size() > 0) {
            app.say("Missing newline at end of input");
        }
        return Optional.empty();
    }
}
