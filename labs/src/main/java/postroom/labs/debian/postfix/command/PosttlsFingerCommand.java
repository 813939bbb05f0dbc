package postroom.labs.debian.postfix.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.smtp.Finger;
import postroom.labs.debian.postfix.tls.ClientEngine;
import postroom.labs.debian.postfix.tls.TlsLevel;
import postroom.labs.debian.postfix.tls.TlsLog;
import postroom.labs.debian.postfix.tls.TlsPolicy;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code posttls-finger(1)}: asks a mail server about its TLS. All that it finds goes to standard output. */
final class PosttlsFingerCommand implements Program {
    private static final String LETTERS = "A:a:cCd:fF:g:H:h:k:K:l:L:m:M:o:p:P:r:s:St:T:vwX";
    private static final List<String> USAGE = List.of(
            "usage: posttls-finger [-acCfSvw] [-t conn_tmout] [-T cmd_tmout] [-L logopts] \\",
            "\t[-h host_lookup] [-l level] [-d mdalg] [-g grade] [-p protocols] \\",
            "\t[-A tafile] [-F CAfile.pem] [-P CApath/] [-s servername] \\",
            "\t[ [-H chainfiles] | [-k certfile [-K keyfile]] ] \\",
            "\t[-m count] [-r delay] [-o name=value] destination [match ...]");

    /** What {@code getopt} could not make sense of has been told already. */
    private static final Fatal BAD_OPTION = new Fatal("usage");

    @Override
    public int run(Process process) throws IOException {
        Msg out = (severity, text) -> {
            try {
                process.out().println("posttls-finger: " + severity.prefix() + Text.toUnicode(Text.printable(text)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        Tool tool = new Tool(process, "posttls-finger", null, false);
        try {
            return new Call(process, tool, out).run();
        } catch (Fatal fatal) {
            if (fatal == BAD_OPTION) {
                for (String each : USAGE) {
                    process.err().println(each);
                }
            } else {
                out.report(Msg.Severity.FATAL, fatal.getMessage());
            }
            return 1;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** One call. */
    private static final class Call {
        private final Process process;
        private final Tool tool;
        private final Msg msg;
        private final Map<Character, String> given = new HashMap<>();
        private final Map<String, String> overrides = new HashMap<>();
        private final List<String> operands = new ArrayList<>();

        Call(Process process, Tool tool, Msg msg) throws IOException {
            this.process = process;
            this.tool = tool;
            this.msg = msg;
            for (Tool.Option each : tool.options(process.arguments(), LETTERS, BAD_OPTION)) {
                if (each.letter() == 0) {
                    operands.add(each.value());
                } else if (each.letter() == 'o') {
                    override(each.value());
                } else {
                    given.put(each.letter(), each.value());
                }
            }
        }

        private void override(String setting) {
            int equals = setting.indexOf('=');
            if (equals < 0) {
                throw new Fatal("missing '=' after attribute name: \"" + setting + "\"");
            }
            overrides.put(
                    setting.substring(0, equals).strip(),
                    setting.substring(equals + 1).strip());
        }

        int run() throws IOException {
            if (operands.isEmpty()) {
                throw BAD_OPTION;
            }
            String lookup = given.getOrDefault('h', "dns");
            for (String each : Parameters.words(lookup)) {
                if (!List.of("dns", "native").contains(each)) {
                    throw new Fatal("unknown -h option value \"" + each + "\" in \"" + lookup + "\"");
                }
            }
            overrides.put("smtp_host_lookup", lookup);
            TlsLevel level = level();
            Set<TlsLog> log = log();
            Parameters parameters = tool.unchecked(overrides);
            Service service = new Service(process.host(), "posttls-finger", process.pid(), parameters, msg);
            String destination = operands.get(0);
            Optional<ClientEngine> engine =
                    level == TlsLevel.NONE ? Optional.empty() : engine(service, parameters, log);
            Finger.Wanted wanted = new Finger.Wanted(
                    log,
                    !given.containsKey('c'),
                    given.containsKey('C'),
                    given.containsKey('w'),
                    given.containsKey('S'),
                    seconds('T'));
            new Finger(process, service, wanted, engine, policy(level, parameters, destination)).point(destination);
            return 0;
        }

        private int seconds(char letter) {
            String text = given.getOrDefault(letter, "30");
            if (!text.matches("[0-9]{1,6}")) {
                throw new Fatal("bad timeout: " + text);
            }
            return Integer.parseInt(text);
        }

        /** Without answers that are signed, dane is secure. */
        private TlsLevel level() {
            String text = given.getOrDefault('l', "dane");
            TlsLevel level = TlsLevel.find(text).orElseThrow(() -> new Fatal("Invalid TLS level \"" + text + "\""));
            if (operands.size() > 1 && !level.mustMatch() && level != TlsLevel.DANE && level != TlsLevel.DANE_ONLY) {
                msg.warning("TLS level '" + level.text() + "' does not implement certificate matching");
            }
            return level == TlsLevel.DANE || level == TlsLevel.DANE_ONLY ? TlsLevel.SECURE : level;
        }

        private Set<TlsLog> log() {
            String text = given.getOrDefault('L', "routine,certmatch");
            Set<TlsLog> all = EnumSet.noneOf(TlsLog.class);
            for (String each : text.split("[,\\s]+")) {
                Optional<Set<TlsLog>> found = TlsLog.parse(each);
                found.ifPresent(all::addAll);
                if (found.isEmpty()) {
                    // The list is looked at for each of three uses
                    for (int i = 0; i < 3; i++) {
                        msg.warning("unknown -L option value \"" + each + "\" in \"" + text + "\"");
                    }
                }
            }
            return all;
        }

        private Optional<ClientEngine> engine(Service service, Parameters parameters, Set<TlsLog> log) {
            String certificate = given.getOrDefault('k', given.getOrDefault('H', ""));
            String folder = given.getOrDefault('P', "");
            return ClientEngine.start(
                    service.files(),
                    msg,
                    log,
                    new ClientEngine.Settings(
                            given.getOrDefault('F', ""),
                            folder,
                            folder,
                            certificate,
                            given.getOrDefault('K', certificate),
                            given.getOrDefault('d', parameters.get("smtp_tls_fingerprint_digest"))));
        }

        private TlsPolicy policy(TlsLevel level, Parameters parameters, String destination) {
            String host = Finger.host(destination);
            List<String> usual = switch (level) {
                case SECURE -> List.of(host, "." + host);
                case VERIFY -> List.of(host);
                default -> List.of();
            };
            List<String> excluded = level == TlsLevel.SECURE || level == TlsLevel.VERIFY ? List.of("aNULL") : List.of();
            return new TlsPolicy(
                    level,
                    given.getOrDefault('p', parameters.get("smtp_tls_mandatory_protocols")),
                    given.getOrDefault('g', "medium"),
                    excluded,
                    operands.size() > 1 ? operands.subList(1, operands.size()) : usual,
                    given.getOrDefault('s', ""));
        }
    }
}
