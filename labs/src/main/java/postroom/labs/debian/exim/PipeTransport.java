package postroom.labs.debian.exim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postroom.labs.host.Accounts;
import postroom.labs.host.Host;
import postroom.labs.host.Process;
import postroom.labs.host.Processes;
import postroom.labs.host.Signal;
import postroom.labs.host.Timers;
import postroom.labs.host.WaitStatus;
import postroom.labs.io.BytesInput;
import postroom.labs.io.ErrnoException;

/**
 * {@code address_pipe}: a program with the message on its standard input. No shell stands between: the words of the
 * command are its arguments, signs such as {@code >} too.
 */
record PipeTransport(Host host, String domain) {
    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|\\S+");
    private static final Duration LIMIT = Duration.ofHours(1);
    private static final String PATH = "/bin:/usr/bin:/usr/local/bin";

    /** How it ended. @param program the path that was run */
    record Ended(String program, int status) {}

    /** @param command with the bar before it @param ended is told on the lab's serial executor */
    void run(String command, Accounts.User user, byte[] copy, Consumer<Ended> ended) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command.substring(1));
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group());
        }
        String given = words.isEmpty() ? "" : words.get(0);
        String program = given.contains("/")
                ? given
                : Stream.of(PATH.split(":"))
                        .map(it -> it + "/" + given)
                        .filter(it ->
                                postroom.labs.fs.FileAccess.root(host.disk()).exists(it))
                        .findFirst()
                        .orElse(given);
        try {
            Process process = host.processes().create(1);
            process.argv(words);
            process.become(host.accounts().credentials(user));
            process.chdir(user.home());
            process.umask(022);
            process.environment().clear();
            process.environment()
                    .putAll(Map.of(
                            "HOME",
                            user.home(),
                            "LOGNAME",
                            user.name(),
                            "USER",
                            user.name(),
                            "PATH",
                            PATH,
                            "SHELL",
                            "/bin/sh",
                            "DOMAIN",
                            domain,
                            "LOCAL_PART",
                            user.name()));
            process.fd(0, new BytesInput(copy));
            process.fd(1, new Dropped());
            process.fd(2, new Dropped());
            watch(process, program, ended);
            process.start(self -> start(self, program, words));
        } catch (ErrnoException e) {
            ended.accept(new Ended(program, 127));
        }
    }

    private static int start(Process self, String program, List<String> words) throws java.io.IOException {
        try {
            return self.exec(program, words);
        } catch (ErrnoException e) {
            return 127;
        }
    }

    private void watch(Process process, String program, Consumer<Ended> ended) {
        Timers.Timer alarm = host.timers().after(LIMIT, () -> process.signal(Signal.KILL));
        Processes processes = host.processes();
        processes.listen(new Processes.Listener() {
            @Override
            public void ended(Process other) {
                if (other == process) {
                    processes.ignore(this);
                    alarm.cancel();
                    WaitStatus status = other.status();
                    host.serial().execute(() -> ended.accept(new Ended(program, status.shellStatus())));
                }
            }
        });
    }

    /** What a command prints is not kept: Debian's transport has {@code return_output}, whose bounce ours lacks. */
    private static final class Dropped extends postroom.labs.io.Shared {
        @Override
        public int tryRead(byte[] buffer, int offset, int length) {
            return END;
        }

        @Override
        public int tryWrite(byte[] buffer, int offset, int length) {
            return length;
        }

        @Override
        public boolean readable() {
            return false;
        }

        @Override
        protected void closed() {
            // Nothing is held
        }
    }
}
