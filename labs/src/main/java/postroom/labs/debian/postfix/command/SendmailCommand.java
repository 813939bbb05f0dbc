package postroom.labs.debian.postfix.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.address.HeaderAddresses;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.queue.RecordType;
import postroom.labs.debian.postfix.queue.RecordWriter;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/**
 * {@code sendmail(1)}, under that name and as {@code mailq} and {@code newaliases}: takes a message from standard input,
 * and stands in for the other commands that programs know by these names.
 */
final class SendmailCommand implements Program {
    /** {@code EX_TEMPFAIL}: what every fatal error of it gives. */
    static final int TEMPORARY = 75;

    private static final Set<String> RECIPIENT_HEADERS = Set.of("to", "cc", "bcc");
    private static final Set<String> RESENT_HEADERS = Set.of("resent-to", "resent-cc", "resent-bcc");

    @Override
    public int run(Process process) throws IOException {
        Tool tool = Tool.logging(process, process.name());
        return tool.run(it -> {
            try {
                return run(process, it);
            } catch (Fatal fatal) {
                throw new Fatal(fatal.getMessage(), TEMPORARY);
            }
        });
    }

    private static int run(Process process, Tool tool) throws IOException {
        SendmailOptions options = SendmailOptions.parse(process, tool);
        Parameters parameters = tool.parameters();
        switch (options.mode) {
            case 'p':
                if (!options.recipients.isEmpty()) {
                    throw new Fatal("display queue mode requires no recipient");
                }
                return process.exec(parameters.get("command_directory") + "/postqueue", List.of("postqueue", "-p"));
            case 'i':
                return aliases(process, parameters);
            case 'q':
                if (!options.recipients.isEmpty()) {
                    throw new Fatal("flush queue mode requires no recipient");
                }
                return flush(process, parameters, options.queueArgument);
            case 'd', 'l', 'h', 'H':
                return 0;
            default:
                break;
        }
        new Message(process, tool, parameters, options).send();
        return 0;
    }

    private static int aliases(Process process, Parameters parameters) throws IOException {
        List<String> argv = new ArrayList<>(List.of("postalias"));
        argv.addAll(parameters.list("alias_database"));
        return argv.size() == 1 ? 0 : process.exec(parameters.get("command_directory") + "/postalias", argv);
    }

    private static int flush(Process process, Parameters parameters, String argument) throws IOException {
        List<String> argv = new ArrayList<>(List.of("postqueue"));
        if (argument.startsWith("R")) {
            argv.addAll(List.of("-s", argument.substring(1)));
        } else if (argument.startsWith("I")) {
            argv.addAll(List.of("-i", argument.substring(1)));
        } else if (argument.isEmpty() || !Character.isDigit(argument.charAt(0))) {
            argv.add("-f");
        } else {
            return 0;
        }
        return process.exec(parameters.get("command_directory") + "/postqueue", argv);
    }

    /** A message on its way from standard input into the maildrop queue. */
    private static final class Message {
        private final Process process;
        private final Tool tool;
        private final Parameters parameters;
        private final SendmailOptions options;
        private final String who;
        private final RecordWriter content = new RecordWriter();
        private final List<String> found = new ArrayList<>();
        private final List<String> resent = new ArrayList<>();
        private boolean hasResent;

        Message(Process process, Tool tool, Parameters parameters, SendmailOptions options) {
            this.process = process;
            this.tool = tool;
            this.parameters = parameters;
            this.options = options;
            this.who = process.host().accounts().userName(process.realUid()) + "(" + process.realUid() + "): ";
        }

        void send() throws IOException {
            if (options.trace == 1 << 8 && !options.fromHeaders) {
                probe();
            } else {
                read();
            }
            // it looks only now, as the real one does: until then a lone `sendmail` waits for a message
            if (options.recipients.isEmpty() && !options.fromHeaders) {
                throw new Fatal(who + "Recipient addresses must be specified on the command line or via the -t option");
            }
            if (options.fromHeaders) {
                found.addAll(hasResent ? resent : List.of());
                if (found.isEmpty() && options.recipients.isEmpty()) {
                    throw new Fatal(who + "No recipient addresses found in message header");
                }
            }
            long limit = parameters.number("message_size_limit");
            if (limit > 0 && content.size() > limit) {
                throw new Fatal(who + "message file too big");
            }
            try {
                new Postdrop(process, parameters).store(records());
            } catch (ErrnoException e) {
                tool.warning("mail_queue_enter: create file maildrop: " + e.getMessage());
                throw new Fatal(
                        who + "unable to execute " + parameters.get("command_directory") + "/postdrop -r: Success");
            }
            if (options.trace != 0) {
                tool.print("Mail Delivery Status Report will be mailed to <" + sender() + ">.");
            }
        }

        private String sender() {
            return options.sender != null
                    ? malformed(options.sender)
                    : process.host().accounts().userName(process.realUid());
        }

        private String malformed(String typed) {
            List<String> parsed = new HeaderAddresses(typed.equals("<>") ? "" : typed).addresses();
            if (parsed.size() > 1) {
                tool.warning("-f option specified malformed sender: " + typed);
                return parsed.get(0);
            }
            return parsed.isEmpty() ? "" : parsed.get(0);
        }

        /** {@code -F}, the environment's NAME, or the account's full name. */
        private String fullName() {
            if (options.fullName != null) {
                return options.fullName;
            }
            String name = process.environment().get("NAME");
            if (name != null) {
                return Text.fromUnicode(name);
            }
            return process.host()
                    .accounts()
                    .user(process.realUid())
                    .map(Accounts.User::gecos)
                    .map(gecos -> Text.fromUnicode(gecos.replaceAll(",.*", "")))
                    .orElse("");
        }

        private void probe() {
            List<String> shown =
                    options.recipients.stream().map(Address::external).toList();
            content.put(RecordType.NORM, "From: " + Address.external(sender()));
            content.put(RecordType.NORM, "Subject: probe");
            content.put(RecordType.NORM, "To: " + String.join(", ", shown));
            content.put(RecordType.NORM, "");
        }

        private void read() throws IOException {
            Lines lines = new Lines(process.in());
            boolean header = true;
            boolean first = true;
            StringBuilder current = new StringBuilder();
            for (String line = lines.next(); line != null; line = lines.next()) {
                process.step();
                if (!options.dotIsText && line.equals(".")) {
                    break;
                }
                if (first && line.startsWith("From ")) {
                    continue;
                }
                first = false;
                if (header) {
                    boolean continues = !line.isEmpty() && Character.isWhitespace(line.charAt(0));
                    if (continues) {
                        current.append('\n').append(line);
                    } else {
                        header(current.toString());
                        current.setLength(0);
                        current.append(line);
                        header = line.matches("[!-9;-~]+[ \t]*:.*");
                    }
                }
                content.put(RecordType.NORM, line);
                if (content.size() > (64 << 20)) {
                    throw new Fatal(who + "message file too big");
                }
            }
            header(current.toString());
        }

        private void header(String text) {
            int colon = text.indexOf(':');
            if (!options.fromHeaders || colon < 0) {
                return;
            }
            String name = text.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            List<String> addresses = new HeaderAddresses(text.substring(colon + 1)).addresses();
            if (RESENT_HEADERS.contains(name)) {
                hasResent = true;
                resent.addAll(addresses);
            } else if (RECIPIENT_HEADERS.contains(name)) {
                found.addAll(addresses);
            }
        }

        private byte[] records() {
            java.time.Instant now = process.host().clock().instant();
            RecordWriter out = new RecordWriter();
            out.put(RecordType.TIME, now.getEpochSecond() + " " + now.getNano() / 1000);
            out.attribute("rewrite_context", "local");
            if (!options.envelopeId.isEmpty()) {
                out.attribute("envelope_id", options.envelopeId);
            }
            if (options.returnFlags != 0) {
                out.attribute("ret_flags", Integer.toString(options.returnFlags));
            }
            if (options.trace != 0) {
                out.attribute("trace_flags", Integer.toString(options.trace));
            }
            if (!options.encoding.isEmpty()) {
                out.attribute("encoding", options.encoding);
            }
            out.put(RecordType.FULL, fullName());
            out.put(RecordType.FROM, sender());
            for (String argument : options.recipients) {
                List<String> parsed = new HeaderAddresses(argument).addresses();
                recipients(out, parsed.isEmpty() ? List.of("") : parsed);
            }
            out.put(RecordType.MESSAGE, "");
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(out.bytes());
            all.writeBytes(content.bytes());
            RecordWriter tail = new RecordWriter().put(RecordType.EXTRA, "");
            if (options.fromHeaders) {
                recipients(tail, hasResent ? resent : found);
            }
            all.writeBytes(tail.put(RecordType.END, "").bytes());
            return all.toByteArray();
        }

        private void recipients(RecordWriter out, List<String> addresses) {
            for (String each : addresses) {
                if (options.notifyFlags != 0) {
                    out.attribute("notify_flags", Integer.toString(options.notifyFlags));
                }
                out.put(RecordType.RCPT, each);
            }
        }
    }

    /** Standard input line by line; a carriage return before the line's end is dropped. */
    private static final class Lines {
        private final InputStream in;
        private final byte[] buffer = new byte[4096];
        private int position;
        private int limit;

        Lines(InputStream in) {
            this.in = in;
        }

        String next() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream(80);
            while (true) {
                if (position == limit) {
                    limit = Math.max(0, in.read(buffer));
                    position = 0;
                    if (limit == 0) {
                        return line.size() == 0 ? null : text(line);
                    }
                }
                byte next = buffer[position++];
                if (next == '\n') {
                    return text(line);
                }
                line.write(next);
            }
        }

        private static String text(ByteArrayOutputStream line) {
            String text = Text.of(line.toByteArray());
            return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        }
    }
}
