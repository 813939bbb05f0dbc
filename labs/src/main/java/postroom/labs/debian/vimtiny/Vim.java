package postroom.labs.debian.vimtiny;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.terminal.screen.FullScreen;

/** {@code vi(1)}: what people use of vim 9.0 as vim-tiny builds it. Called {@code vi} it behaves as the original did. */
final class Vim implements Program {
    private static final String TITLE = "VIM - Vi IMproved 9.0 (2022 Jun 28, compiled Feb 16 2025 05:23:41)\n";

    @Override
    public int run(Process process) throws IOException {
        String called = process.name();
        ViOptions options = new ViOptions();
        options.compatible = called.equals("vi");
        options.readonly = called.equals("view") || called.equals("rview");
        List<String> names = new ArrayList<>();
        List<String> commands = new ArrayList<>();
        boolean more = true;
        List<String> arguments = process.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            String each = arguments.get(i);
            if (more && each.startsWith("+")) {
                commands.add(each.substring(1));
            } else if (more && each.equals("-c") && i + 1 < arguments.size()) {
                commands.add(arguments.get(++i));
            } else if (more && each.equals("-c")) {
                return wrong(process, "Argument missing after: \"-c\"");
            } else if (more && each.equals("--")) {
                more = false;
            } else if (more && each.equals("--version")) {
                process.out().print(HelpText.of("vim-tiny/version"));
                return 0;
            } else if (more && (each.equals("--help") || each.equals("-h"))) {
                process.out().print(HelpText.of("vim-tiny/vi"));
                return 0;
            } else if (more && each.matches("-[RnCNevymMbsZ]+")) {
                options.readonly |= each.contains("R");
                options.compatible = each.contains("C") || !each.contains("N") && options.compatible;
            } else if (more && each.startsWith("-") && each.length() > 1) {
                return wrong(process, "Unknown option argument: \"" + each + "\"");
            } else {
                names.add(each);
            }
        }
        if (names.contains("-")
                || process.fd(0).terminal().isEmpty()
                || process.fd(1).terminal().isEmpty()) {
            if (process.fd(1).terminal().isEmpty()) {
                process.err().println("Vim: Warning: Output is not to a terminal");
            }
            if (process.fd(0).terminal().isEmpty()) {
                process.err().println("Vim: Warning: Input is not from a terminal");
            }
            process.err().println("Vim: Error reading input, exiting...\nVim: Finished.");
            return 1;
        }
        try (FullScreen screen = new FullScreen(process, process.fd(1), FullScreen.Wish.RAW)) {
            ViEditor editor = new ViEditor(process, screen, options, names);
            if (names.isEmpty() && screen.rows() >= 22) {
                editor.welcome(HelpText.of("vim-tiny/intro").lines().toList());
            }
            editor.run(commands);
            return 0;
        }
    }

    private static int wrong(Process process, String message) throws IOException {
        process.err().print(TITLE + message + "\nMore info with: \"vim -h\"\n");
        return 1;
    }
}
