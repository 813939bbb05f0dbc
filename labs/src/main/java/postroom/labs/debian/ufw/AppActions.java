package postroom.labs.debian.ufw;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.host.Process;

/** {@code ufw app}: the application profiles. */
record AppActions(Actions actions, Process process, Profiles profiles, Settings settings, Rules rules, boolean dryRun) {

    private static final int WIDTH = 75;

    String command(String verb, List<String> words) throws IOException, UfwError {
        List<String> rest = new ArrayList<>(words.subList(2, words.size()));
        boolean addNew = rest.size() >= 2 && rest.remove("--add-new");
        return switch (verb) {
            case "list" -> {
                StringBuilder out = new StringBuilder("Available applications:");
                profiles.all().keySet().forEach(it -> out.append("\n  ").append(it));
                yield out.toString();
            }
            case "info" -> info(rest.get(0).replaceAll("^[\\['\\]]+|[\\['\\]]+$", ""));
            case "default" -> policy(rest.get(0).toLowerCase(java.util.Locale.ROOT));
            default -> update(rest.get(0), addNew);
        };
    }

    private String info(String wanted) throws UfwError {
        List<String> names = new ArrayList<>(profiles.all().keySet());
        if (!wanted.equals("all")) {
            if (!Profiles.isValidName(wanted)) {
                throw new UfwError("Invalid profile name");
            }
            if (!names.contains(wanted)) {
                throw new UfwError("Could not find profile '" + wanted + "'");
            }
            names = List.of(wanted);
        }
        List<String> texts = new ArrayList<>();
        for (String name : names) {
            Profiles.Profile profile = profiles.all().get(name);
            boolean several =
                    profile.ports().size() > 1 || profile.ports().get(0).contains(",");
            texts.add("Profile: " + name + "\nTitle: " + profile.title() + "\nDescription: " + profile.description()
                    + "\n\n" + (several ? "Ports:" : "Port:") + "\n  " + String.join("\n  ", profile.ports()));
        }
        return wrapped(String.join("\n\n--\n\n", texts));
    }

    /** Breaks lines at blanks, and keeps the breaks that are there. */
    private static String wrapped(String text) {
        StringBuilder out = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (out.length() > 0) {
                int column = out.length() - out.lastIndexOf("\n") - 1;
                out.append(column + word.split("\n", 2)[0].length() >= WIDTH ? '\n' : ' ');
            }
            out.append(word);
        }
        return out.toString();
    }

    private String policy(String policy) throws IOException {
        if (!dryRun) {
            String value = switch (policy) {
                case "allow" -> "ACCEPT";
                case "deny" -> "DROP";
                case "reject" -> "REJECT";
                default -> "SKIP";
            };
            settings.set(process.files(), Settings.DEFAULTS, "DEFAULT_APPLICATION_POLICY", "\"" + value + "\"");
        }
        return "Default application policy changed to '" + policy + "'";
    }

    private String update(String wanted, boolean addNew) throws IOException, UfwError {
        if (addNew && wanted.equals("all")) {
            throw new UfwError("Cannot specify 'all' with '--add-new'");
        }
        StringBuilder said = new StringBuilder();
        boolean any = false;
        for (String name : wanted.equals("all") ? List.copyOf(profiles.all().keySet()) : List.of(wanted)) {
            if (rules.update(name)) {
                any = true;
                said.append("Rules updated for profile '").append(name).append("'\n");
            }
        }
        if (any && settings.enabled() && !dryRun) {
            Firewall.load(process.host());
            said.append("Firewall reloaded");
        }
        if (addNew && !settings.applicationPolicy().equals("skip")) {
            String added = actions.add(settings.applicationPolicy(), wanted);
            said.append(said.length() > 0 ? "\n" : "").append(added);
        }
        return said.toString();
    }
}
