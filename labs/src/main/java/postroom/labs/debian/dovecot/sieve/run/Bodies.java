package postroom.labs.debian.dovecot.sieve.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import postroom.labs.debian.dovecot.sieve.script.Statement;
import postroom.server.message.EncodedWords;
import postroom.server.message.MimePart;

/** What the test {@code body} looks at (RFC 5173): all of it as it is, the parts of some types, or all that is text. */
final class Bodies {
    private static final int MOST = 100;

    private Bodies() {}

    static List<String> of(byte[] message, Statement test) {
        MimePart whole = MimePart.parse(message);
        if (test.has("raw")) {
            return List.of(new String(message, whole.bodyStart(), Math.max(0, whole.end() - whole.bodyStart()), UTF_8));
        }
        List<String> types = test.strings("content").orElse(List.of("text"));
        List<String> out = new ArrayList<>();
        collect(whole, types, !test.has("content"), out);
        return out;
    }

    private static void collect(MimePart part, List<String> types, boolean asText, List<String> out) {
        if (out.size() >= MOST) {
            return;
        }
        String type = part.maintype().toLowerCase(Locale.ROOT);
        String full = type + "/" + part.subtype().toLowerCase(Locale.ROOT);
        boolean wanted = types.stream()
                .map(it -> it.toLowerCase(Locale.ROOT))
                .anyMatch(it -> it.isEmpty() || it.equals(type) || it.equals(full));
        if (part.children().isEmpty() && wanted) {
            String charset = part.type().get("charset").orElse("us-ascii");
            String text = new String(part.decoded(), EncodedWords.charset(charset));
            out.add(asText && full.equals("text/html") ? text.replaceAll("<[^>]*>", " ") : text);
        }
        for (MimePart each : part.children()) {
            collect(each, types, asText, out);
        }
    }
}
