package postroom.labs.net.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import postroom.labs.net.Network;

class DnsMessageTest {
    private static DnsMessage answer() throws DnsFormatException {
        DnsMessage reply = DnsMessage.query(4711, "mydomain.net", DnsType.MX).reply();
        reply.authoritative = true;
        reply.answers().add(DnsRecord.of("mydomain.net", DnsType.MX, 5, RData.mx(10, "mail.mydomain.net")));
        reply.additional().add(DnsRecord.address("mail.mydomain.net", Network.address("192.0.2.10"), 5));
        reply.edns(new DnsMessage.Edns(1232, 0, true, List.of(new DnsMessage.Option(15, new byte[] {0, 14}))));
        return reply;
    }

    @Test
    void whatIsWrittenIsReadAgain() throws DnsFormatException {
        DnsMessage read = DnsMessage.parse(answer().encode());

        assertThat(read.id).isEqualTo(4711);
        assertThat(read.response).isTrue();
        assertThat(read.authoritative).isTrue();
        assertThat(read.answers()).extracting(DnsRecord::text).containsExactly("10 mail.mydomain.net.");
        assertThat(read.additional()).extracting(DnsRecord::name).containsExactly("mail.mydomain.net.");
        assertThat(read.edns().orElseThrow().dnssec()).isTrue();
        assertThat(read.edns().orElseThrow().options().get(0).data()).containsExactly(0, 14);
    }

    @Test
    void ownersThatStoodBeforeArePointers() throws DnsFormatException {
        int header = 12;
        int question = 14 + 4;
        int mx = 2 + 10 + 2 + 19;
        int address = 2 + 10 + 4;
        int opt = 11 + 6;
        assertThat(answer().encode()).hasSize(header + question + mx + address + opt);
    }

    @Test
    void garbageIsRefusedAndNeverLoops() throws DnsFormatException {
        byte[] good = answer().encode();
        byte[] loop = good.clone();
        loop[12] = (byte) 0xC0;
        loop[13] = 12;
        assertThatThrownBy(() -> DnsMessage.parse(loop)).isInstanceOf(DnsFormatException.class);
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            byte[] bent = good.clone();
            for (int n = 0; n < 4; n++) {
                bent[random.nextInt(bent.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(DnsMessage.parse(bent).answers()).hasSizeLessThan(4097);
            } catch (DnsFormatException refused) {
                assertThat(refused).hasMessageMatching("[a-z ]+");
            }
        }
    }

    @Test
    void namesAreCheckedAsDigChecksThem() {
        assertThatThrownBy(() -> DnsName.wire("a..b")).hasMessage("empty label");
        assertThatThrownBy(() -> DnsName.wire("a".repeat(64) + ".b")).hasMessage("label too long");
        assertThatThrownBy(() -> DnsName.wire("abcdefg.".repeat(40))).hasMessage("ran out of space");
    }

    @Test
    void addressesAreTurnedRound() {
        assertThat(DnsName.reverse(Network.address("192.0.2.9"))).isEqualTo("9.2.0.192.in-addr.arpa.");
        String six = DnsName.reverse(Network.address("2001:db8::1"));
        assertThat(DnsName.reversed(six)).contains(Network.address("2001:db8::1"));
        assertThat(RecordText.address(Network.address("2001:db8:0:0:1:0:0:1"))).isEqualTo("2001:db8::1:0:0:1");
    }

    @Test
    void unknownTypesAreWrittenAsNumbers() {
        assertThat(RecordText.of(4711, new byte[] {1, (byte) 0xAB})).isEqualTo("\\# 2 01AB");
        assertThat(RecordText.of(DnsType.TXT, RData.txt(List.of("say \"hi\"", "b"))))
                .isEqualTo("\"say \\\"hi\\\"\" \"b\"");
        assertThat(DnsType.number("TYPE999x")).isEmpty();
        assertThat(DnsType.number("type15")).hasValue(DnsType.MX);
    }
}
