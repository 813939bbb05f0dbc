package postroom.labs.debian.curl;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL as curl takes it; a name without a scheme is guessed to be HTTP.
 *
 * @param path with its slash and, behind a question mark, the query; never empty
 */
record CurlUrl(String scheme, String user, String password, String host, int port, String path) {
    private static final Map<String, Integer> PORTS = Map.ofEntries(
            Map.entry("http", 80),
            Map.entry("https", 443),
            Map.entry("smtp", 25),
            Map.entry("smtps", 465),
            Map.entry("imap", 143),
            Map.entry("imaps", 993),
            Map.entry("pop3", 110),
            Map.entry("pop3s", 995),
            Map.entry("telnet", 23),
            Map.entry("ftp", 21),
            Map.entry("ftps", 990),
            Map.entry("ldap", 389),
            Map.entry("ldaps", 636),
            Map.entry("dict", 2628),
            Map.entry("gopher", 70),
            Map.entry("tftp", 69),
            Map.entry("rtsp", 554),
            Map.entry("scp", 22),
            Map.entry("sftp", 22),
            Map.entry("file", 0));
    private static final Pattern FORM = Pattern.compile(
            "(?:([a-zA-Z][a-zA-Z0-9+.-]{0,30}):/{1,3})?(?:([^@/:]*)(?::([^@/]*))?@)?(\\[[0-9a-fA-F:.]+]|[^:/?#\\[\\]]*)(?::([^/?#]*))?([/?#].*)?");

    static CurlUrl parse(String text) throws CurlException {
        CurlException bad = new CurlException(3, "URL using bad/illegal format or missing URL");
        if (text.startsWith("file://")) {
            return new CurlUrl("file", null, null, "", 0, text.substring(7));
        }
        Matcher matcher = FORM.matcher(text.length() > 8192 ? "" : text);
        if (!matcher.matches() || matcher.group(4).isEmpty() || text.chars().anyMatch(it -> it <= ' ')) {
            throw bad;
        }
        String host = matcher.group(4).replaceAll("[\\[\\]]", "");
        String scheme =
                matcher.group(1) == null ? guess(host) : matcher.group(1).toLowerCase(java.util.Locale.ROOT);
        if (!PORTS.containsKey(scheme)) {
            throw new CurlException(1, "Protocol \"" + scheme + "\" not supported or disabled in libcurl");
        }
        int port = PORTS.get(scheme);
        if (matcher.group(5) != null && !matcher.group(5).isEmpty()) {
            if (!matcher.group(5).matches("[0-9]{1,5}") || Integer.parseInt(matcher.group(5)) > 65_535) {
                throw bad;
            }
            port = Integer.parseInt(matcher.group(5));
        }
        String path = matcher.group(6) == null ? "/" : matcher.group(6).replaceFirst("#.*", "");
        return new CurlUrl(
                scheme,
                decoded(matcher.group(2)),
                decoded(matcher.group(3)),
                host,
                port,
                path.startsWith("/") ? path : "/" + path);
    }

    /** The URL as it was used: with its scheme and path, and with the port if it is not the usual one. */
    String effective() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return scheme + "://" + name + (port == PORTS.get(scheme) ? "" : ":" + port) + path;
    }

    private static String guess(String host) {
        for (String each : new String[] {"ftp", "dict", "ldap", "imap", "smtp", "pop3"}) {
            if (host.startsWith(each + ".")) {
                return each;
            }
        }
        return "http";
    }

    static String decoded(String text) {
        try {
            return text == null ? null : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
