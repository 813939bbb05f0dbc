package postroom.labs.debian.postfix.milter;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.host.Resolver;

/**
 * The mail filters of {@code smtpd_milters} and {@code non_smtpd_milters} ({@code MILTER_README}). The lab has no such
 * program, so none of them is ever reached, and {@code milter_default_action} decides.
 */
public final class Milters {
    private static final String LATER = "Service unavailable - try again later";

    private final Service service;
    private final String parameter;
    private final Msg msg;

    /**
     * @param parameter the parameter that names them
     * @param msg where their absence is told
     */
    public Milters(Service service, String parameter, Msg msg) {
        this.service = service;
        this.parameter = parameter;
        this.msg = msg;
    }

    /** What becomes of the mail of a session. */
    public sealed interface Outcome {
        /** It goes on its way. */
        record Pass() implements Outcome {}

        /** It is put on hold. */
        record Hold() implements Outcome {}

        /** It is refused: {@code 451 4.7.1 Service unavailable - try again later}. */
        record Refuse(int code, String dsn, String text) implements Outcome {
            /** As the log has it. */
            public String reply() {
                return code + " " + dsn + " " + text;
            }
        }
    }

    /** Tries to reach all of them. */
    public Outcome connect() {
        Outcome worst = new Outcome.Pass();
        for (String each : service.parameters().list(parameter)) {
            Outcome outcome = connect(each);
            if (worst instanceof Outcome.Pass || worst instanceof Outcome.Hold && outcome instanceof Outcome.Refuse) {
                worst = outcome;
            }
        }
        return worst;
    }

    private Outcome connect(String spec) {
        List<String> words = Arrays.stream(spec.replaceAll("^\\{|\\}$", "").split("[,\\s]+"))
                .filter(it -> !it.isEmpty())
                .toList();
        String endpoint = words.isEmpty() ? "" : words.get(0);
        String action = words.stream()
                .filter(it -> it.startsWith("default_action="))
                .findFirst()
                .map(it -> it.substring("default_action=".length()))
                .orElse(service.parameters().get("milter_default_action"));
        int colon = endpoint.indexOf(':');
        if (colon < 0) {
            msg.warning("Milter service needs transport:endpoint instead of \"" + endpoint + "\"");
        } else {
            String target = endpoint.substring(colon + 1);
            String why = endpoint.startsWith("inet:") ? inet(target) : unix(target);
            msg.warning("connect to Milter service " + endpoint + ": " + why);
        }
        return outcome(endpoint, action);
    }

    private String inet(String target) {
        int colon = target.lastIndexOf(':');
        String host = (colon < 0 ? target : target.substring(0, colon)).replaceAll("^\\[|\\]$", "");
        try {
            if (!host.isEmpty()) {
                new Resolver(service.host()).addresses(host);
            }
            return "Connection refused";
        } catch (Resolver.Unresolved e) {
            msg.warning("host or service " + target + " not found: " + e.getMessage());
            return "Cannot assign requested address";
        }
    }

    private String unix(String path) {
        String full = path.startsWith("/") ? path : service.parameters().get("queue_directory") + "/" + path;
        return service.files().version(full).equals("missing") ? "No such file or directory" : "Connection refused";
    }

    private Outcome outcome(String endpoint, String action) {
        return switch (action) {
            case "accept" -> new Outcome.Pass();
            case "quarantine" -> new Outcome.Hold();
            case "tempfail" -> new Outcome.Refuse(451, "4.7.1", LATER);
            case "reject" -> new Outcome.Refuse(550, "5.5.0", "Service unavailable");
            default -> {
                msg.warning("milter " + endpoint + ": unrecognized default action: " + action);
                yield new Outcome.Refuse(451, "4.3.5", "Server configuration problem - try again later");
            }
        };
    }

    /** What the log says of an outcome; empty if it says nothing. */
    public static Optional<String[]> words(Outcome outcome) {
        if (outcome instanceof Outcome.Refuse refuse) {
            return Optional.of(new String[] {"milter-reject", refuse.reply()});
        }
        return outcome instanceof Outcome.Hold
                ? Optional.of(new String[] {"milter-hold", "milter triggers HOLD action"})
                : Optional.empty();
    }
}
