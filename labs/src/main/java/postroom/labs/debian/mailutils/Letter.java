package postroom.labs.debian.mailutils;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import postroom.labs.fs.Open;
import postroom.labs.host.Process;
import postroom.labs.host.Resolver;
import postroom.labs.io.BytesInput;

/** A message in the making: header fields in the order in which they were set, and a body. Goes out by sendmail(1). */
final class Letter {
    static final String VERSION = "3.15";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss +0000", Locale.ROOT);

    private final Process process;
    private final List<String[]> fields = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private String from;

    Letter(Process process) {
        this.process = process;
    }

    void set(String name, String value) {
        for (String[] field : fields) {
            if (field[0].equalsIgnoreCase(name)) {
                field[1] = value;
                return;
            }
        }
        add(name, value);
    }

    void add(String name, String value) {
        fields.add(new String[] {name, value});
    }

    String get(String name) {
        for (String[] field : fields) {
            if (field[0].equalsIgnoreCase(name)) {
                return field[1];
            }
        }
        return null;
    }

    void from(String address) {
        from = address;
    }

    StringBuilder body() {
        return body;
    }

    /** The header as it is written, addresses not yet completed. */
    String header() {
        StringBuilder text = new StringBuilder();
        for (String[] field : fields) {
            text.append(field[0]).append(": ").append(field[1]).append('\n');
        }
        return text.toString();
    }

    /** Every address of To, Cc and Bcc. */
    List<String> recipients() {
        List<String> all = new ArrayList<>();
        for (String name : List.of("To", "Cc", "Bcc")) {
            String value = get(name);
            if (value != null) {
                for (String each : value.split(",")) {
                    if (!each.isBlank()) {
                        all.add(each.strip());
                    }
                }
            }
        }
        return all;
    }

    /** An address that mail can make nothing of, or null. */
    String malformed() {
        for (String each : recipients()) {
            if (each.replaceAll("^[^<]*<|>.*$", "").matches(".*@.*@.*|.*@|@.*")) {
                return each;
            }
        }
        return null;
    }

    /** Hands it to sendmail; false if that fails. */
    boolean send() throws IOException {
        String domain = domain();
        StringBuilder text = new StringBuilder();
        for (String[] field : fields) {
            boolean addresses = List.of("to", "cc").contains(field[0].toLowerCase(Locale.ROOT));
            if (!field[0].equalsIgnoreCase("Bcc")) {
                text.append(field[0])
                        .append(": ")
                        .append(addresses ? completed(field[1], domain) : field[1])
                        .append('\n');
            }
        }
        text.append("User-Agent: mail (GNU Mailutils ").append(VERSION).append(")\n");
        text.append("Date: ")
                .append(DATE.format(process.host().clock().instant().atZone(ZoneOffset.UTC)))
                .append("\n\n")
                .append(body);
        String sender =
                from == null ? process.host().accounts().userName(process.who().uid()) + "@" + domain : from;
        List<String> argv = new ArrayList<>(List.of("sendmail", "-oi", "-f", sender));
        argv.addAll(recipients());
        return sendmail(argv, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private boolean sendmail(List<String> argv, byte[] message) throws IOException {
        Process child = process.fork();
        child.fd(0, new BytesInput(message));
        child.fd(1, child.open("/dev/null", EnumSet.of(Open.WRITE), 0));
        child.fd(2, child.open("/dev/null", EnumSet.of(Open.WRITE), 0));
        child.start(it -> it.exec("/usr/sbin/sendmail", argv));
        return process.waitFor(child, false).shellStatus() == 0;
    }

    private String completed(String list, String domain) {
        List<String> all = new ArrayList<>();
        for (String each : list.split(",")) {
            String address = each.strip();
            all.add(address.contains("@") || address.isEmpty() ? address : address + "@" + domain);
        }
        return String.join(",", all);
    }

    private String domain() {
        List<String> names = new Resolver(process).aliases(process.host().name());
        return names.isEmpty() ? process.host().name() : names.get(0);
    }
}
