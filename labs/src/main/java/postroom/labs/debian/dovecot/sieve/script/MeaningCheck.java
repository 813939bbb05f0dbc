package postroom.labs.debian.dovecot.sieve.script;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.dovecot.sieve.syntax.Argument;
import postroom.labs.debian.dovecot.sieve.syntax.Complaints;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;

/** Checks constant arguments: addresses, names of headers, flags, variables, parts, patterns. */
final class MeaningCheck {
    private static final Set<String> ADDRESS_HEADERS = Set.of(
            "from",
            "to",
            "cc",
            "bcc",
            "sender",
            "reply-to",
            "resent-from",
            "resent-to",
            "resent-cc",
            "resent-bcc",
            "resent-sender",
            "resent-reply-to",
            "delivered-to",
            "errors-to",
            "apparently-to",
            "return-receipt-to",
            "mail-followup-to",
            "mail-reply-to",
            "disposition-notification-to",
            "x-original-to",
            "envelope-to",
            "return-path");
    private static final Set<String> SYSTEM_FLAGS = Set.of("\\answered", "\\flagged", "\\deleted", "\\seen", "\\draft");
    private static final Set<String> DATE_PARTS = Set.of(
            "year", "month", "day", "date", "julian", "hour", "minute", "second", "time", "iso8601", "std11", "zone",
            "weekday");

    private final Complaints complaints;
    private final Set<String> extensions;

    MeaningCheck(Complaints complaints, Set<String> extensions) {
        this.complaints = complaints;
        this.extensions = extensions;
    }

    void check(Statement each) {
        if (each.has("regex")) {
            patterns(each);
        }
        switch (each.name()) {
            case "redirect" -> address(each, each.string(0), "specified redirect address '", "' is invalid: ");
            case "vacation" -> vacation(each);
            case "header", "exists" -> headers(each);
            case "address" -> addressHeaders(each);
            case "envelope" -> envelope(each);
            case "size" -> size(each);
            case "set" -> set(each);
            case "setflag", "addflag", "removeflag" ->
                flags(each, each.strings(each.arguments().size() - 1));
            case "date" -> datePart(each, each.string(1));
            case "currentdate" -> datePart(each, each.string(0));
            default -> {}
        }
    }

    private boolean isVariable(String value) {
        return extensions.contains("variables") && value.contains("${");
    }

    private void patterns(Statement each) {
        for (String pattern : each.strings(each.arguments().size() - 1)) {
            if (isVariable(pattern)) {
                continue;
            }
            try {
                PosixRegex.compile(pattern, PosixRegex.Syntax.EXTENDED, 0);
            } catch (RegexException e) {
                String why = e.getMessage();
                complaints.error(
                        each.line(),
                        "invalid regular expression '" + pattern + "' for regex match: "
                                + why.substring(0, 1).toLowerCase(Locale.ROOT) + why.substring(1) + ".");
            }
        }
    }

    private void address(Statement each, String value, String before, String behind) {
        if (isVariable(value)) {
            return;
        }
        Optional<String> fault = MailboxAddress.fault(value);
        fault.ifPresent(it -> complaints.error(each.line(), before + value + behind + it + "."));
    }

    private void vacation(Statement each) {
        if (each.tags().get("days") instanceof Argument.Number days && days.value() == 0) {
            complaints.warning(each.line(), "specified :days value '0' is under the minimum.");
        }
        each.string("from")
                .ifPresent(it -> address(each, it, "specified :from address '", "' is invalid for vacation action: "));
    }

    private void headers(Statement each) {
        for (String name : each.strings(0)) {
            if (!isVariable(name) && !name.matches("[!-9;-~]+")) {
                complaints.warning(each.line(), "specified header field name '" + name + "' is invalid.");
                return;
            }
        }
    }

    private void addressHeaders(Statement each) {
        for (String name : each.strings(0)) {
            if (!isVariable(name) && !ADDRESS_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                complaints.error(each.line(), "specified header '" + name + "' is not allowed for the address test.");
                return;
            }
        }
    }

    private void envelope(Statement each) {
        for (String part : each.strings(0)) {
            if (!isVariable(part) && !Set.of("from", "to", "auth").contains(part.toLowerCase(Locale.ROOT))) {
                complaints.error(
                        each.line(), "specified envelope part '" + part + "' is not supported by the envelope test.");
                return;
            }
        }
    }

    private void size(Statement each) {
        if (each.has("over") && each.has("under")) {
            complaints.error(
                    each.line(),
                    "exactly one of the ':under' or ':over' tags must be specified for the size test, but more were"
                            + " found.");
        } else if (!each.has("over") && !each.has("under")) {
            complaints.error(each.line(), "the size test requires either the :under or the :over tag to be specified.");
        }
    }

    private void set(Statement each) {
        String name = each.string(0);
        if (name.matches("[0-9]+")) {
            complaints.error(each.line(), "cannot assign to match variable.");
        } else if (name.matches("[A-Za-z_][A-Za-z0-9_]*\\..*")) {
            complaints.error(
                    each.line(),
                    "referring to variable in unknown namespace '" + name.substring(0, name.indexOf('.')) + "'.");
        } else if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            complaints.error(each.line(), "invalid variable name '" + name + "'.");
        }
        for (List<String> pair : List.of(List.of("lower", "upper"), List.of("lowerfirst", "upperfirst"))) {
            if (each.has(pair.get(0)) && each.has(pair.get(1))) {
                complaints.error(
                        each.line(),
                        "modifiers :" + pair.get(0) + " and :" + pair.get(1)
                                + " specified for the set command conflict having equal precedence.");
            }
        }
    }

    private void flags(Statement each, List<String> flags) {
        for (String list : flags) {
            for (String flag : isVariable(list) ? new String[0] : list.trim().split("\\s+")) {
                if (flag.startsWith("\\") && !SYSTEM_FLAGS.contains(flag.toLowerCase(Locale.ROOT))) {
                    complaints.warning(
                            each.line(),
                            "IMAP flag '" + flag + "' specified for the " + each.name()
                                    + " command is invalid and will be ignored (only first invalid is reported).");
                    return;
                }
            }
        }
    }

    private void datePart(Statement each, String part) {
        each.string("zone")
                .filter(it -> !isVariable(it) && !it.matches("[+-][0-9]{4}"))
                .ifPresent(it -> complaints.warning(
                        each.line(), "specified :zone argument '" + it + "' is not a valid timezone."));
        if (!isVariable(part) && !DATE_PARTS.contains(part.toLowerCase(Locale.ROOT))) {
            complaints.warning(each.line(), "specified date part `" + part + "' is not known.");
        }
    }
}
