package postroom.labs.debian.sudo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestHost;
import postroom.labs.fs.FileAccess;

class SudoTest {
    private final TestHost host = new TestHost(Base.BARE);

    @AfterEach
    void switchOff() {
        host.close();
    }

    private void rule(String text) throws IOException {
        FileAccess root = FileAccess.root(host.host().disk());
        root.writeAll("/etc/sudoers.d/test", (text + "\n").getBytes(StandardCharsets.UTF_8));
        root.chmod("/etc/sudoers.d/test", 0440);
    }

    @Test
    void givesTheCommandACleanEnvironmentThatSpeaksOfRoot() throws IOException {
        assertThat(host.run("sudo", "FOO=bar", "env").output()).isEqualTo("""
                LANG=C.UTF-8
                PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
                MAIL=/var/mail/root
                LOGNAME=root
                USER=root
                HOME=/root
                SHELL=/bin/bash
                SUDO_COMMAND=/usr/bin/env
                SUDO_USER=student
                SUDO_UID=1000
                SUDO_GID=1000
                FOO=bar
                """);
    }

    @Test
    void saysWhenThereIsNoSuchCommand() throws IOException {
        assertThat(host.run("sudo", "nosuch")).isEqualTo(new TestHost.Result("sudo: nosuch: command not found\n", 1));
        assertThat(host.run("sudo", "cd", "/").output()).isEqualTo("""
                sudo: cd: command not found
                sudo: "cd" is a shell built-in command, it cannot be run directly.
                sudo: the -s option may be used to run a privileged shell.
                sudo: the -D option may be used to run a command in a specific directory.
                """);
    }

    @Test
    void startsALoginShellInTheTargetsHome() throws IOException {
        assertThat(host.run("sudo", "-iu", "carla", "echo", "$HOME;", "id").output())
                .isEqualTo("shell [-bash, -c, echo $HOME\\; id] in /home/carla as carla\n");
        assertThat(host.run("sudo", "-s").output()).isEqualTo("shell [/bin/bash] in /home/student as root\n");
    }

    @Test
    void asksStrangersForTheirPasswordAndThenRefuses() throws IOException {
        host.onTerminal().typing("carla\n");
        assertThat(host.runAs("carla", "sudo", "true"))
                .isEqualTo(new TestHost.Result("[sudo] password for carla: \ncarla is not in the sudoers file.\n", 1));
        assertThat(host.file("/var/log/auth.log"))
                .contains("myserver sudo:    carla : user NOT in sudoers ; TTY=pts/0 ; PWD=/home/carla ; USER=root ;"
                        + " COMMAND=/usr/bin/true\n");
    }

    @Test
    void givesThreeTries() throws IOException {
        host.onTerminal().typing("x\ny\nz\n");
        rule("carla ALL=(ALL) ALL");
        assertThat(host.runAs("carla", "sudo", "true").output()).isEqualTo("""
                [sudo] password for carla:\040
                Sorry, try again.
                [sudo] password for carla:\040
                Sorry, try again.
                [sudo] password for carla:\040
                sudo: 3 incorrect password attempts
                """);
        assertThat(host.file("/var/log/auth.log")).contains("   carla : 3 incorrect password attempts ; TTY=pts/0 ;");
    }

    @Test
    void readsThePasswordFromItsInputWhenTold() throws IOException {
        rule("carla ALL=(ALL) ALL");
        host.typing("carla\n");
        assertThat(host.runAs("carla", "sudo", "-S", "-p", "%u@%h: ", "env").output())
                .startsWith("carla@myserver: LANG=C.UTF-8\n");
        assertThat(host.runAs("carla", "sudo", "-n", "true").output()).isEqualTo("sudo: a password is required\n");
    }

    @Test
    void listsWhatSomebodyMayRun() throws IOException {
        assertThat(host.run("sudo", "-l").output()).isEqualTo("""
                Matching Defaults entries for student on myserver:
                    env_reset, mail_badpass,
                    secure_path=/usr/local/sbin\\:/usr/local/bin\\:/usr/sbin\\:/usr/bin\\:/sbin\\:/bin,
                    use_pty

                User student may run the following commands on myserver:
                    (ALL : ALL) ALL
                    (ALL) NOPASSWD: ALL
                """);
    }

    @Test
    void theLastRuleThatFitsCounts() throws IOException {
        rule("""
                Cmnd_Alias SAFE = /usr/bin/env, /usr/bin/true ""
                carla ALL = (student) NOPASSWD: SAFE, !/usr/bin/env -i
                """);
        assertThat(host.runAs("carla", "sudo", "-u", "student", "true").status())
                .isZero();
        assertThat(host.runAs("carla", "sudo", "-nu", "student", "true", "x").output())
                .isEqualTo("sudo: a password is required\n");
        host.typing("carla\n");
        assertThat(host.runAs("carla", "sudo", "-Su", "student", "env", "-i").output())
                .endsWith("Sorry, user carla is not allowed to execute '/usr/bin/env -i' as student on"
                        + " myserver.mydomain.net.\n");
    }

    @Test
    void aBrokenRuleIsShownAndLeftOut() throws IOException {
        rule("student ALL=(ALL NOPASSWD ALL");
        assertThat(host.run("sudo", "true")).isEqualTo(new TestHost.Result("""
                /etc/sudoers.d/test:1:18: syntax error
                student ALL=(ALL NOPASSWD ALL
                                 ^~~~~~~~
                """, 0));
    }

    @Test
    void logsTheCommandAndItsSession() throws IOException {
        host.run("sudo", "true", "a b", "it's");
        assertThat(host.file("/var/log/auth.log"))
                .contains(
                        "myserver sudo:  student : PWD=/home/student ; USER=root ; COMMAND=/usr/bin/true 'a b' it\\'s\n")
                .contains("sudo: pam_unix(sudo:session): session opened for user root(uid=0) by (uid=1000)\n")
                .contains("sudo: pam_unix(sudo:session): session closed for user root\n");
    }
}
