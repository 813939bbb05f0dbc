package postroom.labs.debian.curl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** {@code smtp://}: sends a letter with {@code -T} and {@code --mail-rcpt}, or else asks {@code VRFY}, {@code HELP} or what {@code -X} says. */
final class SmtpTransfer {
    private final Transfer transfer;
    private final byte[] letter;
    private List<String> extensions = new ArrayList<>();

    SmtpTransfer(Transfer transfer, byte[] letter) {
        this.transfer = transfer;
        this.letter = letter;
    }

    void run(String uploaded) throws IOException, CurlException {
        transfer.openLine();
        int greeting = answer(null);
        if (greeting / 100 != 2) {
            throw new CurlException(8, "Got unexpected smtp-server response: " + greeting);
        }
        String path = CurlUrl.decoded(transfer.url().path().substring(1));
        String name = !path.isEmpty()
                ? path
                : uploaded != null ? uploaded : transfer.process().host().name();
        hello(name);
        if (transfer.options().has("ssl") || transfer.options().has("ssl-reqd")) {
            starttls(name);
        }
        authenticate();
        List<String> receivers = transfer.options().all("mail-rcpt");
        if (letter != null && !receivers.isEmpty()) {
            mail(receivers);
        } else {
            command(receivers);
        }
        transfer.intact();
    }

    private void hello(String name) throws IOException, CurlException {
        extensions = new ArrayList<>();
        transfer.send("EHLO " + name);
        if (answer(extensions) / 100 != 2) {
            transfer.send("HELO " + name);
            int code = answer(null);
            if (code / 100 != 2) {
                throw failed(9, "Command failed: " + code);
            }
        }
    }

    private void starttls(String name) throws IOException, CurlException {
        if (!extensions.contains("STARTTLS")) {
            if (transfer.options().has("ssl-reqd")) {
                throw failed(64, "STARTTLS not supported.");
            }
            return;
        }
        transfer.send("STARTTLS");
        int code = answer(null);
        if (code != 220) {
            throw failed(64, "STARTTLS denied, code " + code);
        }
        transfer.startTls();
        hello(name);
    }

    private void authenticate() throws IOException, CurlException {
        String offered = extensions.stream()
                .filter(it -> it.startsWith("AUTH "))
                .findFirst()
                .orElse("");
        if (transfer.login().isEmpty() || offered.isEmpty()) {
            return;
        }
        String[] login = transfer.login().get();
        if (!offered.contains("PLAIN")) {
            throw failed(67, "Login denied");
        }
        transfer.send("AUTH PLAIN");
        if (answer(null) == 334) {
            String text = "\0" + login[0] + "\0" + login[1];
            transfer.send(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
            if (answer(null) == 235) {
                return;
            }
        }
        throw failed(67, "Login denied");
    }

    private void mail(List<String> receivers) throws IOException, CurlException {
        String from = transfer.options().value("mail-from");
        boolean sized = extensions.stream().anyMatch(it -> it.startsWith("SIZE"));
        String size = sized && letter.length > 0 ? " SIZE=" + letter.length : "";
        transfer.send("MAIL FROM:" + bracketed(from == null ? "" : from) + size);
        int code = answer(null);
        if (code / 100 != 2) {
            throw failed(55, "MAIL failed: " + code);
        }
        boolean some = false;
        for (String each : receivers) {
            transfer.send("RCPT TO:" + bracketed(each));
            code = answer(null);
            some |= code / 100 == 2;
            if (code / 100 != 2 && !transfer.options().has("mail-rcpt-allowfails")) {
                throw failed(55, "RCPT failed: " + code);
            }
        }
        if (!some) {
            throw failed(55, "RCPT failed: " + code + " (last error)");
        }
        transfer.send("DATA");
        code = answer(null);
        if (code != 354) {
            throw failed(55, "DATA failed: " + code);
        }
        byte[] data = stuffed();
        transfer.sendRaw(data);
        if (transfer.options().has("verbose")) {
            transfer.verbose("} [" + letter.length + " bytes data]");
            transfer.verbose("* We are completely uploaded and fine");
        }
        code = answer(null);
        if (code != 250) {
            throw failed(8, "Weird server reply");
        }
    }

    private static String bracketed(String address) {
        return address.startsWith("<") ? address : "<" + address + ">";
    }

    /** A dot that begins a line is doubled, and the last line is ended. curl leaves bare line feeds alone. */
    private byte[] stuffed() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean crlf = transfer.options().has("crlf");
        byte last = '\n';
        byte before = '\r';
        for (byte each : letter) {
            boolean lineStart = last == '\n' && (before == '\r' || crlf);
            if (each == '.' && lineStart) {
                out.write('.');
            }
            if (each == '\n' && crlf && last != '\r') {
                out.write('\r');
            }
            out.write(each);
            before = last;
            last = each;
        }
        boolean ended = last == '\n' && (before == '\r' || crlf);
        out.writeBytes((ended ? ".\r\n" : "\r\n.\r\n").getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private void command(List<String> receivers) throws IOException, CurlException {
        String custom = transfer.options().value("request");
        List<String> commands = new ArrayList<>();
        if (receivers.isEmpty()) {
            commands.add(custom == null ? "HELP" : custom);
        }
        receivers.forEach(it -> commands.add((custom == null ? "VRFY" : custom) + " " + it));
        for (String each : commands) {
            transfer.send(each);
            List<String> lines = new ArrayList<>();
            List<String> whole = new ArrayList<>();
            int code = answer(lines, whole);
            if (code / 100 != 2 && code != 553) {
                throw failed(8, "Command failed: " + code);
            }
            whole.forEach(it -> transfer.body(it + "\n"));
        }
    }

    /** Says QUIT and hands back the failure. */
    private CurlException failed(int status, String message) throws IOException {
        transfer.verbose("* " + message);
        try {
            transfer.send("QUIT");
            answer(null);
        } catch (CurlException gone) {
            transfer.verbose("* Connection died");
        }
        transfer.verbose("* Closing connection 0");
        return new CurlException(status, message);
    }

    private int answer(List<String> texts) throws IOException, CurlException {
        return answer(texts, new ArrayList<>());
    }

    private int answer(List<String> texts, List<String> whole) throws IOException, CurlException {
        while (true) {
            String line = transfer.receive();
            whole.add(line);
            if (texts != null && line.length() > 4) {
                texts.add(line.substring(4));
            }
            if (line.matches("[0-9]{3}( .*)?")) {
                return Integer.parseInt(line.substring(0, 3));
            }
        }
    }
}
