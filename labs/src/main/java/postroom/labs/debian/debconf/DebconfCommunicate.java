package postroom.labs.debian.debconf;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code debconf-communicate(1)}: debconf's protocol by hand, a command a line; no question is asked. */
final class DebconfCommunicate implements Program {
    @Override
    public int run(Process process) throws IOException {
        DebconfShow.warnOfPasswords(process);
        DebconfDatabase database = DebconfDatabase.read(process.files());
        Map<String, Template> templates = Template.installed(process.files());
        BufferedReader lines = new BufferedReader(new InputStreamReader(process.in(), StandardCharsets.UTF_8));
        int status = 0;
        boolean changed = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            process.step();
            String[] words = line.strip().split("\\s+", 3);
            String command = words[0].toUpperCase(Locale.ROOT);
            if (command.isEmpty()) {
                continue;
            }
            String answer = answer(database, templates, command, List.of(words));
            status = Integer.parseInt(answer.split(" ")[0]);
            changed |= List.of("SET", "FSET", "SUBST", "RESET", "PURGE").contains(command);
            process.out().println(answer);
            process.out().flush();
        }
        if (changed) {
            database.save();
        }
        return status;
    }

    private static String answer(
            DebconfDatabase database, Map<String, Template> templates, String command, List<String> words) {
        String name = words.size() > 1 ? words.get(1) : "";
        String rest = words.size() > 2 ? words.get(2) : "";
        boolean needsQuestion =
                List.of("GET", "SET", "FGET", "FSET", "SUBST", "RESET").contains(command);
        if (needsQuestion && name.isEmpty()) {
            return "20 Incorrect number of arguments";
        }
        if (needsQuestion && !database.has(name)) {
            return "10 " + name + " doesn't exist";
        }
        String[] more = rest.split("\\s+", 2);
        switch (command) {
            case "GET":
                return "0 " + database.value(name, templates.get(name));
            case "SET":
                database.answer(name, rest);
                return "0 value set";
            case "FGET":
                boolean on = rest.equals("isdefault") ? !database.flag(name, "seen") : database.flag(name, rest);
                return "0 " + on;
            case "FSET":
                if (more.length < 2) {
                    return "20 Incorrect number of arguments";
                }
                database.flag(name, more[0], more[1].equals("true"));
                return "0 " + more[1];
            case "SUBST":
                database.variable(name, more[0], more.length > 1 ? more[1] : "");
                return "0";
            case "RESET":
                Template template = templates.get(name);
                database.answer(name, template == null ? "" : template.standard());
                database.flag(name, "seen", false);
                return "0";
            case "VERSION":
                return "0 2.0";
            case "CAPB":
                return "0 multiselect escape";
            case "TITLE", "GO", "CLEAR", "INPUT", "STOP":
                return command.equals("INPUT") ? "30 question skipped" : "0";
            default:
                return "20 Unsupported command \"" + words.get(0).toLowerCase(Locale.ROOT) + "\" (full line was \""
                        + String.join(" ", words) + "\") received from confmodule.";
        }
    }
}
