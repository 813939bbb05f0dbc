package postroom.labs.debian.exim;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.image.ImageResources;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/**
 * {@code exim4(8)}, and the names under which it stands in for sendmail: takes a message from standard input, or does what
 * an option says. Looking at the queue and at other people's messages is for root alone.
 */
final class EximCommand implements Program {
    private static final String TEXTS = "packages/exim4-daemon-light/usage/";

    @Override
    public int run(Process process) throws IOException {
        EximOptions options = EximOptions.of(process);
        if (options.fault() != null) {
            process.err().println(options.fault());
            return 1;
        }
        Configuration configuration;
        try {
            configuration = Configuration.read(process.host());
        } catch (ErrnoException missing) {
            String text = "non-existent configuration file(s): /etc/exim4/exim4.conf:" + Configuration.FILE;
            process.err().println(new Log(process.host()).now() + " " + text);
            return 1;
        }
        boolean admin = process.realUid() == 0;
        return switch (options.mode()) {
            case "V" -> version(process);
            case "t" -> new AddressTest(process, configuration, false).run(options.arguments());
            case "v" -> new AddressTest(process, configuration, true).run(options.arguments());
            case "P" -> OptionList.show(process, configuration, options.arguments());
            case "p", "M", "q" ->
                admin || options.detail().equals("rm") ? new QueueCommand(process, options).run() : denied(process);
            case "i" -> 0;
            case "s" -> speak(process, configuration);
            case "d" -> admin ? daemon(process) : denied(process);
            default -> message(process, configuration, options);
        };
    }

    private static int denied(Process process) throws IOException {
        process.err().println("exim: permission denied");
        return 1;
    }

    private static int version(Process process) throws IOException {
        process.out().print(ImageResources.required(TEXTS + "version"));
        return 0;
    }

    private static int daemon(Process process) throws IOException {
        process.await(java.util.concurrent.CompletableFuture.runAsync(
                () -> {
                    try {
                        EximDaemon.start(process.host());
                    } catch (ErrnoException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                process.host().serial()));
        return EximDaemon.on(process.host()).isPresent() ? 0 : 1;
    }

    /** SMTP on standard input and output ({@code -bs}). */
    private static int speak(Process process, Configuration configuration) throws IOException {
        SmtpDialogue dialogue = SmtpDialogue.withUser(process, configuration);
        process.out().write(SmtpDialogue.bytes(List.of(dialogue.greeting())));
        process.out().flush();
        while (!dialogue.ended()) {
            String line = line(process.in());
            if (line == null) {
                process.out()
                        .write(SmtpDialogue.bytes(
                                List.of("421 " + configuration.primaryHostname() + " lost input connection")));
                return 1;
            }
            process.step();
            process.out().write(SmtpDialogue.bytes(dialogue.line(line)));
            process.out().flush();
        }
        return 0;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                int end = line.length();
                return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
            }
            if (line.length() < (1 << 20)) {
                line.append((char) c);
            }
        }
        return line.isEmpty() ? null : line.toString();
    }

    private static int message(Process process, Configuration configuration, EximOptions options) throws IOException {
        if (options.arguments().isEmpty() && !options.fromHeader()) {
            process.err().print(ImageResources.required(TEXTS + "hint"));
            return 1;
        }
        List<String> lines = new ArrayList<>();
        long size = 0;
        for (String line = line(process.in()); line != null; line = line(process.in())) {
            process.step();
            if (line.equals(".") && !options.dotIsText()) {
                break;
            }
            size += line.length() + 1L;
            if (size <= configuration.sizeLimit()) {
                lines.add(line);
            }
        }
        if (size > configuration.sizeLimit()) {
            process.err().println("exim: message too big: read=" + size + " max=" + configuration.sizeLimit());
            return 1;
        }
        return new Submission(process, configuration, options).send(lines);
    }
}
