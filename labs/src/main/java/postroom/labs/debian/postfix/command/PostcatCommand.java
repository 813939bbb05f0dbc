package postroom.labs.debian.postfix.command;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.queue.QueueId;
import postroom.labs.debian.postfix.queue.QueueRecord;
import postroom.labs.debian.postfix.queue.RecordReader;
import postroom.labs.debian.postfix.queue.RecordType;
import postroom.labs.debian.postfix.queue.Spool;
import postroom.labs.debian.postfix.service.MailDate;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/** {@code postcat(1)}: shows queue files. */
final class PostcatCommand implements Program {
    private static final String USAGE = "usage: postcat [-b (body text)] [-c config_dir] [-d (decimal record type)] [-e"
            + " (envelope records)] [-h (header text)] [-q (access queue)] [-v] [file(s)...]";
    private static final Map<Character, String> NAMES = Map.ofEntries(
            Map.entry(RecordType.SIZE, "message_size"),
            Map.entry(RecordType.TIME, "message_arrival_time"),
            Map.entry(RecordType.FULL, "sender_fullname"),
            Map.entry(RecordType.FROM, "sender"),
            Map.entry(RecordType.ATTR, "named_attribute"),
            Map.entry(RecordType.ORIGINAL_RCPT, "original_recipient"),
            Map.entry(RecordType.RCPT, "recipient"),
            Map.entry(RecordType.DONE, "done_recipient"),
            Map.entry(RecordType.FILTER, "content_filter"),
            Map.entry(RecordType.REDIRECT, "redirect_to"),
            Map.entry(RecordType.WARN, "warning_message_time"));

    @Override
    public int run(Process process) throws IOException {
        return new Tool(process, "postcat", null, false).run(tool -> run(process, tool));
    }

    /** What is to be shown. */
    private record Wanted(boolean envelope, boolean header, boolean body, boolean offsets, boolean verbose) {}

    private static int run(Process process, Tool tool) throws IOException {
        String letters = "";
        boolean queue = false;
        List<String> files = new ArrayList<>();
        for (Tool.Option option : tool.options(process.arguments(), "bc:dehoqv", new Fatal(USAGE))) {
            switch (option.letter()) {
                case 'c' -> tool.directory(option.value());
                case 'q' -> queue = true;
                case 0 -> files.add(option.value());
                default -> letters += option.letter();
            }
        }
        boolean some = letters.matches(".*[ehb].*");
        Wanted wanted = new Wanted(
                !some || letters.contains("e"),
                !some || letters.contains("h"),
                !some || letters.contains("b"),
                letters.contains("o"),
                letters.contains("v"));
        Parameters parameters = tool.parameters();
        for (String each : files) {
            show(process, tool, parameters, each, queue, wanted);
        }
        if (files.isEmpty()) {
            show(tool, "stdin", process.in().readAllBytes(), wanted);
        }
        return 0;
    }

    private static void show(
            Process process, Tool tool, Parameters parameters, String name, boolean queue, Wanted wanted)
            throws IOException {
        if (!queue) {
            try {
                show(tool, name, process.files().readAll(name), wanted);
            } catch (ErrnoException e) {
                throw new Fatal("open " + name + ": " + e.getMessage());
            }
            return;
        }
        Spool all = Service.spool(process.host(), parameters);
        Spool spool = new Spool(process.files(), all.directory(), all.hashed(), all.depth());
        if (!QueueId.valid(name)) {
            throw new Fatal("bad mail queue ID: " + name);
        }
        Optional<ErrnoException> denied = Optional.empty();
        for (String each : List.of("active", "deferred", "hold", "incoming", "maildrop", "corrupt")) {
            try {
                byte[] bytes = spool.read(each, name);
                show(tool, spool.path(each, name).substring(all.directory().length() + 1), bytes, wanted);
                return;
            } catch (ErrnoException e) {
                denied = Optional.of(e);
            }
        }
        throw new Fatal("open queue file " + name + ": " + denied.orElseThrow().getMessage());
    }

    private static void show(Tool tool, String path, byte[] bytes, Wanted wanted) throws IOException {
        RecordReader reader = new RecordReader(bytes);
        QueueRecord first = bytes.length == 0 ? null : peek(bytes);
        if (first == null) {
            if (bytes.length > 0) {
                tool.warning(path + ": input is not a valid queue file");
            }
            return;
        }
        if (wanted.envelope) {
            tool.print("*** ENVELOPE RECORDS " + path + " ***");
        }
        int part = 0;
        StringBuilder partial = new StringBuilder();
        for (QueueRecord record = reader.next(); record != null; record = reader.next()) {
            char type = record.type();
            if (type == RecordType.MESSAGE && part == 0) {
                part = 1;
                if (wanted.envelope && (wanted.header || wanted.body)) {
                    tool.print("*** MESSAGE CONTENTS " + path + " ***");
                }
            } else if (type == RecordType.EXTRA) {
                part = 3;
                if (wanted.envelope) {
                    tool.print("*** HEADER EXTRACTED " + path + " ***");
                }
            } else if (type == RecordType.END) {
                if (wanted.envelope) {
                    tool.print("*** MESSAGE FILE END " + path + " ***");
                }
                return;
            } else if (part == 1 || part == 2) {
                partial.append(record.data());
                if (type == RecordType.NORM) {
                    part = text(tool, part, record, partial.toString(), wanted);
                    partial.setLength(0);
                }
            } else if (wanted.envelope) {
                envelope(tool, record, wanted);
            }
        }
    }

    private static QueueRecord peek(byte[] bytes) {
        try {
            QueueRecord record = new RecordReader(bytes).next();
            return record != null && (record.type() == RecordType.SIZE || record.type() == RecordType.TIME)
                    ? record
                    : null;
        } catch (IOException damaged) {
            return null;
        }
    }

    /** Prints a line of the content; gives the part that the next one belongs to: 1 header, 2 body. */
    private static int text(Tool tool, int part, QueueRecord record, String line, Wanted wanted) throws IOException {
        boolean ends = part == 1 && line.isEmpty();
        boolean shown = part == 1 && !ends ? wanted.header : part == 2 ? wanted.body : wanted.header && wanted.body;
        if (shown) {
            tool.print(offset(record, wanted) + (wanted.verbose ? "regular_text: " : "") + line);
        }
        return ends ? 2 : part;
    }

    private static String offset(QueueRecord record, Wanted wanted) {
        return wanted.offsets ? String.format("%9d ", record.offset()) : "";
    }

    private static void envelope(Tool tool, QueueRecord record, Wanted wanted) throws IOException {
        String name = NAMES.getOrDefault(record.type(), "unknown_record_type");
        String value = record.data();
        if (record.type() == RecordType.TIME) {
            value = time(value.split(" ")[0]);
        } else if (record.type() == RecordType.ATTR && value.startsWith("create_time=")) {
            name = "create_time";
            value = time(value.substring(12));
        }
        tool.print(offset(record, wanted) + name + ": " + value);
    }

    private static String time(String seconds) {
        return seconds.matches("[0-9]{1,12}")
                ? MailDate.ctime(Instant.ofEpochSecond(Long.parseLong(seconds)))
                : seconds;
    }
}
