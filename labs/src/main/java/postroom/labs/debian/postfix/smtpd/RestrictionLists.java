package postroom.labs.debian.postfix.smtpd;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;

/** Which lists of restrictions are asked at which stage of a session (SMTPD_ACCESS_README). */
final class RestrictionLists {
    private static final Set<String> CLOSING = Set.of(
            "reject_unauth_destination",
            "defer_unauth_destination",
            "reject",
            "defer",
            "defer_if_permit",
            "check_relay_domains");

    private final Service service;
    private final Parameters parameters;
    private final Request request;
    private final Standing standing;
    private final Restrictions restrictions;

    RestrictionLists(Service service, Request request, Standing standing) {
        this.service = service;
        this.parameters = service.parameters();
        this.request = request;
        this.standing = standing;
        this.restrictions = new Restrictions(service, request, standing);
    }

    private Ruling list(Standing.Stage stage, String parameter, Subject subject) throws TableError {
        standing.begin(stage);
        Ruling ruling = restrictions.apply(parameter, subject);
        standing.end(stage);
        return ruling;
    }

    Ruling client() throws TableError {
        return list(
                Standing.Stage.CLIENT,
                "smtpd_client_restrictions",
                new Subject(request.client().toString(), Subject.CLIENT, "check_client_access"));
    }

    Ruling helo() throws TableError {
        return request.helo() == null
                ? Ruling.DUNNO
                : list(
                        Standing.Stage.HELO,
                        "smtpd_helo_restrictions",
                        new Subject(request.helo(), Subject.HELO, "check_helo_access"));
    }

    Ruling sender() throws TableError {
        if (request.sender() == null) {
            return Ruling.DUNNO;
        }
        standing.senderListed = false;
        Ruling ruling = list(
                Standing.Stage.SENDER,
                "smtpd_sender_restrictions",
                new Subject(request.sender(), Subject.SENDER, "check_sender_access"));
        boolean more = parameters.bool("smtpd_reject_unlisted_sender")
                && !(ruling instanceof Ruling.Refuse)
                && !standing.discards()
                && !request.sender().isEmpty();
        if (!more) {
            return ruling;
        }
        Optional<Asked> before = standing.asks(Asked.parameter("smtpd_reject_unlisted_sender"));
        ruling = restrictions.listed().sender(request.sender());
        standing.asked(before);
        return ruling;
    }

    Ruling recipient() throws TableError {
        if (request.recipient().equalsIgnoreCase("postmaster")) {
            return Ruling.DUNNO;
        }
        standing.recipientListed = false;
        Ruling earlier = parameters.bool("smtpd_delay_reject") ? earlier() : Ruling.DUNNO;
        if (earlier instanceof Ruling.Refuse) {
            return earlier;
        }
        standing.begin(Standing.Stage.RECIPIENT);
        boolean relayFirst = parameters.bool("smtpd_relay_before_recipient_restrictions");
        Subject subject = new Subject(request.recipient(), Subject.RECIPIENT, "check_recipient_access");
        for (String name : List.of(relayFirst ? "relay" : "recipient", relayFirst ? "recipient" : "relay")) {
            Ruling ruling = restrictions.apply("smtpd_" + name + "_restrictions", subject);
            if (ruling instanceof Ruling.Refuse) {
                return ruling;
            }
        }
        Ruling last = standing.atLast(request);
        boolean more = parameters.bool("smtpd_reject_unlisted_recipient")
                && !(last instanceof Ruling.Refuse)
                && !standing.discards();
        if (!more) {
            return last;
        }
        Optional<Asked> before = standing.asks(Asked.parameter("smtpd_reject_unlisted_recipient"));
        last = restrictions.listed().recipient(request.recipient());
        standing.asked(before);
        return last;
    }

    private Ruling earlier() throws TableError {
        Ruling ruling = client();
        ruling = ruling instanceof Ruling.Refuse ? ruling : helo();
        return ruling instanceof Ruling.Refuse ? ruling : sender();
    }

    Ruling etrn() throws TableError {
        if (parameters.bool("smtpd_delay_reject")) {
            Ruling ruling = client();
            ruling = ruling instanceof Ruling.Refuse ? ruling : helo();
            if (ruling instanceof Ruling.Refuse) {
                return ruling;
            }
        }
        return last(
                Standing.Stage.ETRN,
                "smtpd_etrn_restrictions",
                new Subject(request.etrnDomain(), Subject.ETRN, "check_etrn_access"));
    }

    Ruling data() throws TableError {
        return last(Standing.Stage.DATA, "smtpd_data_restrictions", new Subject("DATA", Subject.DATA, ""));
    }

    Ruling endOfData() throws TableError {
        return last(
                Standing.Stage.DATA,
                "smtpd_end_of_data_restrictions",
                new Subject("END-OF-MESSAGE", Subject.END_OF_DATA, ""));
    }

    private Ruling last(Standing.Stage stage, String parameter, Subject subject) throws TableError {
        Ruling ruling = list(stage, parameter, subject);
        return ruling instanceof Ruling.Refuse ? ruling : standing.atLast(request);
    }

    /**
     * What smtpd(8) looks at when it starts: it opens the tables of its lists, and refuses to be an open relay.
     *
     * @throws Fatal if it cannot work like that
     */
    static void check(Service service) {
        Parameters parameters = service.parameters();
        List<String> lists = new ArrayList<>();
        for (String name : List.of("client", "helo", "sender", "relay", "recipient", "etrn", "data", "end_of_data")) {
            lists.addAll(parameters.list("smtpd_" + name + "_restrictions"));
        }
        Restrictions.checkClasses(parameters);
        parameters.list("smtpd_restriction_classes").forEach(name -> lists.addAll(parameters.list(name)));
        String last = "";
        for (String word : lists) {
            if (word.indexOf(':') > 0 && !last.equalsIgnoreCase("check_policy_service")) {
                service.tables().open(word);
            }
            last = word;
        }
        boolean closed = closes(service, parameters.list("smtpd_recipient_restrictions"), 0)
                || closes(service, parameters.list("smtpd_relay_restrictions"), 0);
        if (!closed) {
            throw new Fatal("in parameter smtpd_relay_restrictions or smtpd_recipient_restrictions, specify at least"
                    + " one working instance of: reject_unauth_destination, defer_unauth_destination, reject, defer,"
                    + " defer_if_permit or check_relay_domains");
        }
        for (String kind :
                List.of("unknown_helo_hostname", "unknown_address", "unverified_recipient", "unverified_sender")) {
            TemporaryFailure.of(parameters, kind + "_tempfail_action");
        }
    }

    private static boolean closes(Service service, List<String> words, int depth) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i).toLowerCase(Locale.ROOT);
            if (word.equals("warn_if_reject") && i + 1 < words.size()) {
                i++;
                continue;
            }
            if (word.equals("permit")) {
                if (i + 1 < words.size()) {
                    service.msg()
                            .warning("restriction `" + words.get(i + 1) + "' after `" + words.get(i) + "' is ignored");
                }
                return false;
            }
            boolean isClass = depth < 20
                    && service.parameters().list("smtpd_restriction_classes").contains(words.get(i));
            if (CLOSING.contains(word)
                    || isClass && closes(service, service.parameters().list(words.get(i)), depth + 1)) {
                return true;
            }
        }
        return false;
    }
}
