package postroom.server.smtp;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import postroom.server.smtp.Recipient.Notify;
import postroom.server.smtp.syntax.EnvelopeAddress;
import postroom.server.smtp.syntax.Printing;
import postroom.server.smtp.syntax.Xtext;

/** The parameters of RCPT TO: NOTIFY and ORCPT (RFC 3461 §4.1, §4.2). */
final class RcptParameters {

    private static final Reply BAD_NOTIFY = Reply.of(501, "5.5.4", "Error: Bad NOTIFY parameter syntax");
    private static final Reply BAD_ORCPT = Reply.of(501, "5.5.4", "Error: Bad ORCPT parameter syntax");
    private static final int FIRST = 3;

    private final SmtpConfig config;
    private final SmtpRequest request;
    private Optional<Set<Notify>> notifyOn = Optional.empty();
    private Optional<String> originalRecipient = Optional.empty();

    RcptParameters(SmtpConfig config, SmtpRequest request) {
        this.config = config;
        this.request = request;
    }

    /** @return the refusal of the first parameter that is wrong */
    Optional<Reply> read() {
        for (int i = FIRST; i < request.count(); i++) {
            Optional<Reply> wrong = one(request.word(i));
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    Recipient recipient(EnvelopeAddress address) {
        String original = originalRecipient.orElse("rfc822;" + address.typed());
        return new Recipient(address.internal(), address.typed(), notifyOn, original);
    }

    private Optional<Reply> one(String typed) {
        String upper = typed.toUpperCase(Locale.ROOT);
        boolean isNotify = upper.startsWith("NOTIFY=");
        if (!isNotify && !upper.startsWith("ORCPT=")) {
            return Optional.of(Reply.of(555, "5.5.4", "Unsupported option: " + Printing.printable(typed)));
        }
        if (!config.offers(EhloKeyword.DSN)) {
            return Optional.of(MailParameters.DSN_DISABLED);
        }
        return isNotify ? notifyOn(upper.substring(7)) : originalRecipient(typed.substring(6));
    }

    private Optional<Reply> notifyOn(String list) {
        Set<Notify> wanted = EnumSet.noneOf(Notify.class);
        for (String word : list.split("[,\\s]+", -1)) {
            if (word.isEmpty()) {
                continue;
            }
            Optional<Notify> known = Set.of(Notify.values()).stream()
                    .filter(value -> value.name().equals(word))
                    .findFirst();
            if (known.isEmpty()) {
                return Optional.of(BAD_NOTIFY);
            }
            wanted.add(known.get());
        }
        boolean contradictory = wanted.contains(Notify.NEVER) && wanted.size() > 1;
        if (notifyOn.isPresent() || wanted.isEmpty() || contradictory) {
            return Optional.of(BAD_NOTIFY);
        }
        notifyOn = Optional.of(Set.copyOf(wanted));
        return Optional.empty();
    }

    private Optional<Reply> originalRecipient(String typed) {
        int semicolon = typed.indexOf(';');
        if (originalRecipient.isPresent() || semicolon < 1) {
            return Optional.of(BAD_ORCPT);
        }
        String type = typed.substring(0, semicolon);
        String coded = typed.substring(semicolon + 1);
        Optional<String> address = type.equalsIgnoreCase("utf-8") ? Xtext.decodeUnicode(coded) : Xtext.decode(coded);
        originalRecipient = address.map(decoded -> type + ";" + decoded);
        return originalRecipient.isPresent() ? Optional.empty() : Optional.of(BAD_ORCPT);
    }
}
