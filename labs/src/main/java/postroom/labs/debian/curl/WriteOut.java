package postroom.labs.debian.curl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** {@code --write-out}: what is said of a transfer when it is over. */
final class WriteOut {
    private static final String NO_TIME = "0.000000";

    private final Process process;
    private final Map<String, String> values = new HashMap<>();

    WriteOut(Process process) {
        this.process = process;
        for (String none : new String[] {
            "content_type", "errormsg", "filename_effective", "ftp_entry_path", "redirect_url", "referer", "certs"
        }) {
            values.put(none, "");
        }
        for (String zero : new String[] {
            "http_version", "num_redirects", "size_header", "size_request", "size_upload", "size_download",
            "speed_download", "speed_upload", "ssl_verify_result", "proxy_ssl_verify_result", "num_headers", "urlnum",
            "num_certs", "exitcode", "num_connects"
        }) {
            values.put(zero, "0");
        }
        for (String time :
                new String[] {"appconnect", "connect", "namelookup", "pretransfer", "redirect", "starttransfer", "total"
                }) {
            values.put("time_" + time, NO_TIME);
        }
        values.put("http_connect", "000");
        values.put("method", "GET");
    }

    WriteOut set(String variable, String value) {
        values.put(variable, value);
        return this;
    }

    /** Three digits, as {@code http_code} has. */
    WriteOut code(int code) {
        String digits = String.format(Locale.ROOT, "%03d", code);
        return set("http_code", digits).set("response_code", digits);
    }

    /** Prints a format; {@code @FILE} has it in a file. */
    void print(String given) throws IOException {
        String format = text(given);
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < format.length()) {
            char c = format.charAt(i);
            char next = i + 1 < format.length() ? format.charAt(i + 1) : 0;
            int end = c == '%' && next == '{' ? format.indexOf('}', i) : -1;
            if (c == '%' && next == '%') {
                out.append('%');
                i += 2;
            } else if (end > 0) {
                variable(format.substring(i + 2, end), out);
                i = end + 1;
            } else if (c == '\\' && "rnt".indexOf(next) >= 0 && next != 0) {
                out.append("\r\n\t".charAt("rnt".indexOf(next)));
                i += 2;
            } else {
                out.append(c);
                i++;
            }
        }
        process.out().print(out.toString()).flush();
    }

    private void variable(String name, StringBuilder out) throws IOException {
        if (values.containsKey(name)) {
            out.append(values.get(name));
        } else if (!name.equals("stdout") && !name.equals("stderr") && !name.equals("onerror")) {
            process.out().print(out.toString()).flush();
            out.setLength(0);
            process.err().println("curl: unknown --write-out variable: '" + name + "'");
        }
    }

    private String text(String given) throws IOException {
        if (!given.startsWith("@")) {
            return given;
        }
        try {
            return new String(process.files().readAll(given.substring(1)), StandardCharsets.UTF_8);
        } catch (ErrnoException missing) {
            return ""; // curl says nothing of it either
        }
    }
}
