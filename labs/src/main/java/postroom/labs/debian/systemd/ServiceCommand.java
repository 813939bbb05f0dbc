package postroom.labs.debian.systemd;

import java.io.IOException;
import java.util.List;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code service(8)}: hands on to systemctl, as it does on a host with systemd. */
final class ServiceCommand implements Program {
    @Override
    public int run(Process process) throws IOException {
        List<String> words = process.arguments();
        if (words.size() < 2) {
            process.err()
                    .println(
                            "Usage: service < option > | --status-all | [ service_name [ command | --full-restart ] ]");
            return 1;
        }
        String verb = words.get(1).equals("--full-restart") ? "restart" : words.get(1);
        return process.exec("/usr/bin/systemctl", List.of("systemctl", verb, words.get(0)));
    }
}
