package postroom.server.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plays a recording's steps: of a student's shell it knows telnet to port 25, printf into nc, postconf -e, and how to
 * look at mail.log and a mailbox.
 */
final class Replay implements AutoCloseable {

    private static final int TELNET_LINES = 3;
    private static final String CLOSED = "Connection closed by foreign host.";
    private static final Pattern GREP = Pattern.compile("\\$ sudo grep -o?h?E [\"'](.*)[\"'] /var/log/mail.log");
    private static final Pattern LAST = Pattern.compile("\\$ sudo tail -(\\d+) /var/log/mail.log \\| sed 's/.*");
    private static final Pattern TAIL = Pattern.compile("\\$ sudo tail -n (\\d+) /var/mail/carla");
    private static final Pattern PRINTF = Pattern.compile("printf '([^']*)'((?: \\d+)*)|sleep [\\d.]+");
    private static final Pattern SETTING = Pattern.compile("(\\w+)\\s*=\\s*(\\w+(?:, \\w+)*)");

    private final TestHost host;
    private SmtpClient client;

    /** A typed line and what was printed after it. */
    private record Step(String typed, List<String> printed) {}

    Replay(TestHost host) {
        this.host = host;
    }

    void play(List<String> recording) throws Exception {
        for (Step step : steps(recording)) {
            assertThat(run(step)).as(step.typed()).isEqualTo(step.printed());
        }
    }

    private static List<Step> steps(List<String> recording) {
        List<Step> steps = new ArrayList<>();
        for (String line : recording) {
            if (line.startsWith("$ ") || line.startsWith(">")) {
                steps.add(new Step(line, new ArrayList<>()));
            } else if (line.startsWith("|")) {
                steps.get(steps.size() - 1).printed().add(line.length() > 2 ? line.substring(2) : "");
            }
        }
        return steps;
    }

    private List<String> run(Step step) throws Exception {
        String typed = step.typed();
        if (typed.startsWith(">")) {
            client.raw((typed.length() > 2 ? typed.substring(2) : "") + "\r\n");
            return read(step.printed());
        } else if (typed.equals("$ telnet localhost 25")) {
            close();
            client = host.connect();
            List<String> told = new ArrayList<>(step.printed().subList(0, TELNET_LINES));
            told.addAll(read(step.printed().subList(TELNET_LINES, step.printed().size())));
            return told;
        } else if (typed.endsWith("| nc -q1 localhost 25")) {
            return netcat(typed);
        } else if (typed.startsWith("$ sudo postconf -e ")) {
            configure(typed.substring("$ sudo postconf -e ".length()));
            return List.of();
        }
        return look(step);
    }

    private List<String> look(Step step) throws Exception {
        Matcher grep = GREP.matcher(step.typed());
        Matcher last = LAST.matcher(step.typed());
        Matcher tail = TAIL.matcher(step.typed());
        if (grep.matches()) {
            boolean only = step.typed().contains(" -o");
            return only ? log(grep.group(1)) : step.printed();
        } else if (last.matches()) {
            List<String> lines = log("disconnect.*");
            return lines.subList(lines.size() - 1, lines.size());
        } else if (tail.matches()) {
            List<String> mailbox = mailbox();
            // A recording does not keep empty lines at the end, and a mailbox has one.
            return mailbox.subList(mailbox.size() + 1 - Integer.parseInt(tail.group(1)), mailbox.size());
        }
        return step.printed(); // nothing that a server has a part in
    }

    /** As many lines as were printed; an end is waited for where the client saw one. */
    private List<String> read(List<String> printed) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String expected : printed) {
            if (expected.equals(CLOSED)) {
                lines.add(client.closed() ? CLOSED : "(still open)");
            } else {
                lines.add(masked(client.line()));
            }
        }
        return lines;
    }

    private List<String> netcat(String command) throws Exception {
        try (SmtpClient once = host.connect()) {
            List<String> lines = new ArrayList<>();
            lines.add(once.line());
            Matcher part = PRINTF.matcher(command);
            while (part.find()) {
                if (part.group(1) == null) {
                    TimeUnit.MILLISECONDS.sleep(100);
                } else {
                    once.socket().getOutputStream().write(printf(part.group(1), part.group(2)));
                }
            }
            once.socket().shutdownOutput();
            once.rest().lines().map(Replay::masked).forEach(lines::add);
            return lines;
        }
    }

    /** The shell's printf as far as the recordings use it: \r, \n, octal, and %0Nd. */
    private static byte[] printf(String format, String arguments) {
        String[] values = arguments.strip().split(" ");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int argument = 0;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '%') {
                int end = format.indexOf('d', i);
                int width = Integer.parseInt(format.substring(i + 1, end));
                out.writeBytes(String.format("%0" + width + "d", Integer.parseInt(values[argument++]))
                        .getBytes(StandardCharsets.US_ASCII));
                i = end;
            } else if (c == '\\') {
                char escaped = format.charAt(++i);
                if (Character.isDigit(escaped)) {
                    out.write(Integer.parseInt(format.substring(i, i + 3), 8));
                    i += 2;
                } else {
                    out.write(escaped == 'r' ? '\r' : '\n');
                }
            } else {
                out.write(c);
            }
        }
        return out.toByteArray();
    }

    private List<String> log(String pattern) throws InterruptedException {
        for (int i = 0; i < 500 && ended() < host.sessions.get(); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        Pattern wanted = Pattern.compile(pattern);
        return host.log.stream()
                .flatMap(line -> wanted.matcher(line).results().map(java.util.regex.MatchResult::group))
                .map(Replay::masked)
                .toList();
    }

    private long ended() {
        return host.events.stream()
                .filter(SmtpEvent.Disconnected.class::isInstance)
                .count();
    }

    /** Only the end of the mailbox is looked at, so that no header need be made. */
    private List<String> mailbox() {
        TestHost.Message message = host.messages.get(host.messages.size() - 1);
        return message.text()
                .lines()
                .map(line -> line.startsWith("From ") ? ">" + line : line)
                .toList();
    }

    private static String masked(String line) {
        return line.replaceAll("queued as \\w+", "queued as <queue-id>");
    }

    private void configure(String settings) {
        Matcher setting = SETTING.matcher(settings.replace("'", ""));
        while (setting.find()) {
            set(setting.group(1), setting.group(2));
        }
    }

    private void set(String name, String value) {
        boolean yes = value.equals("yes");
        switch (name) {
            case "message_size_limit" -> host.config.messageSizeLimit = Long.parseLong(value);
            case "smtpd_soft_error_limit" -> host.config.softErrorLimit = Integer.parseInt(value);
            case "smtpd_hard_error_limit" -> host.config.hardErrorLimit = Integer.parseInt(value);
            case "smtpd_error_sleep_time" -> host.config.errorSleepTime = Duration.ofSeconds(Long.parseLong(value));
            case "smtpd_recipient_limit" -> host.config.recipientLimit = Integer.parseInt(value);
            case "smtpd_junk_command_limit" -> host.config.junkCommandLimit = Integer.parseInt(value);
            case "smtpd_timeout" -> host.config.timeout = Duration.ofMillis(300);
            case "smtpd_helo_required" -> host.config.heloRequired = yes;
            case "disable_vrfy_command" -> host.config.disableVrfy = yes;
            case "strict_rfc821_envelopes" -> host.config.strictEnvelopes = yes;
            case "soft_bounce" -> host.config.softBounce = yes;
            case "smtpd_forbid_unauth_pipelining" -> host.config.forbidUnauthPipelining = yes;
            case "smtpd_discard_ehlo_keywords" -> host.config.discardKeywords = EhloKeyword.parse(value);
            default -> throw new IllegalArgumentException(name);
        }
    }

    @Override
    public void close() throws IOException {
        if (client != null) {
            client.close();
        }
    }
}
