package postroom.labs.course.proof;

import java.time.Duration;
import java.util.List;
import postroom.labs.course.ConsoleBlock;

/**
 * Types console blocks at a terminal and compares what comes with what the text shows. Before each step it waits until
 * mail has arrived where it goes, as it has for somebody who types by hand.
 */
final class ConsolePlayer {
    private static final Duration STEP = Duration.ofSeconds(10);

    private final ProofLab lab;
    private final ProofTerminal terminal;

    ConsolePlayer(ProofLab lab, ProofTerminal terminal) {
        this.lab = lab;
        this.terminal = terminal;
    }

    /**
     * Plays blocks that are one session, from a prompt to a prompt.
     *
     * @return the number of steps
     * @throws ProofFailure at the first step whose output is another, with both
     */
    int play(List<ConsoleBlock> blocks) throws ProofFailure, InterruptedException {
        terminal.take(ConsoleStep::endsInPrompt, STEP);
        List<ConsoleStep> steps = ConsoleStep.of(blocks);
        for (ConsoleStep step : steps) {
            lab.awaitQuiet(STEP);
            terminal.type(step.input().keys());
            String printed = terminal.take(step::isComplete, STEP);
            if (!step.isComplete(printed)) {
                throw new ProofFailure("after typing \"" + step.input().text() + "\"\n  the text shows:\n"
                        + indented(step.wish()) + "\n  the lab printed:\n" + indented(step.shown(printed))
                        + (step.promptAfter() && !ConsoleStep.endsInPrompt(printed) ? "\n  and no prompt came" : ""));
            }
        }
        return steps.size();
    }

    private static String indented(String text) {
        return text.indent(4).stripTrailing();
    }
}
