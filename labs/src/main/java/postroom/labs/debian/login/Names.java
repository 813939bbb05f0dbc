package postroom.labs.debian.login;

import java.util.Optional;
import postroom.labs.host.Accounts;

/** Users and groups as command lines name them: by name, else by number. */
final class Names {
    private Names() {}

    static Optional<Accounts.User> user(Accounts accounts, String text) {
        Optional<Accounts.User> named = accounts.user(text);
        return named.isEmpty() && text.matches("\\+?[0-9]{1,9}") ? accounts.user(Integer.parseInt(text)) : named;
    }

    static Optional<Accounts.Group> group(Accounts accounts, String text) {
        Optional<Accounts.Group> named = accounts.group(text);
        return named.isEmpty() && text.matches("\\+?[0-9]{1,9}") ? accounts.group(Integer.parseInt(text)) : named;
    }
}
