package postroom.labs.debian.dpkg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestHost;

/** What dpkg 1.21.23 answered on a Debian host. */
class DpkgTest {
    private static TestHost host;

    @BeforeAll
    static void switchOn() {
        host = new TestHost(Base.POSTFIX);
    }

    @AfterAll
    static void switchOff() {
        host.close();
    }

    private String dpkg(String... words) throws IOException {
        return host.run(words).output();
    }

    @Test
    void tellsThePackagesState() throws IOException {
        assertThat(dpkg("dpkg", "-s", "postfix"))
                .startsWith("Package: postfix\nStatus: install ok installed\nPriority: optional\nSection: mail\n")
                .contains("\nProvides: mail-transport-agent\n")
                .contains("\nConffiles:\n /etc/init.d/postfix 394590f409167c291ab25309361d48eb\n");
        assertThat(host.run("dpkg", "-s", "nosuch")).isEqualTo(new TestHost.Result("""
                dpkg-query: package 'nosuch' is not installed and no information is available
                Use dpkg --info (= dpkg-deb --info) to examine archive files.
                """, 1));
    }

    @Test
    void listsPackagesInColumnsAsWideAsNeeded() throws IOException {
        assertThat(dpkg("dpkg", "-l", "nano", "dash", "telnet")).isEqualTo("""
                Desired=Unknown/Install/Remove/Purge/Hold
                | Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend
                |/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)
                ||/ Name           Version            Architecture Description
                +++-==============-==================-============-==============================================================
                ii  dash           0.5.12-2           amd64        POSIX-compliant shell
                ii  nano           7.2-1+deb12u1      amd64        small, friendly text editor inspired by Pico
                ii  telnet         0.17+2.4-2+deb12u3 all          transitional dummy package for inetutils-telnet default switch
                """);
        assertThat(dpkg("dpkg", "-l", "libpam*"))
                .contains("\nun  libpam-cap           <none>          <none>       (no description available)\n")
                .contains("\nii  libpam-modules:amd64 1.5.2-6+deb12u2 amd64        Pluggable Auth");
        assertThat(dpkg("dpkg", "-l", "mailutil")).isEqualTo("dpkg-query: no packages found matching mailutil\n");
    }

    @Test
    void findsThePackageOfAPath() throws IOException {
        assertThat(dpkg("dpkg", "-S", "/etc/sudoers")).isEqualTo("sudo: /etc/sudoers\n");
        assertThat(dpkg("dpkg", "-S", "sudoers.d/READ")).isEqualTo("sudo: /etc/sudoers.d/README\n");
        assertThat(host.run("dpkg", "-S", "nosuchfile"))
                .isEqualTo(new TestHost.Result("dpkg-query: no path found matching pattern *nosuchfile*\n", 1));
    }

    @Test
    void fillsFormats() throws IOException {
        assertThat(dpkg(
                        "dpkg-query",
                        "-W",
                        "-f",
                        "${Package}|${Status}|${db:Status-Abbrev}|${binary:Package}|${Nosuch}|${Package;20}|${Package;-20}|\\n",
                        "nano",
                        "libc6"))
                .isEqualTo("""
                        libc6|install ok installed|ii |libc6:amd64||               libc6|libc6               |
                        nano|install ok installed|ii |nano||                nano|nano                |
                        """);
        assertThat(dpkg("dpkg-query", "-W", "nano")).isEqualTo("nano\t7.2-1+deb12u1\n");
    }

    @Test
    void complainsOfOptions() throws IOException {
        assertThat(dpkg("dpkg", "-W", "bash")).startsWith("dpkg: error: unknown option -W\n\nType dpkg --help for");
        assertThat(dpkg("dpkg-query", "-L"))
                .isEqualTo("dpkg-query: error: --listfiles needs at least one package name argument\n\n"
                        + "Use --help for help about querying packages.\n");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0,lt,2.0",
        "1.0~rc1,lt,1.0",
        "1:0.9,gt,2.0",
        "1.10,gt,1.9",
        "2.0-1,eq,2.0-1",
        "3.7.11-0+deb12u1,gt,3.7.11-0"
    })
    void ordersVersions(String a, String relation, String b) throws IOException {
        assertThat(host.run("dpkg", "--compare-versions", a, relation, b).status())
                .isZero();
    }
}
