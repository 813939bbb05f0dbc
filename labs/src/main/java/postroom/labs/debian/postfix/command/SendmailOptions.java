package postroom.labs.debian.postfix.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.host.Process;

/** The options of {@code sendmail(1)}: those that mean something here, and those that are only taken. */
final class SendmailOptions {
    private static final String LETTERS = "A:B:C:F:GIL:N:O:R:UV:X:b:ce:f:h:imno:p:r:q::tvx";

    /** What the program is to do: {@code m} mail, {@code p} list, {@code i} aliases, {@code s} SMTP, {@code q} flush. */
    char mode = 'm';

    /** {@code -f} or {@code -r}; null if not given. */
    String sender;

    /** {@code -F}; null if not given. */
    String fullName;

    String encoding = "";
    String envelopeId = "";
    String queueArgument = "";
    int notifyFlags;
    int returnFlags;
    int trace;
    boolean fromHeaders;
    boolean dotIsText;
    final List<String> recipients = new ArrayList<>();

    static SendmailOptions parse(Process process, Tool tool) throws IOException {
        SendmailOptions all = new SendmailOptions();
        if (process.name().equals("mailq")) {
            all.mode = 'p';
        } else if (process.name().equals("newaliases")) {
            all.mode = 'i';
        }
        Fatal usage = new Fatal("usage: " + process.name() + " [options]", SendmailCommand.TEMPORARY);
        for (Tool.Option option : options(process, tool, usage)) {
            all.take(option, tool);
        }
        return all;
    }

    /** The real program reads its options twice, and complains twice. */
    private static List<Tool.Option> options(Process process, Tool tool, Fatal usage) throws IOException {
        try {
            return tool.options(process.arguments(), LETTERS, usage);
        } catch (Fatal fatal) {
            return tool.options(process.arguments(), LETTERS, usage);
        }
    }

    private void take(Tool.Option option, Tool tool) {
        String value = option.value();
        switch (option.letter()) {
            case 0 -> recipients.add(value);
            case 'b' -> mode(value);
            case 'f', 'r' -> sender = value;
            case 'F' -> fullName = value;
            case 't' -> fromHeaders = true;
            case 'i' -> dotIsText = true;
            case 'I' -> mode = 'i';
            case 'v' -> trace = trace == 0 ? 1 << 10 : trace;
            case 'V' -> envelopeId = value;
            case 'N' -> dsn(value, tool);
            case 'R' -> ret(value, tool);
            case 'B' -> {
                if (!value.equalsIgnoreCase("8BITMIME") && !value.equalsIgnoreCase("7BIT")) {
                    throw new Fatal("-B option needs 8BITMIME or 7BIT", SendmailCommand.TEMPORARY);
                }
                encoding = value.equalsIgnoreCase("8BITMIME") ? "8bit" : "7bit";
            }
            case 'X' -> throw new Fatal("unsupported: -X" + value, SendmailCommand.TEMPORARY);
            case 'C' ->
                configuration(value.endsWith("/main.cf") ? value.substring(0, value.length() - 8) : value, tool);
            case 'q' -> {
                if (value.startsWith("S") || value.startsWith("A")) {
                    throw new Fatal("-q" + value.charAt(0) + " is not implemented", SendmailCommand.TEMPORARY);
                }
                mode = 'q';
                queueArgument = value;
            }
            case 'o' -> {
                switch (value.isEmpty() ? ' ' : value.charAt(0)) {
                    case 'i' -> dotIsText = true;
                    case '7' -> encoding = "7bit";
                    case '8' -> encoding = "8bit";
                    default -> {
                        // Options of the old sendmail that mean nothing to Postfix
                    }
                }
            }
            default -> {
                // Taken for the sake of programs that give them
            }
        }
    }

    /** Another configuration must be one that main.cf names, as {@code mail_conf_checkdir()} has it. */
    private static void configuration(String directory, Tool tool) {
        String known = tool.main().raw("alternate_config_directories").orElse("") + " "
                + tool.main().raw("multi_instance_directories").orElse("");
        if (!directory.equals(tool.directory()) && !Parameters.words(known).contains(directory)) {
            tool.report(Msg.Severity.ERROR, "unauthorized configuration directory name: " + directory);
            throw new Fatal(
                    "specify \"alternate_config_directories = " + directory + "\" or \"multi_instance_directories = "
                            + directory + "\" in " + tool.directory() + "/main.cf",
                    SendmailCommand.TEMPORARY);
        }
        tool.directory(directory);
    }

    private void mode(String value) {
        char wanted = value.isEmpty() ? ' ' : value.charAt(0);
        switch (wanted) {
            case 'm', 'p', 'i', 's', 'd', 'l', 'h', 'H' -> mode = wanted;
            case 'v' -> {
                mode = 'm';
                trace = 1 << 9;
            }
            default -> throw new Fatal("unsupported: -b" + value, SendmailCommand.TEMPORARY);
        }
    }

    private void dsn(String value, Tool tool) {
        int flags = 0;
        for (String word : value.split(",")) {
            Optional<Integer> flag = switch (word.strip().toUpperCase(Locale.ROOT)) {
                case "NEVER" -> Optional.of(QueuedRecipient.NEVER);
                case "SUCCESS" -> Optional.of(QueuedRecipient.SUCCESS);
                case "DELAY" -> Optional.of(QueuedRecipient.DELAY);
                case "FAILURE" -> Optional.of(QueuedRecipient.FAILURE);
                default -> Optional.empty();
            };
            if (flag.isEmpty()) {
                tool.warning("unknown DSN NOTIFY command value \"" + word + "\" in \"" + value + "\"");
                tool.warning("bad -N option value -- ignored");
                return;
            }
            flags |= flag.get();
        }
        notifyFlags = flags;
    }

    private void ret(String value, Tool tool) {
        switch (value.toLowerCase(Locale.ROOT)) {
            case "full" -> returnFlags = 1;
            case "hdrs" -> returnFlags = 2;
            default -> tool.warning("bad -R option value -- ignored");
        }
    }
}
