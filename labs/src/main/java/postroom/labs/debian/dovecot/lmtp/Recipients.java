package postroom.labs.debian.dovecot.lmtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.dovecot.auth.Authenticator;
import postroom.labs.debian.dovecot.auth.MailUser;
import postroom.labs.debian.dovecot.config.DovecotConfig;
import postroom.labs.debian.dovecot.delivery.Letter;
import postroom.labs.debian.dovecot.delivery.MailDelivery;
import postroom.labs.debian.dovecot.delivery.Outcome;
import postroom.labs.debian.dovecot.sieve.filter.SieveDelivery;
import postroom.labs.debian.dovecot.storage.NetworkText;
import postroom.labs.debian.postfix.service.MailDate;
import postroom.labs.host.Host;
import postroom.labs.host.Syslog.Priority;

/** The recipients of one transaction: looked up when they are named, delivered to one after the other. */
final class Recipients {
    private final Host host;
    private final int pid;
    private final DovecotConfig config;
    private final String client;
    private final String peer;
    private final List<Recipient> accepted = new ArrayList<>();
    private String transaction = "";
    private int asked;

    private record Recipient(String address, String detail, MailUser user, String session) {}

    Recipients(Host host, int pid, DovecotConfig config, String client, String peer) {
        this.host = host;
        this.pid = pid;
        this.config = config;
        this.client = client;
        this.peer = peer;
    }

    void clear() {
        accepted.clear();
        asked = 0;
    }

    void begin(String id) {
        clear();
        transaction = id;
    }

    boolean isEmpty() {
        return accepted.isEmpty();
    }

    /** One more. @return why not */
    Optional<String> add(String address) {
        asked++;
        int at = address.lastIndexOf('@');
        String local = at < 0 ? address : address.substring(0, at);
        String domain = at < 0 ? "" : address.substring(at);
        String detail = "";
        for (char each : config.get("recipient_delimiter", "lmtp").toCharArray()) {
            int mark = local.indexOf(each);
            if (mark > 0) {
                detail = local.substring(mark + 1);
                local = local.substring(0, mark);
                break;
            }
        }
        Authenticator auth = new Authenticator(host, config);
        String name = local + domain;
        try {
            Optional<MailUser> user = auth.user(auth.normalised(name));
            if (user.isEmpty()) {
                return Optional.of("550 5.1.1 <" + address + "> User doesn't exist: " + name);
            }
            if (user.get().who().uid() == 0) {
                String number = peer.isEmpty() ? "conn unix:pid=1,uid=0" : "conn " + peer;
                error("lmtp-server: " + number + " [1]: rcpt " + address + ": Failed to lookup user " + name
                        + ": Invalid settings in userdb: userdb returned 0 as uid");
                return Optional.of("451 4.3.0 <" + address + "> Temporary internal error");
            }
            String session = asked > 1 ? transaction + ":R" + asked : transaction;
            Recipient recipient = new Recipient(address, detail, user.get(), session);
            MailDelivery delivery = delivery(recipient);
            if (delivery.is("lmtp_rcpt_check_quota") && delivery.isFull()) {
                return Optional.of("452 4.2.2 <" + address + "> " + delivery.fullText());
            }
            accepted.add(recipient);
            return Optional.empty();
        } catch (Authenticator.Broken e) {
            host.syslog().log("mail", Priority.ERR, "dovecot", "auth: Error: " + e.getMessage());
            return Optional.of("451 4.3.0 <" + address + "> Temporary internal error");
        }
    }

    private void error(String text) {
        host.syslog().log("mail", Priority.ERR, "dovecot", "lmtp(" + pid + "): Error: " + text);
    }

    private MailDelivery delivery(Recipient recipient) {
        return new MailDelivery(host, config, "lmtp", pid, recipient.session, recipient.user, Map.of());
    }

    /** Delivers to all. @return a reply for each */
    List<String> deliver(String helo, String sender, byte[] content) {
        List<String> replies = new ArrayList<>();
        for (Recipient each : accepted) {
            MailDelivery delivery = delivery(each);
            byte[] stored = NetworkText.toFile(withEnvelope(delivery, each, helo, sender, content));
            Letter letter = new Letter(stored, sender, true, each.address, each.address);
            boolean toDetail = !each.detail.isEmpty() && delivery.is("lmtp_save_to_detail_mailbox");
            Outcome outcome = SieveDelivery.run(delivery, letter, toDetail ? each.detail : "INBOX");
            replies.add(reply(delivery, each, outcome));
        }
        return replies;
    }

    private String reply(MailDelivery delivery, Recipient recipient, Outcome outcome) {
        String who = " <" + recipient.address + "> ";
        return switch (outcome.kind()) {
            case SAVED -> "250 2.0.0" + who + recipient.session + " Saved";
            case OVER_QUOTA -> (delivery.is("quota_full_tempfail") ? "452 4.2.2" : "552 5.2.2") + who + outcome.text();
            case FAILED -> "451 4.2.0" + who + outcome.text();
        };
    }

    private byte[] withEnvelope(
            MailDelivery delivery, Recipient recipient, String helo, String sender, byte[] content) {
        StringBuilder head = new StringBuilder("Return-Path: <" + sender + ">\r\n");
        boolean named = accepted.size() == 1
                && !delivery.setting("lmtp_hdr_delivery_address").equals("none");
        if (named) {
            head.append("Delivered-To: ").append(recipient.address).append("\r\n");
        }
        if (delivery.is("lmtp_add_received_header")) {
            head.append("Received: from ").append(helo.isEmpty() ? "unknown" : helo);
            if (!client.equals("local")) {
                head.append(" ([").append(client).append("])");
            }
            head.append("\r\n\tby ").append(delivery.hostName()).append(" with LMTP\r\n\tid ");
            head.append(transaction)
                    .append("\r\n\t(envelope-from <")
                    .append(sender)
                    .append(">)");
            if (named) {
                head.append("\r\n\tfor <").append(recipient.address).append(">");
            }
            head.append("; ");
            head.append(MailDate.header(host.clock().instant()).replaceFirst(" \\(UTC\\)$", ""))
                    .append("\r\n");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length() + content.length);
        out.writeBytes(head.toString().getBytes(ISO_8859_1));
        out.writeBytes(content);
        return out.toByteArray();
    }
}
