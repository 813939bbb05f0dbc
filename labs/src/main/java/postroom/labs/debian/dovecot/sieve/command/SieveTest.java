package postroom.labs.debian.dovecot.sieve.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.dovecot.delivery.HostNames;
import postroom.labs.debian.dovecot.delivery.Letter;
import postroom.labs.debian.dovecot.sieve.filter.Binary;
import postroom.labs.debian.dovecot.sieve.run.Interpreter;
import postroom.labs.debian.dovecot.sieve.run.Result;
import postroom.labs.debian.dovecot.sieve.run.RunException;
import postroom.labs.debian.dovecot.sieve.run.Subject;
import postroom.labs.debian.dovecot.sieve.script.Script;
import postroom.labs.debian.dovecot.storage.NetworkText;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/** {@code sieve-test(1)}: shows what a script would do with a message, and does nothing of it. */
final class SieveTest implements Program {
    private static final Getopt OPTIONS = new Getopt("+a:c:Cd:Def:l:m:P:r:s:t:T:x:");
    private static final List<String> MISSING = List.of("d", "e", "s", "t");
    private static final String USAGE = """
            Usage: sieve-test [-a <orig-recipient-address] [-c <config-file>]
                              [-C] [-D] [-d <dump-filename>] [-e]
                              [-f <envelope-sender>] [-l <mail-location>]
                              [-m <default-mailbox>] [-P <plugin>]
                              [-r <recipient-address>] [-s <script-file>]
                              [-t <trace-file>] [-T <trace-option>] [-x <extensions>]
                              <script-file> <mail-file>
            """;

    @Override
    public int run(Process process) throws IOException {
        Tool tool = new Tool(process, "sieve-test", USAGE);
        Getopt.Parsed call;
        try {
            call = OPTIONS.parse(process.argv());
        } catch (UsageException e) {
            process.err().println(e.getMessage());
            return tool.usage("Unknown argument: ?");
        }
        List<String> operands = call.operands();
        if (operands.isEmpty()) {
            return tool.usage("Missing <script-file> argument");
        }
        if (operands.size() == 1) {
            return tool.usage("Missing <mail-file> argument");
        }
        if (operands.size() > 2) {
            return tool.usage("Unknown argument: " + operands.get(2));
        }
        for (String each : MISSING) {
            if (call.has(each)) {
                return tool.fatal("the lab's sieve-test has no -" + each);
            }
        }
        Optional<String> text = tool.read(operands.get(0));
        Optional<Script> script = text.isEmpty() ? Optional.empty() : tool.compile(operands.get(0), text.get());
        if (script.isEmpty()) {
            return tool.fatal("failed to compile sieve script");
        }
        try {
            Binary.save(process.files(), Binary.path(operands.get(0)), text.get());
        } catch (ErrnoException readOnly) {
            tool.say(
                    "Error",
                    "sieve: binary " + tool.absolute(Binary.path(operands.get(0))) + ": save: "
                            + readOnly.errno().text());
        }
        byte[] content;
        try {
            content = operands.get(1).equals("-")
                    ? process.in().readAllBytes()
                    : process.files().readAll(operands.get(1));
        } catch (ErrnoException e) {
            String file = tool.absolute(operands.get(1));
            return tool.fatal("Can't open delivery mail as raw (file=" + file + "): Mailbox doesn't exist: " + file);
        }
        return test(process, tool, script.get(), letter(process, call, content));
    }

    private static Letter letter(Process process, Getopt.Parsed call, byte[] content) {
        String text = new String(NetworkText.toFile(content), ISO_8859_1);
        byte[] message =
                (text.startsWith("From ") ? text.substring(text.indexOf('\n') + 1) : text).getBytes(ISO_8859_1);
        Letter bare = new Letter(message, "", false, "", "");
        String own = process.host().accounts().userName(process.who().uid()) + "@" + HostNames.full(process.host());
        String sender = call.value("f", bare.header("Return-Path").orElse(own)).replaceAll("[<>\\s]", "");
        String recipient = call.value("r", own);
        return new Letter(message, sender, true, recipient, call.value("a", recipient));
    }

    private static int test(Process process, Tool tool, Script script, Letter letter) throws IOException {
        Result result = new Result();
        // Without a mail location there is an INBOX and nothing else
        Subject subject = new Subject(
                letter, Set.of("INBOX")::contains, process.host().clock().instant(), script.name());
        try {
            Interpreter.run(script, subject, result);
        } catch (RunException e) {
            process.err().println(script.name() + ": line " + e.line() + ": error: " + e.getMessage());
            tool.say("Info", "final result: failed; resolved with successful implicit keep");
            return 1;
        }
        process.out().print(Report.of(result));
        process.out().flush();
        tool.say("Info", "final result: success");
        return 0;
    }
}
