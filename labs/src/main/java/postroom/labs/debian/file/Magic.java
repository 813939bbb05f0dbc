package postroom.labs.debian.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.regex.Pattern;

/** What the first bytes of a file tell: the part of {@code magic(5)}'s table that a mail host has files for. */
final class Magic {
    /**
     * A kind of file.
     *
     * @param name what {@code file} calls it
     * @param mime its media type
     * @param described whether the encoding and the lines of the text are told behind the name
     * @param executable whether the text is called one
     */
    record Kind(String name, String mime, boolean described, boolean executable) {}

    private record Bytes(String begin, Kind kind) {}

    private record Text(Pattern pattern, Kind kind) {}

    private static final String ELF =
            "ELF 64-bit LSB pie executable, x86-64, version 1 (SYSV), dynamically linked, interpreter /lib64/ld-linux-x86-64.so.2, for GNU/Linux 3.2.0, stripped";

    private static final List<Bytes> BINARY = List.of(
            bytes("\u007fELF", ELF, "application/x-pie-executable"),
            bytes("\u001f\u008b", "gzip compressed data", "application/gzip"),
            bytes("GIF89a", "GIF image data, version 89a,", "image/gif"),
            bytes("\u00ff\u00d8\u00ff", "JPEG image data", "image/jpeg"),
            bytes("\u00fd7zXZ\0", "XZ compressed data, checksum", "application/x-xz"),
            bytes("%PDF-1.", "PDF document, version 1.", "application/pdf"),
            bytes("%!PS-Adobe-", "PostScript document text conforming DSC level ", "application/postscript"),
            bytes("!<arch>\ndebian", "Debian binary package (format 2.0)", "application/vnd.debian.binary-package"),
            bytes("Salted__", "openssl enc'd data with salted password", "text/plain"),
            bytes("U2FsdGVkX1", "openssl enc'd data with salted password, base64 encoded", "text/plain"),
            bytes("BEGIN:VCARD", "vCard visiting card", "text/vcard"),
            bytes("BEGIN:VCALENDAR", "vCalendar calendar file", "text/calendar"),
            bytes("-----BEGIN CERTIFICATE-----", "PEM certificate", "text/plain"),
            bytes("-----BEGIN CERTIFICATE REQ", "PEM certificate request", "text/plain"),
            bytes("-----BEGIN RSA PRIVATE", "PEM RSA private key", "text/plain"),
            bytes("-----BEGIN DSA PRIVATE", "PEM DSA private key", "text/plain"),
            bytes("-----BEGIN EC PRIVATE", "PEM EC private key", "text/plain"),
            bytes("-----BEGIN OPENSSH PRIVATE", "OpenSSH private key", "text/plain"),
            bytes("-----BEGIN PGP MESSAGE", "PGP message", "application/pgp-encrypted"),
            bytes("-----BEGIN PGP PUBLIC KEY", "PGP public key block", "application/pgp-keys"),
            bytes("ssh-rsa ", "OpenSSH RSA public key", "text/plain"));

    private static final List<Text> TEXTS = List.of(
            text("\\s*<!doctype html.*|\\s*<(html|head|title)\\b.*", "HTML document", "text/html"),
            text("<\\?xml version=\"1\\.0\".*", "XML 1.0 document", "text/xml"),
            text("<\\?php.*", "PHP script", "text/x-php"),
            text("diff -u.*\n--- .*|--- [^\n]*\n\\+\\+\\+ .*", "unified diff output", "text/x-diff"),
            text("\\*\\*\\* [^\n]*\n--- .*", "context diff output", "text/x-diff"),
            text("diff .*", "diff output", "text/x-diff"),
            text("\\.(TH|SH|\\\\\").*", "troff or preprocessor input", "text/troff"),
            text("\\\\documentclass.*", "LaTeX 2e document", "text/x-tex"),
            text("(?!from:)(return-path:|delivered-to:).*", "SMTP mail", "message/rfc822"),
            text("(?-i:Received:).*", "RFC 822 mail", "message/rfc822"),
            text("(?-i:From:|Date:).*", "news or mail", "message/rfc822"),
            text("(?-i:Xref:|Path:).*", "news", "message/news"),
            text("(?-i:Relay-Version:).*", "old news", "message/rfc822"),
            text("(?-i:Forward to).*", "mail forwarding", "message/rfc822"),
            text("(?-i:Pipe to).*", "mail piping", "message/rfc822"),
            text("(?-i:MIME-Version:).*", "MIME entity", "text/plain"),
            text("(?:.*\n)?#include[ \t]+[\"<].*|(?-i:(?:.*\n)?(?:int|void)[ \t]+main\\().*", "C source", "text/x-c"),
            text("(?:.*\n)?all: .*\n\t.*", "makefile script", "text/x-makefile"));

    private static final Pattern PYTHON = Pattern.compile(
            "(?s)(?:.*\n)?[ \t]*(def [A-Za-z_]\\w*\\([^\n)]*\\):|from [\\w.]+ import |class \\w+(\\(\\w*\\))?:).*|\"\"\".*");
    private static final int PLOTTER_TEXT = 54;
    private static final Pattern CONTENT_TYPE = Pattern.compile("(?s)Content-Type: ?([^\n]+?)\r?\n.*");

    private Magic() {}

    private static Bytes bytes(String begin, String name, String mime) {
        return new Bytes(begin, new Kind(name, mime, false, false));
    }

    private static Text text(String pattern, String name, String mime) {
        return new Text(
                Pattern.compile(pattern, Pattern.DOTALL | Pattern.CASE_INSENSITIVE), new Kind(name, mime, true, false));
    }

    /** The kind of what is no text, or of which the encoding does not matter; null if unknown. */
    static Kind ofBytes(byte[] head) {
        String start = new String(head, 0, Math.min(head.length, 512), ISO_8859_1);
        if (start.length() > 262 && start.startsWith("ustar", 257)) {
            String form = start.charAt(262) == 0 ? "POSIX tar archive" : "POSIX tar archive (GNU)";
            return new Kind(form, "application/x-tar", false, false);
        }
        if (start.matches("(?s)BZh[1-9].*")) {
            String size = "bzip2 compressed data, block size = " + start.charAt(3) + "00k";
            return new Kind(size, "application/x-bzip2", false, false);
        }
        if (start.matches("(?s)0\u0082...*") && start.startsWith("0\u0082", 4) && start.length() > 20) {
            return new Kind("Certificate, Version=3", "application/octet-stream", false, false);
        }
        if (start.startsWith("\u0000\u0006\u0015\u0061", 12 - 1) || start.startsWith("\u0061\u0015\u0006\u0000", 12)) {
            String form = "Berkeley DB (Hash, version 9, native byte-order)";
            return new Kind(form, "application/octet-stream", false, false);
        }
        for (Bytes each : BINARY) {
            if (start.startsWith(each.begin)) {
                return versioned(each, start);
            }
        }
        return plotter(start);
    }

    private static Kind versioned(Bytes each, String start) {
        String name = each.kind.name();
        if (name.endsWith("1.") || name.endsWith("level ")) {
            String version = start.substring(each.begin.length()).split("[\\s]", 2)[0];
            return new Kind(name + version, each.kind.mime(), false, false);
        }
        return each.kind;
    }

    /** The instructions of HP's plotters have two letters each; so {@code PATH=...} is taken for one, too. */
    private static Kind plotter(String start) {
        if (!start.startsWith("PA") && !start.startsWith("IN;")) {
            return null;
        }
        String line = start.split("\n", 2)[0];
        String shown = line.length() > PLOTTER_TEXT ? line.substring(0, PLOTTER_TEXT) : line;
        String name = "Hewlett-Packard Graphics Language, starting with \"" + shown + "\"";
        return new Kind(name, "application/vnd.hp-HPGL", false, false);
    }

    /** The kind of a text; null if it is like any other. */
    static Kind ofText(String text) {
        Kind script = ScriptMagic.of(text);
        if (script != null) {
            return script;
        }
        String start = text.substring(0, Math.min(text.length(), 8192));
        java.util.regex.Matcher m = CONTENT_TYPE.matcher(start);
        if (m.matches()) {
            return new Kind(m.group(1), "text/plain", true, false);
        }
        for (Text each : TEXTS) {
            if (each.pattern.matcher(start).matches()) {
                return each.kind;
            }
        }
        return PYTHON.matcher(start).matches()
                ? new Kind("Python script", start.startsWith("\"") ? "text/plain" : "text/x-script.python", true, true)
                : null;
    }
}
