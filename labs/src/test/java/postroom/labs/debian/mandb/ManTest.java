package postroom.labs.debian.mandb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestHost;
import postroom.labs.debian.image.ImageResources;

/** The manual: what man-db 2.11.2 says of pages that are not there, and pages that are. */
class ManTest {
    private static TestHost host;

    @BeforeAll
    static void switchOn() {
        host = new TestHost(Base.POSTFIX);
    }

    @AfterAll
    static void switchOff() {
        host.close();
    }

    @Test
    void saysWhichPageIsMissing() throws IOException {
        assertThat(host.run("man", "foo")).isEqualTo(new TestHost.Result("No manual entry for foo\n", 16));
        assertThat(host.run("man", "5", "foo"))
                .isEqualTo(new TestHost.Result("No manual entry for foo in section 5\n", 16));
        assertThat(host.run("man"))
                .isEqualTo(new TestHost.Result("What manual page do you want?\nFor example, try 'man man'.\n", 1));
        assertThat(host.run("man", "-k", "zzqq")).isEqualTo(new TestHost.Result("zzqq: nothing appropriate.\n", 16));
        assertThat(host.run("whatis")).isEqualTo(new TestHost.Result("whatis what?\n", 1));
    }

    @Test
    void hasThePagesOfInstalledPackagesOnly() throws IOException {
        assertThat(host.run("whatis", "postfix").output())
                .isEqualTo("postfix (1)          - Postfix control program\n");
        assertThat(host.run("man", "dovecot").output()).isEqualTo("No manual entry for dovecot\n");
    }

    @Test
    void choosesTheSection() throws IOException {
        assertThat(host.run("man", "postconf").output())
                .startsWith("POSTCONF(1)")
                .endsWith("POSTCONF(1)\n");
        assertThat(host.run("man", "5", "postconf").output()).startsWith("POSTCONF(5)");
        assertThat(host.run("man", "postconf.5").output()).startsWith("POSTCONF(5)");
        assertThat(host.run("man", "mailq").output()).startsWith("SENDMAIL(1)");
    }

    @Test
    void everyPageHasItsSectionsAndFitsTheLine() {
        for (ManPage each : Manual.all()) {
            assertThat(each.description()).as(each.title()).isNotEmpty();
            assertThat(each.source())
                    .as(each.title())
                    .startsWith("NAME\n" + each.file() + " - ")
                    .contains("\nSYNOPSIS\n");
            List<String> lines = new ManFormatter(78, false).format(each);
            assertThat(lines)
                    .as(each.title())
                    .allMatch(line -> line.length() <= 78)
                    .hasSizeGreaterThan(8);
        }
    }

    @Test
    void everyPageIsOneThatItsPackageShips() {
        for (ManPage each : Manual.all()) {
            Set<String> paths = Set.copyOf(ImageResources.lines("packages/" + each.debianPackage() + "/list"));
            // Of some packages the lab's list names only what it has, and hosts(5) comes with Debian's manpages.
            if (paths.stream().anyMatch(path -> path.contains("/man/man" + each.section() + "/"))) {
                assertThat(paths)
                        .as(each.title())
                        .anyMatch(path -> path.matches(".*/man\\d/[^/]*" + each.name() + "[^/]*")
                                || path.endsWith("/" + each.name())
                                || path.contains("/" + each.name() + "."));
            }
        }
    }

    @Test
    void setsEntriesAndParagraphs() {
        List<String> lines = new ManFormatter(40, false).format(new ManPage("kill", "1", "procps", "kill"));
        assertThat(lines).allMatch(line -> line.length() <= 41).contains("NAME", "SEE ALSO", "       ps(1)");
        assertThat(ManFormatter.isHeading("SEE ALSO")).isTrue();
        assertThat(ManFormatter.isHeading("OK :: accept")).isFalse();
    }
}
