package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.libcrypt.Crypt;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Command;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;

/** {@code openssl passwd}: hashes of passwords. */
final class PasswdCommand implements Command {
    private static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LONGEST = 256;

    @Override
    public int run(App app) throws IOException, Quit {
        Given given = app.given();
        List<String> modes = new ArrayList<>(List.of("6", "5", "1", "apr1", "aixmd5"));
        modes.removeIf(it -> !given.has(it));
        if (modes.size() > 1 || given.has("in") && given.has("stdin")) {
            throw app.usage();
        }
        String mode = modes.isEmpty() ? "1" : modes.get(0);
        if (!given.rest().isEmpty() && given.has("in", "stdin")) {
            throw app.usage();
        }
        for (String password : passwords(app, given)) {
            String salt = given.value("salt").orElseGet(() -> fresh(app, mode));
            String hash = hash(password, mode, salt);
            boolean table = given.has("table");
            boolean reverse = given.has("reverse");
            app.out().println(table && reverse ? hash + "\t" + password : table ? password + "\t" + hash : hash);
        }
        return 0;
    }

    private static List<String> passwords(App app, Given given) throws IOException, Quit {
        if (!given.rest().isEmpty()) {
            return given.rest();
        }
        if (given.has("in", "stdin")) {
            byte[] bytes = app.files().read(given.value("in").orElse(null), true);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        }
        Optional<String> typed = app.passwords().prompted("Password: ");
        if (typed.isEmpty()) {
            throw new Quit(1);
        }
        if (!given.has("noverify", "salt")) {
            Optional<String> again = app.passwords().prompted("Verifying - Password: ");
            if (again.isEmpty() || !again.equals(typed)) {
                app.say("Verify failure");
                throw new Quit(1);
            }
        }
        return List.of(typed.get());
    }

    private static String fresh(App app, String mode) {
        int length = mode.equals("6") || mode.equals("5") ? 16 : 8;
        StringBuilder salt = new StringBuilder();
        for (int i = 0; i < length; i++) {
            salt.append(ALPHABET.charAt(app.process().host().random().nextInt(ALPHABET.length())));
        }
        return salt.toString();
    }

    private static String hash(String password, String mode, String salt) {
        String cut = password.length() > LONGEST ? password.substring(0, LONGEST) : password;
        return switch (mode) {
            case "6", "5" -> Crypt.hash(cut, "$" + mode + "$" + salt).orElseThrow();
            case "apr1" -> Md5Crypt.hash(cut, "$apr1$", salt);
            case "aixmd5" -> Md5Crypt.hash(cut, "", salt);
            default -> Md5Crypt.hash(cut, "$1$", salt);
        };
    }
}
