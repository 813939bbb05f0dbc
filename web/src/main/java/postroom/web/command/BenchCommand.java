package postroom.web.command;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import postroom.web.Refusal;
import postroom.web.bench.ClassWork;
import postroom.web.bench.ColdStart;
import postroom.web.bench.IdleLabs;
import postroom.web.bench.MailFlow;
import postroom.web.bench.Neighbours;
import postroom.web.bench.Pipelines;
import postroom.web.bench.Row;
import postroom.web.bench.TaskTick;
import postroom.web.bench.Trial;
import postroom.web.bench.TypingEcho;
import postroom.web.bench.WakingLabs;

/** {@code postroom bench}: measures what the budgets are about, in some minutes. */
@Command(name = "bench", description = "Measure what the budgets are about.", mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
    @Option(
            names = "--only",
            paramLabel = "NAME",
            description =
                    "labs, start, echo, tick, smtp, pipes, neighbours, wake, class100, class300 or class1000 (default:"
                            + " all)")
    private String only;

    @Option(
            names = "--postfix",
            paramLabel = "HOST:PORT",
            description = "a real Postfix to compare with; it is sent 2,000 messages")
    private String postfix;

    @Option(names = "--to", paramLabel = "ADDRESS", description = "whom to send them to")
    private String recipient = "postmaster";

    @Override
    public Integer call() throws Refusal {
        List<Trial> trials = List.of(
                new ColdStart(),
                new IdleLabs(Labsmith::passing),
                new MailFlow(Labsmith::passing, realPostfix(), recipient),
                new TaskTick(Labsmith::kept, Logins.SHELL),
                new TypingEcho(Labsmith::kept, Logins.SHELL),
                new Pipelines(Labsmith::passing),
                new Neighbours(Labsmith::kept, Logins.SHELL),
                new WakingLabs(Labsmith::kept, Logins.SHELL),
                new ClassWork(100),
                new ClassWork(300),
                new ClassWork(1_000));
        List<Trial> chosen = trials.stream()
                .filter(trial -> only == null || trial.name().equals(only))
                .toList();
        if (chosen.isEmpty()) {
            throw new Refusal("there is no measurement " + only + "; there are "
                    + trials.stream().map(Trial::name).sorted().toList());
        }
        System.out.printf("%-66s %-32s %s%n", "what", "measured", "budget or yardstick");
        int failed = 0;
        for (Trial trial : chosen) {
            failed += print(trial) ? 0 : 1;
        }
        return failed == 0 ? 0 : 1;
    }

    private static boolean print(Trial trial) {
        try {
            for (Row row : trial.run()) {
                System.out.printf("%-66s %-32s %s%n", row.what(), row.measured(), row.budget());
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) { // whatever fails in one measurement, the others are still worth having
            System.out.printf("%-66s failed: %s%n", trial.name(), e);
            return false;
        }
    }

    private Optional<InetSocketAddress> realPostfix() throws Refusal {
        if (postfix == null) {
            return Optional.empty();
        }
        int colon = postfix.lastIndexOf(':');
        if (colon < 1 || !postfix.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new Refusal("--postfix takes HOST:PORT, not " + postfix);
        }
        return Optional.of(
                new InetSocketAddress(postfix.substring(0, colon), Integer.parseInt(postfix.substring(colon + 1))));
    }
}
