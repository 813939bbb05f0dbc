package postroom.labs.debian.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestHost;

/** What the programs of a Debian host answered. */
class LoginTest {
    private final TestHost host = new TestHost(Base.POSTFIX);

    @AfterEach
    void switchOff() {
        host.close();
    }

    private String output(String... words) throws IOException {
        return host.run(words).output();
    }

    @Test
    void tellsWhoSomebodyIs() throws IOException {
        assertThat(output("id")).isEqualTo("uid=1000(student) gid=1000(student) groups=1000(student),4(adm),27(sudo)\n");
        assertThat(output("id", "carla")).isEqualTo("uid=1001(carla) gid=1001(carla) groups=1001(carla)\n");
        assertThat(output("id", "-Gn")).isEqualTo("student adm sudo\n");
        assertThat(output("id", "a", "b")).isEqualTo("id: ‘a’: no such user\nid: ‘b’: no such user\n");
        assertThat(output("id", "-un", "-g")).isEqualTo("id: cannot print \"only\" of more than one choice\n");
        assertThat(output("groups", "carla", "student")).isEqualTo("carla : carla\nstudent : student adm sudo\n");
        assertThat(output("sudo", "-g", "adm", "id"))
                .isEqualTo("uid=1000(student) gid=4(adm) groups=4(adm),27(sudo),1000(student)\n");
        assertThat(output("whoami", "x"))
                .isEqualTo("whoami: extra operand ‘x’\nTry 'whoami --help' for more information.\n");
    }

    @Test
    void looksUpDatabases() throws IOException {
        assertThat(output("getent", "passwd", "postfix"))
                .isEqualTo("postfix:x:100:102::/var/spool/postfix:/usr/sbin/nologin\n");
        assertThat(output("getent", "hosts", "myserver")).isEqualTo("127.0.1.1       myserver.mydomain.net myserver\n");
        assertThat(output("getent", "services", "smtps")).isEqualTo("submissions           465/tcp ssmtp smtps urd\n");
        assertThat(output("getent", "rpc", "portmapper")).isEqualTo("portmapper      100000  portmap sunrpc rpcbind\n");
        assertThat(host.run("getent", "shadow", "student").status()).isEqualTo(2);
        assertThat(output("getent")).isEqualTo(
                "getent: wrong number of arguments\nTry `getent --help' or `getent --usage' for more information.\n");
    }

    @Test
    void rootBecomesSomebodyWithoutAPassword() throws IOException {
        assertThat(output("sudo", "su", "-", "carla", "-c", "env"))
                .isEqualTo("shell [-bash, -c, env] in /home/carla as carla\n");
        assertThat(output("sudo", "su", "-s", "/bin/sh", "carla")).isEqualTo("shell [sh] in /home/student as carla\n");
        assertThat(output("sudo", "su", "nobody")).isEqualTo("This account is currently not available.\n");
        assertThat(output("sudo", "su", "-g", "adm", "-s", "/usr/bin/id"))
                .isEqualTo("uid=0(root) gid=4(adm) groups=4(adm)\n");
        assertThat(output("sudo", "runuser", "-u", "carla", "--", "id", "-un")).isEqualTo("carla\n");
        assertThat(host.file("/var/log/auth.log"))
                .containsPattern("su\\[[0-9]+]: \\(to carla\\) root on none\n")
                .containsPattern("su\\[[0-9]+]: pam_unix\\(su-l:session\\): session opened for user carla\\(uid=1001\\)");
    }

    @Test
    void othersGiveThePassword() throws IOException {
        host.onTerminal().typing("carla\n");
        assertThat(output("su", "carla")).isEqualTo("Password: \nshell [bash] in /home/student as carla\n");
        host.typing("wrong\n");
        assertThat(host.run("su", "carla")).isEqualTo(new TestHost.Result("Password: \nsu: Authentication failure\n", 1));
        assertThat(host.file("/var/log/auth.log"))
                .contains("su: pam_unix(su:auth): authentication failure; logname= uid=1000 euid=0 tty=/dev/pts/0"
                        + " ruser=student rhost=  user=carla\n")
                .containsPattern("su\\[[0-9]+]: FAILED SU \\(to carla\\) student on pts/0\n");
        assertThat(output("su", "nosuch")).isEqualTo(
                "su: user nosuch does not exist or the user entry does not contain all the required fields\n");
    }

    @Test
    void namesTheHost() throws IOException {
        assertThat(output("hostname", "-f")).isEqualTo("myserver.mydomain.net\n");
        assertThat(output("hostname", "-I")).isEqualTo("\n");
        assertThat(output("hostname", "-i")).isEqualTo("127.0.1.1\n");
        assertThat(output("dnsdomainname")).isEqualTo("mydomain.net\n");
        assertThat(output("hostname", "x")).isEqualTo("hostname: you must be root to change the host name\n");
        assertThat(output("sudo", "hostname", "newname")).isEmpty();
        assertThat(output("sudo", "hostname"))
                .isEqualTo("sudo: unable to resolve host newname: Temporary failure in name resolution\nnewname\n");
    }

    @Test
    void writesToTheLog() throws IOException {
        assertThat(output("logger", "-t", "tag", "-p", "mail.err", "hello", "there")).isEmpty();
        assertThat(host.file("/var/log/mail.err")).endsWith(" myserver tag: hello there\n");
        host.typing("one\ntwo\n");
        output("logger", "--id=55");
        assertThat(host.file("/var/log/syslog")).contains(" student[55]: one\n").contains(" student[55]: two\n");
        assertThat(output("logger", "-p", "nosuch.info", "x")).isEqualTo("logger: unknown facility name: nosuch\n");
        assertThat(output("logger", "-s", "-t", "foo", "bar")).matches("<13>... .. ..:..:.. foo: bar\n");
    }

    @Test
    void showsAndSetsAnswersOfPackages() throws IOException {
        assertThat(output("sudo", "debconf-show", "postfix"))
                .contains("* postfix/main_mailer_type: Internet Site\n")
                .contains("  postfix/relayhost:\n")
                .contains("  postfix/destinations: $myhostname, myserver.mydomain.net, localhost.mydomain.net, , localhost\n");
        host.typing("postfix postfix/mailname string a.example\nfoo foo/bar boolean true\n");
        assertThat(output("sudo", "debconf-set-selections")).isEmpty();
        assertThat(output("sudo", "debconf-show", "foo")).isEqualTo("* foo/bar: true\n");
        assertThat(output("sudo", "debconf-show", "postfix")).contains("* postfix/mailname: a.example\n");
        host.typing("garbage\n");
        assertThat(output("sudo", "debconf-set-selections")).isEqualTo("error: parse error on line 1: 'garbage'\n");
    }
}
