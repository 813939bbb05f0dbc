package postroom.labs.debian.postfix.local;

import java.io.IOException;
import java.util.Optional;
import postroom.labs.debian.postfix.config.MacroExpander;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Stat;
import postroom.labs.host.Accounts;
import postroom.labs.io.ErrnoException;

/** A user's .forward file: forward_path names it, and nobody but the user may be able to write it. */
final class ForwardFile {
    private final Service service;
    private final Accounts.User user;
    private final Recipient recipient;

    ForwardFile(Service service, Accounts.User user, Recipient recipient) {
        this.service = service;
        this.user = user;
        this.recipient = recipient;
    }

    /** Delivers to what the file says; false if there is none, or none that may be trusted. */
    boolean deliver(LocalDelivery delivery) throws IOException {
        Credentials who = service.host().accounts().credentials(user);
        FileAccess own = new FileAccess(service.host().disk(), who, "/", 077);
        for (String pattern :
                service.parameters().raw("forward_path").orElse("").split("[,\\s]+")) {
            Optional<String> path = path(pattern);
            if (path.isPresent() && own.exists(path.get())) {
                return isSafe(own, path.get()) && follow(delivery, own, path.get(), who);
            }
        }
        return false;
    }

    /** The path, if everything that it is made of is there. */
    private Optional<String> path(String pattern) {
        boolean extended = pattern.contains("extension");
        if (extended && recipient.extension() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new MacroExpander(this::value, service.msg()::warning, true).expand(pattern));
        } catch (MacroExpander.Broken broken) {
            return Optional.empty();
        }
    }

    private Optional<String> value(String name) {
        return switch (name) {
            case "home" -> Optional.of(user.home());
            case "user" -> Optional.of(user.name());
            case "local" -> Optional.of(recipient.local());
            case "domain" -> Optional.of(recipient.domain());
            case "shell" -> Optional.of(user.shell());
            case "recipient" -> Optional.of(recipient.queued().address());
            case "extension" -> Optional.ofNullable(recipient.extension());
            case "recipient_delimiter" -> Optional.of(service.parameters().get("recipient_delimiter"));
            default -> service.parameters().raw(name);
        };
    }

    private boolean isSafe(FileAccess own, String path) throws ErrnoException {
        Stat stat = own.stat(path);
        if (!stat.isFile()) {
            service.msg().warning("file " + path + " is not a regular file");
            return false;
        }
        if (stat.uid() != user.uid() && stat.uid() != 0) {
            service.msg().warning("file " + path + " has bad owner uid " + stat.uid());
            return false;
        }
        if ((stat.mode() & 2) != 0) {
            service.msg().warning("file " + path + " is world writable");
            return false;
        }
        return true;
    }

    private boolean follow(LocalDelivery delivery, FileAccess own, String path, Credentials who) throws IOException {
        String text;
        try {
            text = Text.of(own.readAll(path));
        } catch (ErrnoException e) {
            service.msg().warning("error reading forward file " + path + ": " + e.getMessage());
            return false;
        }
        boolean any = false;
        for (String line : text.split("\n")) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            for (Target target : Target.parse(line)) {
                any = true;
                deliver(delivery, target, who);
            }
        }
        return any;
    }

    private void deliver(LocalDelivery delivery, Target target, Credentials who) throws IOException {
        if (target instanceof Target.To to) {
            String address = service.rewriter().rewrite(to.address());
            boolean self = delivery.isLocal(address)
                    && Recipient.of(
                                    recipient.queued().at(address),
                                    service.parameters().get("recipient_delimiter"),
                                    "",
                                    0)
                            .user()
                            .equals(user.name());
            if (self) {
                delivery.mailbox(recipient, user);
            } else {
                delivery.forwardTo(delivery.sender(), address);
            }
        } else {
            delivery.special(recipient, target, who, user, "forward");
        }
    }
}
