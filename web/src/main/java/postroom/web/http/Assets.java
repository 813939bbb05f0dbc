package postroom.web.http;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * The files that pages load: style sheets, page code, fonts, the mark, xterm.js. The list is closed, so that a path can
 * never lead anywhere else. The address holds a digest of all their bytes, so a browser may keep them for ever, and a
 * new build is seen at once. Each is compressed once, at first use.
 */
public final class Assets {
    private static final String OWN = "/assets/";
    private static final String WEBJARS = "/META-INF/resources/webjars/";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    /** Address below the digest → where the file is on the class path. */
    private static final Map<String, String> FILES = files();

    private final Map<String, byte[]> plain = new LinkedHashMap<>();
    private final Map<String, byte[]> gzipped = new java.util.concurrent.ConcurrentHashMap<>();
    private final String version;
    private final boolean live;

    /** @param live whether pages load themselves again when the course has been read anew */
    public Assets(boolean live) {
        this.live = live;
        MessageDigest digest = sha256();
        FILES.forEach((name, resource) -> {
            byte[] bytes = read(resource);
            plain.put(name, bytes);
            digest.update(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            digest.update(bytes);
        });
        version = HexFormat.of().formatHex(digest.digest(), 0, 6);
    }

    private static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        for (String own : new String[] {
            "css/tokens.css",
            "css/page.css",
            "css/front.css",
            "css/study.css",
            "css/term.css",
            "css/wire.css",
            "css/map.css",
            "css/host.css",
            "css/glossary.css",
            "css/class.css",
            "js/page.js",
            "js/preview.js",
            "js/terms.js",
            "js/glossary.js",
            "js/class.js",
            "js/board.js",
            "js/grid.js",
            "js/matrix.js",
            "js/screen.js",
            "js/study.js",
            "js/guard.js",
            "js/layout.js",
            "js/exercises.js",
            "js/hosts.js",
            "js/puzzles.js",
            "js/terminal.js",
            "js/map.js",
            "js/host.js",
            "js/mailboxes.js",
            "js/files.js",
            "js/safehtml.js",
            "js/maptokens.js",
            "js/letter.js",
            "js/wire.js",
            "js/wireline.js",
            "js/wirenote.js",
            "js/events.js",
            "js/socket.js",
            "js/splitter.js",
            "fonts/source-serif-4-latin-wght-normal.woff2",
            "fonts/source-sans-3-latin-wght-normal.woff2",
            "fonts/ibm-plex-mono-latin-400-normal.woff2",
            "fonts/ibm-plex-mono-latin-600-normal.woff2",
            "notes.json",
            "mark.svg"
        }) {
            files.put(own, OWN + own);
        }
        files.put("xterm/xterm.js", WEBJARS + "xterm/4.9.0/lib/xterm.js");
        files.put("xterm/xterm.css", WEBJARS + "xterm/4.9.0/css/xterm.css");
        files.put("xterm/fit.js", WEBJARS + "xterm-addon-fit/0.3.0/lib/xterm-addon-fit.js");
        return files;
    }

    /** Whether pages load themselves again when the course has been read anew. */
    public boolean live() {
        return live;
    }

    /** The address of a file, as a page links it. */
    public String url(String name) {
        if (!plain.containsKey(name)) {
            throw new IllegalArgumentException("no asset " + name);
        }
        return "/assets/" + version + "/" + name;
    }

    /** {@code GET /assets/{version}/<name>} */
    public void serve(Context ctx) {
        String name = ctx.pathParam("name");
        byte[] bytes = plain.get(name);
        if (bytes == null || !version.equals(ctx.pathParam("version"))) {
            throw new NotFoundResponse();
        }
        ctx.contentType(type(name)).header("Cache-Control", FOR_EVER).header("Vary", "Accept-Encoding");
        String accepted = ctx.header("Accept-Encoding");
        if (accepted != null && accepted.contains("gzip") && !name.endsWith(".woff2")) {
            ctx.header("Content-Encoding", "gzip");
            bytes = gzipped.computeIfAbsent(name, ignored -> gzip(plain.get(name)));
        }
        ctx.minSizeForCompression(Integer.MAX_VALUE).result(bytes);
    }

    private static String type(String name) {
        String suffix = name.substring(name.lastIndexOf('.') + 1);
        return switch (suffix) {
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "json" -> "application/json";
            case "svg" -> "image/svg+xml";
            case "woff2" -> "font/woff2";
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static byte[] read(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
