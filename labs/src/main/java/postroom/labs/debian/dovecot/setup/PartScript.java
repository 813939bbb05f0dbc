package postroom.labs.debian.dovecot.setup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.ucf.Registry;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code postinst} and {@code postrm} of a package that brings one of Dovecot's protocols or plugins. */
final class PartScript implements Program {
    private static final String PROTOCOLS = "/usr/share/dovecot/protocols.d/";

    private final String owner;
    private final String protocol;
    private final List<String> configuration;

    /**
     * The scripts of a package.
     *
     * @param protocol what comes into {@code protocols}; empty for none
     * @param configuration names below /etc/dovecot/conf.d
     */
    PartScript(String owner, String protocol, List<String> configuration) {
        this.owner = owner;
        this.protocol = protocol;
        this.configuration = configuration;
    }

    @Override
    public int run(Process process) throws IOException {
        FileAccess files = process.files();
        String protocolFile = PROTOCOLS + protocol + "d.protocol";
        switch (process.arguments().isEmpty() ? "" : process.arguments().get(0)) {
            case "configure" -> {
                for (String each : configuration) {
                    String path = "/etc/dovecot/conf.d/" + each;
                    new Registry(process).put(owner, "/usr/share/dovecot/conf.d/" + each, path);
                }
                if (!protocol.isEmpty()) {
                    files.writeAll(protocolFile, ("protocols = $protocols " + protocol + "\n").getBytes(UTF_8));
                }
            }
            case "purge", "remove" -> {
                if (process.arguments().get(0).equals("purge")) {
                    new Registry(process).purge(owner);
                }
                if (!protocol.isEmpty() && files.exists(protocolFile)) {
                    files.unlink(protocolFile);
                }
            }
            default -> {}
        }
        return 0;
    }
}
