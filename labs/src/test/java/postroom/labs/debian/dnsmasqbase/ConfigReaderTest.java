package postroom.labs.debian.dnsmasqbase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import postroom.labs.net.dns.DnsType;

class ConfigReaderTest {
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private Config read(String... words) throws Fault {
        Config config = new Config();
        List<String> argv = new java.util.ArrayList<>(List.of("dnsmasq"));
        argv.addAll(List.of(words));
        new ConfigReader(Source.of(files), config).commandLine(argv);
        return config;
    }

    private void file(String path, String text) {
        files.put(path, text.getBytes(UTF_8));
    }

    @Test
    void quotationsHideCommasAndRemarks() throws Fault {
        file("/etc/dnsmasq.conf", "# mine\n  txt-record = a.example,\"v=spf1 a,b # c\", second # not this\n");
        assertThat(read().texts.get(0).text()).isEqualTo("\"v=spf1 a,b # c\" \"second\"");
    }

    @Test
    void theCommandLineComesBeforeTheFile() throws Fault {
        file("/etc/dnsmasq.conf", "port=53\n");
        assertThat(read("-p", "5353").port).isEqualTo(5353);
    }

    @Test
    void faultsNameTheirLine() {
        file("/etc/dnsmasq.conf", "domain-needed\n\nport=x\n");
        assertThatThrownBy(this::read).hasMessage("error at line 3 of /etc/dnsmasq.conf");
        file("/etc/dnsmasq.conf", "cname=a,b\ncname=b,a\n");
        assertThatThrownBy(this::read).hasMessageStartingWith("CNAME loop involving ");
        file("/etc/dnsmasq.conf", "port=53\nport=54\n");
        assertThatThrownBy(this::read).hasMessage("illegal repeated keyword at line 2 of /etc/dnsmasq.conf");
    }

    @Test
    void aFolderIsReadWithoutTheEndingsThatAreLeftOut() throws Fault {
        file("/etc/dnsmasq.conf", "conf-dir=/d,.bak\n");
        file("/d/one", "domain-needed\n");
        file("/d/two.bak", "bogus-priv\n");
        assertThat(read().flags).contains("domain-needed").doesNotContain("bogus-priv");
    }

    @Test
    void aFileThatIncludesItselfIsReadOnce() throws Fault {
        file("/etc/dnsmasq.conf", "conf-file=/etc/dnsmasq.conf\ndomain-needed\n");
        assertThat(read().has("domain-needed")).isTrue();
    }

    @Test
    void theLongestDomainThatFitsDecides() throws Fault {
        file("/etc/dnsmasq.conf", "local=/lan/\naddress=/www.lan/192.0.2.1\nserver=/lan/#\n");
        Rules rules = new Rules(read().rules, List.of());
        assertThat(rules.find("a.www.lan.", DnsType.A)).allMatch(it -> it.address() != null);
        assertThat(rules.find("www.lan.", DnsType.MX)).anyMatch(Config.Rule::isLocal);
        assertThat(rules.find("other.", DnsType.A)).isEmpty();
    }
}
