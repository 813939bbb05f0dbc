package postroom.labs.debian.curl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code imap://} and {@code pop3://}: lists, fetches and searches. */
final class MailboxTransfer {
    private static final Pattern LITERAL = Pattern.compile("\\{([0-9]{1,8})}$");

    private final Transfer transfer;
    private int tag;

    MailboxTransfer(Transfer transfer) {
        this.transfer = transfer;
    }

    void imap() throws IOException, CurlException {
        transfer.openLine();
        transfer.receive();
        ask("CAPABILITY", 8, "", false);
        if (transfer.options().has("ssl-reqd") || transfer.options().has("ssl")) {
            ask("STARTTLS", 64, "STARTTLS not supported.", false);
            transfer.startTls();
        }
        if (transfer.login().isPresent()) {
            String[] login = transfer.login().get();
            ask("AUTHENTICATE PLAIN " + plain(login), 67, "Login denied", false);
        }
        String path = CurlUrl.decoded(transfer.url().path().substring(1));
        String query = path.contains("?") ? path.substring(path.indexOf('?') + 1) : null;
        String bare = path.replaceFirst("\\?.*", "");
        String[] parts = bare.split(";");
        String mailbox = parts[0].replaceFirst("/$", "");
        String index = parameter(bare, "MAILINDEX");
        String uid = parameter(bare, "UID");
        String section = parameter(bare, "SECTION");
        String custom = transfer.options().value("request");
        boolean selects = !mailbox.isEmpty() && (custom != null || index != null || uid != null || query != null);
        if (selects) {
            ask("SELECT " + mailbox, 67, "Select failed", false);
        }
        if (custom != null) {
            ask(custom, 21, "Quote command returned error", true);
        } else if (uid != null || index != null) {
            String which = uid != null ? "UID FETCH " + uid : "FETCH " + index;
            ask(which + " BODY[" + (section == null ? "" : section) + "]", 78, "Remote file not found", true);
        } else if (query != null) {
            ask("SEARCH " + query, 21, "Quote command returned error", true);
        } else {
            ask("LIST \"" + mailbox + "\" *", 21, "Quote command returned error", true);
        }
        transfer.intact();
    }

    private static String parameter(String path, String name) {
        Matcher matcher = Pattern.compile(";" + name + "=([^;/?]{1,200})", Pattern.CASE_INSENSITIVE)
                .matcher(path);
        return matcher.find() ? matcher.group(1).replaceFirst("/$", "") : null;
    }

    private static String plain(String... login) {
        String text = "\0" + login[0] + "\0" + login[1];
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A command, and its untagged answers to the output if they are wanted. */
    private void ask(String command, int status, String failure, boolean shown) throws IOException, CurlException {
        String mine = String.format("A%03d", ++tag);
        transfer.send(mine + " " + command);
        boolean fetch = command.contains("FETCH") && command.contains("BODY[");
        while (true) {
            String line = transfer.receive();
            if (line.startsWith(mine + " ")) {
                if (!line.startsWith(mine + " OK")) {
                    if (status != 67 || command.startsWith("SELECT")) {
                        logout();
                    }
                    transfer.verbose("* Closing connection 0");
                    throw new CurlException(status, failure);
                }
                return;
            }
            Matcher literal = LITERAL.matcher(line);
            if (fetch && shown && literal.find()) {
                literal(Integer.parseInt(literal.group(1)));
            } else if (shown && line.startsWith("*") && !fetch) {
                transfer.body(line + "\n");
            }
        }
    }

    private void literal(int size) throws IOException, CurlException {
        transfer.verbose("* Found " + size + " bytes to download");
        int read = 0;
        while (read < size) {
            String text = transfer.receiveQuietly();
            read += text.getBytes(StandardCharsets.UTF_8).length + 2;
            transfer.body(text + "\n");
        }
        transfer.verbose("* Written " + size + " bytes, 0 bytes are left for transfer");
    }

    private void logout() throws IOException, CurlException {
        String mine = String.format("A%03d", ++tag);
        transfer.send(mine + " LOGOUT");
        while (!transfer.receive().startsWith(mine)) {
            transfer.process().step();
        }
    }

    void pop3() throws IOException, CurlException {
        transfer.openLine();
        transfer.receive();
        transfer.send("CAPA");
        String capabilities = transfer.receive().startsWith("+OK") ? lines(false) : "";
        if (transfer.options().has("ssl-reqd") && capabilities.contains("STLS")) {
            transfer.send("STLS");
            transfer.receive();
            transfer.startTls();
        }
        if (transfer.login().isPresent()) {
            String[] login = transfer.login().get();
            if (capabilities.contains("PLAIN")) {
                transfer.send("AUTH PLAIN");
                transfer.receive();
                transfer.send(plain(login));
            } else {
                transfer.send("USER " + login[0]);
                transfer.receive();
                transfer.send("PASS " + login[1]);
            }
            if (!transfer.receive().startsWith("+OK")) {
                transfer.verbose("* Closing connection 0");
                throw new CurlException(67, "Login denied");
            }
        }
        String number = transfer.url().path().substring(1);
        String custom = transfer.options().value("request");
        boolean list = number.isEmpty() || transfer.options().has("list-only");
        String command = custom != null ? custom : (list ? "LIST" : "RETR") + (number.isEmpty() ? "" : " " + number);
        transfer.send(command);
        String answer = transfer.receive();
        if (!answer.startsWith("+OK")) {
            transfer.send("QUIT");
            transfer.receive();
            transfer.verbose("* Closing connection 0");
            throw new CurlException(8, "Weird server reply");
        }
        boolean many = command.matches("(?i)(RETR .*|TOP .*|LIST|UIDL|CAPA)");
        if (many) {
            lines(true);
        }
        transfer.intact();
    }

    private String lines(boolean shown) throws IOException, CurlException {
        StringBuilder all = new StringBuilder();
        while (true) {
            String line = shown ? transfer.receiveQuietly() : transfer.receive();
            if (line.equals(".")) {
                return all.toString();
            }
            String text = line.startsWith("..") ? line.substring(1) : line;
            all.append(shown ? "" : text + "\n");
            if (shown) {
                transfer.body(text + "\n");
            }
        }
    }
}
