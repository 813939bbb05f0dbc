package postroom.labs.debian.dovecot.setup;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.adduser.SystemAccounts;
import postroom.labs.debian.dpkg.Script;
import postroom.labs.debian.ucf.Registry;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/**
 * {@code dovecot-core.postinst}: accounts, configuration by ucf, links to the host's own certificate; then the service is
 * started. A package that brings a part of Dovecot pulls the trigger, and the service is started again with it.
 */
final class CorePostinst implements Program {
    private static final List<String> CONFIGURATION = List.of(
            "dovecot.conf",
            "dovecot-dict-auth.conf.ext",
            "dovecot-dict-sql.conf.ext",
            "dovecot-sql.conf.ext",
            "conf.d/10-auth.conf",
            "conf.d/10-director.conf",
            "conf.d/10-logging.conf",
            "conf.d/10-mail.conf",
            "conf.d/10-master.conf",
            "conf.d/10-ssl.conf",
            "conf.d/10-tcpwrapper.conf",
            "conf.d/15-lda.conf",
            "conf.d/15-mailboxes.conf",
            "conf.d/90-acl.conf",
            "conf.d/90-plugin.conf",
            "conf.d/90-quota.conf",
            "conf.d/auth-checkpassword.conf.ext",
            "conf.d/auth-deny.conf.ext",
            "conf.d/auth-dict.conf.ext",
            "conf.d/auth-master.conf.ext",
            "conf.d/auth-passwdfile.conf.ext",
            "conf.d/auth-sql.conf.ext",
            "conf.d/auth-static.conf.ext",
            "conf.d/auth-system.conf.ext");

    @Override
    public int run(Process process) throws IOException {
        Service service = new Service(new Script(process));
        List<String> arguments = process.arguments();
        if (arguments.contains("configure")) {
            accounts(process);
            configuration(process);
            if (arguments.size() < 2 || arguments.get(1).isEmpty()) {
                certificate(process.files());
            }
            service.enable();
        } else if (arguments.contains("triggered")) {
            service.restart();
        }
        return 0;
    }

    private static void accounts(Process process) throws IOException {
        SystemAccounts accounts = new SystemAccounts(process, true);
        accounts.group("dovecot");
        accounts.user("dovecot", "dovecot", "Dovecot mail server,,,", "/usr/lib/dovecot");
        accounts.group("dovenull");
        accounts.user("dovenull", "dovenull", "Dovecot login user,,,", "/nonexistent");
    }

    private static void configuration(Process process) throws IOException {
        int group = process.host().accounts().group("dovecot").orElseThrow().gid();
        FileAccess files = process.files();
        Registry registry = new Registry(process);
        for (String each : CONFIGURATION) {
            String path = "/etc/dovecot/" + each;
            registry.put("dovecot-core", "/usr/share/dovecot/" + each, path);
            if (each.endsWith(".ext") && !each.startsWith("conf.d/") && files.exists(path)) { // they may hold passwords
                files.chmod(path, 0640);
                files.chown(path, -1, group, true);
            }
        }
    }

    private static void certificate(FileAccess files) throws IOException {
        String pem = "/etc/dovecot/private/dovecot.pem";
        String key = "/etc/dovecot/private/dovecot.key";
        String snakeoilPem = "/etc/ssl/certs/ssl-cert-snakeoil.pem";
        String snakeoilKey = "/etc/ssl/private/ssl-cert-snakeoil.key";
        if (!files.exists(pem) && !files.exists(key) && files.exists(snakeoilPem) && files.exists(snakeoilKey)) {
            files.symlink(snakeoilPem, pem);
            files.symlink(snakeoilKey, key);
        }
    }
}
