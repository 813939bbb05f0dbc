package postroom.labs.debian.file;

import java.util.Arrays;
import postroom.labs.debian.gnu.Text;

/** What the first bytes of a file tell. */
final class FileContent {
    private FileContent() {}

    private static boolean begins(byte[] head, String bytes) {
        byte[] wanted = bytes.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        return head.length >= wanted.length && Arrays.equals(head, 0, wanted.length, wanted, 0, wanted.length);
    }

    static String describe(byte[] head) {
        if (head.length == 0) {
            return "empty";
        }
        if (begins(head, "\u007fELF")) {
            return "ELF 64-bit LSB pie executable, x86-64, version 1 (SYSV), dynamically linked, interpreter /lib64/ld-linux-x86-64.so.2, for GNU/Linux 3.2.0, stripped";
        }
        if (head.length > 262
                && new String(head, 257, 5, java.nio.charset.StandardCharsets.ISO_8859_1).equals("ustar")) {
            return head[262] == 0 ? "POSIX tar archive" : "POSIX tar archive (GNU)";
        }
        if (begins(head, "\u001f\u008b")) {
            return "gzip compressed data";
        }
        if (begins(head, "\u0089PNG\r\n")) {
            return "PNG image data";
        }
        String encoding = encoding(head);
        if (encoding == null) {
            return "data";
        }
        String text = Text.of(head);
        String lines = text.contains("\r\n")
                ? ", with CRLF line terminators"
                : text.contains("\n") ? "" : ", with no line terminators";
        if (text.startsWith("#!")) {
            String interpreter = text.substring(2).strip().split("\\s")[0];
            String known = interpreter.endsWith("bash")
                    ? "Bourne-Again shell script"
                    : interpreter.endsWith("/sh")
                            ? "POSIX shell script"
                            : interpreter.endsWith("perl") ? "Perl script text" : "a " + interpreter + " script";
            return known + ", " + encoding + " text executable" + lines;
        }
        if (text.startsWith("-----BEGIN CERTIFICATE-----")) {
            return "PEM certificate";
        }
        if (text.startsWith("-----BEGIN CERTIFICATE REQUEST-----")) {
            return "PEM certificate request";
        }
        if (text.matches("(?s)-----BEGIN RSA PRIVATE KEY-----.*")) {
            return "PEM RSA private key";
        }
        if (text.startsWith("Return-Path:") || text.startsWith("Received:") || text.startsWith("Delivered-To:")) {
            return (text.startsWith("Return-Path:")
                            ? "SMTP mail, "
                            : text.startsWith("Received:") ? "RFC 822 mail, " : "SMTP mail, ")
                    + encoding + " text" + lines;
        }
        if (text.startsWith("From ")) {
            return "mail folder text, " + encoding + " text" + lines;
        }
        return encoding + " text" + lines;
    }

    static String mime(byte[] head, boolean onlyType) {
        if (head.length == 0) {
            return "inode/x-empty" + (onlyType ? "" : "; charset=binary");
        }
        String encoding = encoding(head);
        String type = begins(head, "\u007fELF")
                ? "application/x-pie-executable"
                : begins(head, "\u001f\u008b")
                        ? "application/gzip"
                        : encoding == null
                                ? "application/octet-stream"
                                : begins(head, "#!") ? "text/x-shellscript" : "text/plain";
        String charset = encoding == null
                ? "binary"
                : encoding.equals("ASCII") ? "us-ascii" : encoding.startsWith("Unicode") ? "utf-8" : "iso-8859-1";
        return type + (onlyType ? "" : "; charset=" + charset);
    }

    /** Null if the bytes are no text. */
    private static String encoding(byte[] head) {
        boolean high = false;
        for (byte b : head) {
            boolean control = b >= 0 && b < 32 && "\u0007\b\t\n\f\r\u001b".indexOf(b) < 0 || b == 127;
            if (control) {
                return null;
            }
            high |= b < 0;
        }
        if (!high) {
            return "ASCII";
        }
        String text = Text.of(head);
        long odd = text.codePoints().filter(it -> it >= 0xDC80 && it <= 0xDCFF).count();
        return odd == 0 || head.length >= 8192 && odd < 4 ? "Unicode text, UTF-8" : "ISO-8859";
    }
}
