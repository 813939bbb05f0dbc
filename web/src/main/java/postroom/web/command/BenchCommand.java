package postroom.web.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code postroom bench}: measures what the budgets are about. */
@Command(name = "bench", description = "Measure what the budgets are about.", mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return 0;
    }
}
