package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.tls.CipherSuites;
import postroom.labs.debian.openssl.tls.ServerText;
import postroom.labs.debian.openssl.tls.TlsServer;
import postroom.labs.io.ErrnoException;

/** What {@code s_server} answers a browser: {@code -www} a page about the session, {@code -WWW} and {@code -HTTP} a file. */
final class StatusPage {
    private static final String PLAIN = "HTTP/1.0 200 ok\r\nContent-type: text/plain\r\n\r\n";
    private static final String HTML = "HTTP/1.0 200 ok\r\nContent-type: text/html\r\n\r\n";

    private final App app;
    private final Given given;

    StatusPage(App app, Given given) {
        this.app = app;
        this.given = given;
    }

    boolean isWanted() {
        return given.has("www") || given.has("WWW") || given.has("HTTP");
    }

    byte[] answer(String request, TlsServer tls, ServerText text, int accepts, int finished) throws IOException {
        if (given.has("www")) {
            boolean known = request.startsWith("GET ");
            return known ? status(tls, text, accepts, finished).getBytes(StandardCharsets.ISO_8859_1) : new byte[0];
        }
        if (!request.startsWith("GET /")) {
            return new byte[0];
        }
        return file(request.substring(5).split(" ", 2)[0]);
    }

    private byte[] file(String path) throws IOException {
        if (path.contains("..") || path.contains(":")) {
            return bytes(PLAIN + "'" + path + "' contains '..' or ':'\r\n");
        }
        if (path.startsWith("/")) {
            return bytes(PLAIN + "'" + path + "' is an invalid path\r\n");
        }
        try {
            byte[] content = app.files().bytes(path);
            app.err().print("FILE:" + path + "\n");
            boolean html = path.endsWith(".html") || path.endsWith(".htm") || path.endsWith(".php");
            byte[] head = given.has("HTTP") ? new byte[0] : bytes(html ? HTML : PLAIN);
            byte[] all = java.util.Arrays.copyOf(head, head.length + content.length);
            System.arraycopy(content, 0, all, head.length, content.length);
            return all;
        } catch (ErrnoException e) {
            return bytes(PLAIN + "Error opening '" + path + "' mode='r'\r\n");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private String status(TlsServer tls, ServerText text, int accepts, int finished) {
        StringBuilder out = new StringBuilder(HTML);
        out.append("<HTML><BODY BGCOLOR=\"#ffffff\">\n<pre>\n\n");
        out.append("s_server ");
        app.arguments().forEach(each -> out.append(each).append(' '));
        out.append("\nSecure Renegotiation IS supported\nCiphers supported in s_server binary\n");
        int column = 0;
        for (CipherSuites.Suite each : text.supported()) {
            out.append(String.format(
                    java.util.Locale.ROOT,
                    "%-11s:%-25s ",
                    each.version().equals("TLSv1") ? "TLSv1.0" : each.version(),
                    each.name()));
            if (++column % 2 == 0) {
                out.append('\n');
            }
        }
        out.append(column % 2 == 0 ? "" : "\n").append("---\nCiphers common between both SSL end points:\n");
        List<String> shared = text.shared();
        for (int i = 0; i < shared.size(); i++) {
            boolean last = i == shared.size() - 1;
            out.append(shared.get(i));
            if (!last) {
                out.append(" ".repeat(Math.max(1, 27 - shared.get(i).length()) - ((i + 1) % 3 == 0 ? 1 : 0)));
                out.append((i + 1) % 3 == 0 ? "\n" : "");
            }
        }
        out.append('\n').append(text.agreed()).append("---\n");
        String suite =
                CipherSuites.find(tls.suite()).map(CipherSuites.Suite::name).orElse("");
        out.append("New, " + tls.version() + ", Cipher is " + suite + "\n");
        out.append(text.session(app.now())).append("---\n");
        out.append(ServerText.statistics(accepts, finished)).append("---\n");
        out.append(tls.chain().isEmpty() ? "no client certificate available\n" : "");
        return out.append("</pre></BODY></HTML>\r\n\r\n").toString();
    }
}
