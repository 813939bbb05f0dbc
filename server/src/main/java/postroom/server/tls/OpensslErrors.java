package postroom.server.tls;

import io.netty.handler.ssl.NotSslRecordException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What OpenSSL's queue of errors says of a handshake that has failed, in its version 3.0 on Debian 12. */
public final class OpensslErrors {
    private static final Pattern ALERT = Pattern.compile("fatal alert: ([a-z_]+)");
    /** By the alert's name of RFC 8446, section 6: its number, and OpenSSL's words. */
    private static final Map<String, String> ALERTS = Map.ofEntries(
            Map.entry("unexpected_message", "10 sslv3 alert unexpected message"),
            Map.entry("bad_record_mac", "20 sslv3 alert bad record mac"),
            Map.entry("handshake_failure", "40 sslv3 alert handshake failure"),
            Map.entry("bad_certificate", "42 sslv3 alert bad certificate"),
            Map.entry("unsupported_certificate", "43 sslv3 alert unsupported certificate"),
            Map.entry("certificate_revoked", "44 sslv3 alert certificate revoked"),
            Map.entry("certificate_expired", "45 sslv3 alert certificate expired"),
            Map.entry("certificate_unknown", "46 sslv3 alert certificate unknown"),
            Map.entry("illegal_parameter", "47 sslv3 alert illegal parameter"),
            Map.entry("unknown_ca", "48 tlsv1 alert unknown ca"),
            Map.entry("access_denied", "49 tlsv1 alert access denied"),
            Map.entry("decode_error", "50 tlsv1 alert decode error"),
            Map.entry("decrypt_error", "51 tlsv1 alert decrypt error"),
            Map.entry("protocol_version", "70 tlsv1 alert protocol version"),
            Map.entry("insufficient_security", "71 tlsv1 alert insufficient security"),
            Map.entry("internal_error", "80 tlsv1 alert internal error"),
            Map.entry("user_canceled", "90 tlsv1 alert user cancelled"));

    private static final Pattern PLACE = Pattern.compile(":\\.\\./[^:]*:[0-9]+:([^:]*):?$");
    private static final String HTTP = "GET |POST|HEAD|PUT ";

    private OpensslErrors() {}

    /** The line without its thread, {@code error:0A00010B:SSL routines::wrong version number:…:}. */
    public static String of(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof NotSslRecordException plain) {
                return clear(String.valueOf(plain.getMessage()));
            }
        }
        String message = String.valueOf(failure.getMessage());
        Matcher alert = ALERT.matcher(message);
        if (alert.find() && ALERTS.containsKey(alert.group(1))) {
            String[] known = ALERTS.get(alert.group(1)).split(" ", 2);
            int number = Integer.parseInt(known[0]);
            return String.format(
                    Locale.ROOT,
                    "error:%08X:SSL routines::%s:../ssl/record/rec_layer_s3.c:1602:SSL alert number %d:",
                    0x0A000000 + 1000 + number,
                    known[1],
                    number);
        }
        if (message.contains("protocol")) {
            return "error:0A000102:SSL routines::unsupported protocol:../ssl/statem/statem_srvr.c:1664:";
        }
        if (message.contains("cipher suites in common") || message.contains("authentication scheme")) {
            return "error:0A0000C1:SSL routines::no shared cipher:../ssl/statem/statem_srvr.c:2226:";
        }
        return "error:0A000126:SSL routines::unexpected eof while reading:../ssl/record/rec_layer_s3.c:322:";
    }

    /** The line without files and places, as Dovecot writes it: {@code error:0A00010B:SSL routines::wrong version number}. */
    public static String brief(Throwable failure) {
        Matcher place = PLACE.matcher(of(failure));
        String data = place.find() ? place.group(1) : "";
        String start = place.replaceFirst("");
        return data.isEmpty() ? start : start + ": " + data;
    }

    /** What came instead of TLS; Netty gives it in hexadecimal digits behind its complaint. */
    private static String clear(String message) {
        String hex = message.substring(message.lastIndexOf(' ') + 1);
        StringBuilder start = new StringBuilder();
        for (int i = 0; i + 1 < Math.min(hex.length(), 8) && hex.matches("[0-9a-f]+"); i += 2) {
            start.append((char) Integer.parseInt(hex.substring(i, i + 2), 16));
        }
        return start.toString().matches(HTTP)
                ? "error:0A00009C:SSL routines::http request:../ssl/record/ssl3_record.c:341:"
                : "error:0A00010B:SSL routines::wrong version number:../ssl/record/ssl3_record.c:350:";
    }
}
