package postroom.labs.debian.openssl.x509;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.Test;

/** The texts are those of {@code openssl x509 -subject -nameopt …} of Debian 12. */
class NameTextTest {
    private static final X500Name NAME = new X500Name(new RDN[] {
        new RDN(BCStyle.C, new DERPrintableString("CH")),
        new RDN(BCStyle.ST, new DERUTF8String("Zürich")),
        new RDN(BCStyle.O, new DERUTF8String("My Org, Inc.")),
        new RDN(new AttributeTypeAndValue[] {
            new AttributeTypeAndValue(BCStyle.OU, new DERUTF8String("A")),
            new AttributeTypeAndValue(BCStyle.OU, new DERUTF8String("B"))
        }),
        new RDN(BCStyle.CN, new DERUTF8String("x.example"))
    });

    private static String with(String options) {
        return NameText.titled(
                "subject=", NAME, NameOptions.COMPAT.with(options).orElseThrow());
    }

    @Test
    void onOneLineUmlautsAreEscapedAndCommasQuoted() {
        assertThat(NameText.titled("subject=", NAME, NameOptions.ONELINE))
                .isEqualTo(
                        "subject=C = CH, ST = Z\\C3\\BCrich, O = \"My Org, Inc.\", OU = A + OU = B, CN = x.example\n");
    }

    @Test
    void directoriesWantTheLastPartFirst() {
        assertThat(with("RFC2253"))
                .isEqualTo("subject=CN=x.example,OU=B+OU=A,O=My Org\\, Inc.,ST=Z\\C3\\BCrich,C=CH\n");
    }

    @Test
    void theOldFormHasSlashes() {
        assertThat(with("compat"))
                .isEqualTo("subject=/C=CH/ST=Z\\xC3\\xBCrich/O=My Org, Inc./OU=A+OU=B/CN=x.example\n");
    }

    @Test
    void eachPartMayHaveALine() {
        assertThat(with("multiline"))
                .startsWith(
                        "subject=\n    countryName               = CH\n    stateOrProvinceName       = Z\\FCrich\n");
    }

    @Test
    void aWordThatNobodyKnowsIsRefused() {
        assertThat(NameOptions.COMPAT.with("foo")).isEmpty();
    }
}
