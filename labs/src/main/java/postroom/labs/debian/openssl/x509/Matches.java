package postroom.labs.debian.openssl.x509;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import postroom.labs.host.Numeric;

/** Whether a certificate is that of a host, an address or a mailbox ({@code X509_check_host(3)}, RFC 6125). */
public final class Matches {
    private Matches() {}

    private static List<GeneralName> alternatives(Certificate it, int kind) {
        return it.extension(Extension.subjectAlternativeName)
                .map(value -> Arrays.stream(GeneralNames.getInstance(value).getNames())
                        .filter(each -> each.getTagNo() == kind)
                        .toList())
                .orElse(List.of());
    }

    private static List<String> texts(Certificate it, int kind) {
        return alternatives(it, kind).stream()
                .map(each -> ((ASN1String) each.getName()).getString())
                .toList();
    }

    private static List<String> subject(Certificate it, org.bouncycastle.asn1.ASN1ObjectIdentifier type) {
        List<String> found = new ArrayList<>();
        for (RDN rdn : it.subject().getRDNs()) {
            for (AttributeTypeAndValue each : rdn.getTypesAndValues()) {
                if (each.getType().equals(type) && each.getValue() instanceof ASN1String text) {
                    found.add(text.getString());
                }
            }
        }
        return found;
    }

    /** A host's name; the common name counts only if there is no alternative name of a host. */
    public static boolean host(Certificate it, String host) {
        return hostName(it, host).isPresent();
    }

    /** The name of the certificate that is a host's name. */
    public static Optional<String> hostName(Certificate it, String host) {
        List<String> names = texts(it, GeneralName.dNSName);
        List<String> patterns = names.isEmpty() ? subject(it, BCStyle.CN) : names;
        return patterns.stream().filter(each -> matches(each, host)).findFirst();
    }

    private static boolean matches(String pattern, String host) {
        String name = host.toLowerCase(Locale.ROOT);
        String wanted = pattern.toLowerCase(Locale.ROOT);
        if (name.startsWith(".")) {
            return wanted.endsWith(name) && wanted.length() > name.length();
        }
        int star = wanted.indexOf('*');
        int dot = wanted.indexOf('.');
        if (star < 0 || dot < 0 || star > dot || wanted.indexOf('.', dot + 1) < 0) {
            return wanted.equals(name);
        }
        String before = wanted.substring(0, star);
        String after = wanted.substring(star + 1);
        if (after.indexOf('*') >= 0 || before.startsWith("xn--")) {
            return false;
        }
        if (!name.startsWith(before) || !name.endsWith(after) || name.length() < before.length() + after.length()) {
            return false;
        }
        String middle = name.substring(before.length(), name.length() - after.length());
        return !middle.isEmpty() && middle.indexOf('.') < 0;
    }

    /** An address in numbers. */
    public static boolean address(Certificate it, String address) {
        Optional<byte[]> wanted = Numeric.strict(address).map(InetAddress::getAddress);
        return wanted.isPresent()
                && alternatives(it, GeneralName.iPAddress).stream()
                        .anyMatch(each -> Arrays.equals(
                                ASN1OctetString.getInstance(each.getName()).getOctets(), wanted.get()));
    }

    /** The addresses of mail, of the alternative names and of the subject. */
    public static List<String> mailboxes(Certificate it) {
        List<String> all = new ArrayList<>(subject(it, PKCSObjectIdentifiers.pkcs_9_at_emailAddress));
        texts(it, GeneralName.rfc822Name).stream()
                .filter(each -> !all.contains(each))
                .forEach(all::add);
        return all;
    }

    /** A mailbox. */
    public static boolean mailbox(Certificate it, String mailbox) {
        int at = mailbox.lastIndexOf('@');
        return mailboxes(it).stream().anyMatch(each -> {
            int other = each.lastIndexOf('@');
            return at >= 0
                    && other == at
                    && each.substring(0, at).equals(mailbox.substring(0, at))
                    && each.substring(at).equalsIgnoreCase(mailbox.substring(at));
        });
    }
}
