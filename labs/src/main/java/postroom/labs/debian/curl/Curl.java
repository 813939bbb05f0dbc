package postroom.labs.debian.curl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/** {@code curl(1)}: speaks HTTP, SMTP, IMAP, POP3, telnet, and reads files. */
public final class Curl implements Program {
    /** The programs of package curl. */
    public static final Map<String, Program> PROGRAMS = Map.of("curl/curl", new Curl());

    private static final Set<String> CATEGORIES = Set.of(
            "auth",
            "category",
            "connection",
            "curl",
            "dns",
            "file",
            "ftp",
            "http",
            "imap",
            "misc",
            "output",
            "pop3",
            "post",
            "proxy",
            "scp",
            "sftp",
            "smtp",
            "ssh",
            "telnet",
            "tftp",
            "tls",
            "upload",
            "verbose");
    private static final String HINT = "curl: try 'curl --help' or 'curl --manual' for more information";

    @Override
    public int run(Process process) throws IOException {
        CurlOptions options;
        try {
            options = CurlOptions.parse(process.arguments());
        } catch (UsageException wrong) {
            process.err().println("curl: " + wrong.getMessage());
            process.err().println(HINT);
            return 2;
        }
        if (options.has("help")) {
            process.out().print(help(options.value("help")));
            return 0;
        }
        if (options.has("version")) {
            process.out().print(HelpText.of("curl/version"));
            return 0;
        }
        String config = options.value("config");
        if (config != null && !config.equals("-") && !process.files().exists(config)) {
            if (!options.has("silent")) {
                process.err().println("curl: cannot read config from '" + config + "'");
            }
            boolean letter = process.arguments().stream().anyMatch(it -> it.startsWith("-K"));
            process.err()
                    .println(
                            "curl: option " + (letter ? "-K" : "--config") + ": error encountered when reading a file");
            process.err().println(HINT);
            return 26;
        }
        if (options.urls().isEmpty()) {
            if (!process.arguments().isEmpty()) {
                process.err().println("curl: no URL specified!");
            }
            process.err().println(HINT);
            return 2;
        }
        int status = 0;
        int number = 0;
        for (String each : options.urls()) {
            try {
                List<UrlGlob.Expanded> all =
                        options.has("globoff") ? List.of(new UrlGlob.Expanded(each, List.of())) : UrlGlob.expand(each);
                for (UrlGlob.Expanded url : all) {
                    process.step();
                    status = one(process, options, url, number++);
                }
            } catch (CurlException wrong) {
                complain(process, options, wrong);
                return wrong.status();
            }
        }
        return status;
    }

    private static void complain(Process process, CurlOptions options, CurlException failed) throws IOException {
        if (!options.has("silent") || options.has("show-error")) {
            process.out().flush();
            process.err().println("curl: (" + failed.status() + ") " + failed.getMessage());
        }
    }

    /** {@code --help CATEGORY}; the first page without one. */
    private static String help(String category) {
        if (category.isEmpty()) {
            return HelpText.of("curl/curl");
        }
        if (category.equals("all")) {
            return HelpText.of("curl/all");
        }
        boolean known = CATEGORIES.contains(category);
        return HelpText.of("curl/help-" + (known ? category : "invalid"));
    }

    private static int one(Process process, CurlOptions options, UrlGlob.Expanded text, int number) throws IOException {
        Meter meter = new Meter(process, options);
        Transfer transfer = null;
        WriteOut told =
                new WriteOut(process).set("urlnum", Integer.toString(number)).set("url", text.url());
        try {
            CurlUrl url = CurlUrl.parse(text.url());
            byte[] upload = upload(process, options);
            transfer = new Transfer(process, options, url);
            meter.begin(upload == null);
            int code = dispatch(transfer, upload);
            write(process, options, text, url, transfer.body());
            if (url.scheme().equals("file")) {
                transfer.verbose("* Closing connection 0");
            }
            meter.end();
            report(options, told, transfer, upload, code);
            return 0;
        } catch (CurlException failed) {
            if (transfer != null) {
                meter.fail(failed.status());
                if (!options.has("output") && !options.has("remote-name")) {
                    process.out().print(transfer.body()).flush();
                }
            }
            complain(process, options, failed);
            if (transfer != null) {
                told.set("exitcode", Integer.toString(failed.status())).set("errormsg", failed.getMessage());
                report(options, told, transfer, null, 0);
            }
            return failed.status();
        } finally {
            if (transfer != null) {
                transfer.close();
            }
        }
    }

    private static byte[] upload(Process process, CurlOptions options) throws IOException, CurlException {
        String file = options.value("upload-file");
        if (file == null) {
            return null;
        }
        if (file.equals("-") || file.equals(".")) {
            return process.in().readAllBytes();
        }
        try {
            return process.files().readAll(file);
        } catch (ErrnoException e) {
            process.err().println("curl: Can't open '" + file + "'!");
            process.err().println(HINT);
            throw new CurlException(26, "Failed to open/read local data from file/application");
        }
    }

    private static int dispatch(Transfer transfer, byte[] upload) throws IOException, CurlException {
        String scheme = transfer.url().scheme();
        String file = transfer.options().value("upload-file");
        switch (scheme) {
            case "smtp":
            case "smtps":
                boolean named = file != null && !file.equals("-");
                new SmtpTransfer(transfer, upload).run(named ? file.replaceFirst(".*/", "") : null);
                return 250;
            case "imap":
            case "imaps":
                new MailboxTransfer(transfer).imap();
                return 0;
            case "pop3":
            case "pop3s":
                new MailboxTransfer(transfer).pop3();
                return 0;
            case "telnet":
                new TelnetTransfer(transfer).run();
                return 0;
            case "file":
                new FileTransfer(transfer).run();
                return 0;
            case "http":
            case "https":
                WebTransfer web = new WebTransfer(transfer);
                web.run();
                return web.code();
            default:
                transfer.open().close(); // nobody in the lab speaks it: the connection is refused before that shows
                throw new CurlException(8, "Weird server reply");
        }
    }

    private static void write(Process process, CurlOptions options, UrlGlob.Expanded given, CurlUrl url, String body)
            throws IOException, CurlException {
        String target = options.has("remote-name") ? url.path().replaceFirst(".*/", "") : options.value("output");
        if (options.has("remote-name") && target.isEmpty()) {
            if (!url.scheme().equals("file")) {
                process.err().println("curl: Remote file name has no length!");
            }
            throw new CurlException(23, "Failed writing received data to disk/application");
        }
        for (int i = 0; target != null && i < given.parts().size(); i++) {
            target = target.replace("#" + (i + 1), given.parts().get(i));
        }
        if (target == null || target.equals("-")) {
            process.out().print(body).flush();
            return;
        }
        try {
            if (!body.isEmpty() && !target.equals("/dev/null")) {
                process.files().writeAll(target, body.getBytes(StandardCharsets.UTF_8));
            }
        } catch (ErrnoException e) {
            if (!options.has("silent")) {
                process.err().println("Warning: Failed to open the file " + target + ": " + e.getMessage());
            }
            throw new CurlException(23, "Failure writing output to destination");
        }
    }

    private static void report(CurlOptions options, WriteOut told, Transfer transfer, byte[] upload, int code)
            throws IOException {
        String format = options.value("write-out");
        if (format == null) {
            return;
        }
        int received = transfer.body().getBytes(StandardCharsets.UTF_8).length;
        String file = options.value("output");
        told.code(code)
                .set("url_effective", transfer.url().effective())
                .set("scheme", transfer.url().scheme().toUpperCase(Locale.ROOT))
                .set("size_download", Integer.toString(received))
                .set("size_upload", Integer.toString(upload == null ? 0 : upload.length))
                .set("method", upload == null ? "GET" : "PUT")
                .set("filename_effective", file == null ? "" : file);
        transfer.ends(told);
        told.print(format);
    }
}
