package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Command;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Options;
import postroom.labs.debian.openssl.app.Quit;

/** {@code openssl list}: what OpenSSL has. Its tables are those of Debian's build, with the default provider. */
final class ListCommand implements Command {
    private static final int WIDTH = 18;
    private static final int COLUMNS = 4;

    /** Which lists of names stand in columns, and under which heading of {@code help} the names are found. */
    private static final Map<String, String> COLUMNED = Map.of(
            "commands", "commands",
            "standard-commands", "commands",
            "digest-commands", "digest-commands",
            "cipher-commands", "cipher-commands");

    @Override
    public int run(App app) throws IOException, Quit {
        Given given = app.givenWithoutRest();
        boolean any = false;
        for (Given.Flag flag : given.flags()) {
            if (COLUMNED.containsKey(flag.name())) {
                columns(app, COLUMNED.get(flag.name()), given.has("1"));
                any = true;
            } else if (flag.name().equals("options")) {
                options(app, flag.value());
                any = true;
            } else {
                String suffix = given.has("verbose") ? "-verbose" : "";
                Optional<String> table = HelpText.find("openssl/list-" + flag.name() + suffix)
                        .or(() -> HelpText.find("openssl/list-" + flag.name()));
                if (table.isPresent()) {
                    app.out().print(table.get());
                    any = true;
                }
            }
        }
        if (!any) {
            throw app.usage();
        }
        return 0;
    }

    private static void columns(App app, String list, boolean one) throws IOException {
        List<String> names = new ArrayList<>(
                List.of(HelpText.of("openssl/list-" + list).strip().split("\\s+")));
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            out.append(one ? name : name + " ".repeat(Math.max(0, WIDTH - name.length())));
            out.append(one || i % COLUMNS == COLUMNS - 1 ? "\n" : "");
        }
        if (!one) {
            out.append(names.size() % COLUMNS == 0 ? "" : "\n").append('\n');
        }
        app.out().print(out.toString());
    }

    private static void options(App app, String command) throws IOException {
        Optional<String> summary = HelpText.find("openssl/" + command);
        if (summary.isEmpty() || command.contains("-")) {
            app.say("Invalid command '" + command + "'; type \"help\" for a list.");
            return;
        }
        app.out().print(Options.listed(summary.get()));
    }
}
