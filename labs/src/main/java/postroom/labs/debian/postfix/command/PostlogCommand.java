package postroom.labs.debian.postfix.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code postlog(1)}: writes a line to the mail log, and to the terminal if there is one. */
final class PostlogCommand implements Program {
    @Override
    public int run(Process process) throws IOException {
        return new Tool(process, "postlog", "postfix/postlog", true).run(tool -> run(process, tool));
    }

    private static int run(Process process, Tool tool) throws IOException {
        String severity = "info";
        String tag = "postlog";
        List<String> words = new ArrayList<>();
        Fatal usage = new Fatal("usage: postlog [-i] [-p priority] [-t tag] [-v] [text]");
        for (Tool.Option option : tool.options(process.arguments(), "c:ip:t:v", usage)) {
            switch (option.letter()) {
                case 'c' -> tool.directory(option.value());
                case 'p' -> severity = option.value();
                case 't' -> tag = option.value();
                case 0 -> words.add(option.value());
                default -> {
                    // The process id is logged anyway
                }
            }
        }
        Msg.Severity level = level(severity);
        Tool speaker = new Tool(process, tag, tag.equals("postlog") ? "postfix/postlog" : tag, true);
        if (!words.isEmpty()) {
            speaker.report(level, String.join(" ", words));
            return 0;
        }
        for (String line : new String(process.in().readAllBytes(), UTF_8).split("\n")) {
            speaker.report(level, line);
        }
        return 0;
    }

    private static Msg.Severity level(String name) {
        return switch (name.toLowerCase(java.util.Locale.ROOT)) {
            case "info" -> Msg.Severity.INFO;
            case "warn", "warning" -> Msg.Severity.WARNING;
            case "error", "err" -> Msg.Severity.ERROR;
            case "fatal", "crit" -> Msg.Severity.FATAL;
            case "panic" -> Msg.Severity.PANIC;
            default -> throw new Fatal("bad severity: \"" + name + "\"");
        };
    }
}
