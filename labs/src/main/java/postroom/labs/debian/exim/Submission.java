package postroom.labs.debian.exim;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;

/** A message that a program of the host hands in by the command. */
record Submission(Process process, Configuration configuration, EximOptions options) {

    int send(List<String> lines) throws IOException {
        Reception.Content content = Reception.Content.of(lines);
        List<String> recipients = new ArrayList<>();
        for (String argument : options.arguments()) {
            Address.Parsed parsed = Address.parse(argument);
            if (parsed.fault() != null) {
                return 1;
            }
            recipients.add(Address.qualified(parsed.address(), configuration.qualifyDomain()));
        }
        if (options.fromHeader()) {
            recipients = new ArrayList<>(Reception.recipients(content, configuration.qualifyDomain()));
        }
        if (recipients.isEmpty()) {
            String id = Reception.freshId(process.host(), process.pid());
            new Log(process.host()).main(id + " " + id + " no recipients found in headers");
            return 1;
        }
        Optional<Accounts.User> user = process.host().accounts().user(process.realUid());
        String login = user.map(Accounts.User::name).orElse(Integer.toString(process.realUid()));
        String id = new Reception(
                        process.host(),
                        configuration,
                        process.pid(),
                        login,
                        process.realUid(),
                        user.map(Accounts.User::gid).orElse(0),
                        sender(login),
                        fullName(user),
                        login,
                        "U=" + login,
                        "local",
                        true)
                .accept(content, recipients.stream().distinct().toList());
        if (options.verbose()) {
            process.err().println("LOG: MAIN");
            process.err().println("  <= " + sender(login) + " U=" + login + " P=local");
            process.err().println("delivering " + id);
        }
        Delivery.attempt(process.host(), id, process.pid(), false);
        return 0;
    }

    private String sender(String login) {
        String given = options.sender();
        if (given == null) {
            return login + "@" + configuration.qualifyDomain();
        }
        return Address.qualified(given.replaceAll("^<|>$", "").strip(), configuration.qualifyDomain());
    }

    /** {@code -F}, or the name before the first comma of the account's. */
    private String fullName(Optional<Accounts.User> user) {
        String name = user.map(Accounts.User::gecos)
                .map(it -> it.replaceAll("[,:].*", ""))
                .orElse("");
        return options.fullName() == null ? name : options.fullName();
    }
}
