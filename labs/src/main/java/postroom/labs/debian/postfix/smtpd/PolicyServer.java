package postroom.labs.debian.postfix.smtpd;

import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.service.Service;

/**
 * A policy server ({@code SMTPD_POLICY_README}). The lab has none, so that asking one gives what an unreachable one
 * gives.
 */
final class PolicyServer {
    private final Service service;
    private final Msg msg;

    PolicyServer(Service service, Msg msg) {
        this.service = service;
        this.msg = msg;
    }

    /** Its action: smtpd_policy_service_default_action. @param server {@code inet:host:port}, {@code unix:path} */
    String ask(String server) {
        String endpoint = server.replaceAll("^\\{\\s*|[\\s,].*|}$", "");
        boolean unix = endpoint.startsWith("unix:") || !endpoint.contains(":");
        String target = endpoint.substring(endpoint.indexOf(':') + 1);
        String why = unix && !service.files().version(path(target)).equals("missing")
                ? "Connection refused"
                : unix ? "No such file or directory" : "Connection refused";
        msg.warning("connect to " + (unix ? target : target) + ": " + why);
        msg.warning("problem talking to server " + target + ": " + why);
        return service.parameters().get("smtpd_policy_service_default_action");
    }

    private String path(String target) {
        return target.startsWith("/") ? target : service.parameters().get("queue_directory") + "/" + target;
    }
}
