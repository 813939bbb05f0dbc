package postroom.labs.debian.vimtiny;

import java.util.List;
import postroom.labs.host.Process;
import postroom.labs.terminal.screen.FullScreen;

/** What vi consists of, each part made with those that it needs. */
final class ViParts {
    final ViText text = new ViText();
    final ViWindow window;
    final ViFiles files;
    final ViExit exit;
    final ViKeys keys;
    final ViCursor cursor;
    final ViShell shell;
    final ViChanges changes;
    final ViPuts puts;
    final ViLines lines;
    final ViCharacters characters;
    final ViInsert insert;
    final ViMoves moves;
    final ViScrolling scrolling;
    final ViOperators operators;
    final ViSearch search;
    final ViCommandLine commandLine;
    final ViEx ex;
    final ViColon colon;
    final ViVisual visual;

    ViParts(Process process, FullScreen screen, ViOptions options, List<String> names) {
        window = new ViWindow(screen, text, options);
        files = new ViFiles(process, text, window, options, names);
        exit = new ViExit(text, files, window);
        keys = new ViKeys(screen, window, exit);
        cursor = new ViCursor(text, options);
        shell = new ViShell(process, screen, window);
        changes = new ViChanges(
                text,
                window,
                options,
                keys,
                cursor,
                () -> process.host().clock().millis());
        ViRegisters registers = new ViRegisters();
        ViCuts cuts = new ViCuts(text, window, registers);
        puts = new ViPuts(text, window, registers, changes);
        lines = new ViLines(text, window, options, keys);
        characters = new ViCharacters(text, keys, changes, cuts);
        insert = new ViInsert(text, window, options, keys, changes, exit);
        moves = new ViMoves(text, window, options, keys, cursor);
        scrolling = new ViScrolling(text, window, cursor);
        operators = new ViOperators(text, options, keys, changes, cuts, lines, moves, insert);
        ViPatterns patterns = new ViPatterns(process, options);
        search = new ViSearch(text, window, cursor, patterns);
        commandLine = new ViCommandLine(window, keys, exit);
        ViRanges ranges = new ViRanges(text);
        ex = new ViEx(
                text,
                window,
                ranges,
                changes,
                patterns,
                new ViSubstitution(text, window, keys, exit, patterns),
                new ViSettings(window, options),
                shell,
                List.of(
                        new ExFileCommands(text, window, files, exit),
                        new ExLineCommands(text, window, cuts, puts, lines, ranges)));
        colon = new ViColon(window, cursor, commandLine, ex);
        visual = new ViVisual(
                text, window, keys, cursor, exit, moves, scrolling, changes, operators, lines, characters, colon);
    }
}
