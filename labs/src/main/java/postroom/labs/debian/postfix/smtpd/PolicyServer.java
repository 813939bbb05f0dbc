package postroom.labs.debian.postfix.smtpd;

import postroom.labs.debian.postfix.service.Service;

/**
 * A policy server ({@code SMTPD_POLICY_README}). The lab has none, so that asking one gives what an unreachable one
 * gives.
 */
final class PolicyServer {
    private final Service service;
    private final Request request;

    PolicyServer(Service service, Request request) {
        this.service = service;
        this.request = request;
    }

    /** Its action: smtpd_policy_service_default_action. @param server {@code inet:host:port}, {@code unix:path} */
    String ask(String server) {
        String endpoint = server.replaceAll("^\\{\\s*|[\\s,].*|}$", "");
        boolean unix = !endpoint.startsWith("inet:");
        String target = endpoint.substring(endpoint.indexOf(':') + 1);
        boolean missing = unix && service.files().version(path(target)).equals("missing");
        String why = missing ? "No such file or directory" : "Connection refused";
        long tries = service.parameters().number("smtpd_policy_service_try_limit", 1);
        for (int i = 1; i <= tries; i++) {
            request.msg().warning("connect to " + target + ": " + why);
            if (!unix || i == tries) {
                request.msg().warning("problem talking to server " + target + ": " + why);
            }
            if (i < tries) {
                request.sleep(service.parameters().seconds("smtpd_policy_service_retry_delay", 1));
            }
        }
        return service.parameters().get("smtpd_policy_service_default_action");
    }

    private String path(String target) {
        return target.startsWith("/") ? target : service.parameters().get("queue_directory") + "/" + target;
    }
}
