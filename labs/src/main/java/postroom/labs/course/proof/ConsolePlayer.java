package postroom.labs.course.proof;

import java.time.Duration;
import java.util.List;
import postroom.labs.course.ConsoleBlock;

/**
 * Types console blocks at a terminal and compares what comes with what the text shows. Before each step it waits until
 * mail has arrived where it goes, as it has for somebody who types by hand.
 */
final class ConsolePlayer {
    private final ProofLab lab;
    private final ProofTerminal terminal;
    private final Duration patience;
    private String sinceCommand = "";

    /** @param patience how long one step may take */
    ConsolePlayer(ProofLab lab, ProofTerminal terminal, Duration patience) {
        this.patience = patience;
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
        terminal.take(ConsoleStep::endsInPrompt, patience);
        List<ConsoleStep> steps = ConsoleStep.of(blocks);
        for (ConsoleStep step : steps) {
            lab.awaitQuiet(patience);
            terminal.type(step.input().keys());
            if (step.input().kind() == ConsoleBlock.Kind.COMMAND) {
                sinceCommand = "";
            }
            if (step.screen().isPresent()) {
                awaitScreen(step.screen().get());
                continue;
            }
            String printed = terminal.take(step::isComplete, patience);
            sinceCommand += printed;
            if (!step.isComplete(printed)) {
                throw new ProofFailure("after typing \"" + step.input().text() + "\"\n  the text shows:\n"
                        + indented(step.wish()) + "\n  the lab printed:\n" + indented(step.shown(printed))
                        + (step.promptAfter() && !ConsoleStep.endsInPrompt(printed) ? "\n  and no prompt came" : ""));
            }
        }
        return steps.size();
    }

    private void awaitScreen(String wanted) throws ProofFailure, InterruptedException {
        ScreenPicture picture = ScreenPicture.of(wanted);
        String before = sinceCommand;
        sinceCommand += terminal.take(printed -> picture.isOn(before + printed), patience);
        if (!picture.isOn(sinceCommand)) {
            throw new ProofFailure("the text shows this screen:\n" + indented(wanted) + "\n  the lab this:\n"
                    + indented(String.join("\n", ScreenPicture.screen(sinceCommand))));
        }
    }

    private static String indented(String text) {
        return text.indent(4).stripTrailing();
    }
}
