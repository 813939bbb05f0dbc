package postroom.labs.debian.dovecot.sieve.command;

import java.util.List;
import postroom.labs.debian.dovecot.sieve.run.Action;
import postroom.labs.debian.dovecot.sieve.run.Result;

/** What {@code sieve-test} prints of a result. */
final class Report {
    private Report() {}

    static String of(Result result) {
        StringBuilder out = new StringBuilder("\nPerformed actions:\n\n");
        List<Action> actions = result.actions();
        if (actions.isEmpty()) {
            out.append("  (none)\n");
        }
        actions.forEach(it -> action(out, it));
        out.append("\nImplicit keep:\n\n");
        out.append(result.implicitKeep() ? " * store message in folder: INBOX\n" : "  (none)\n");
        return out.append('\n').toString();
    }

    private static void action(StringBuilder out, Action action) {
        if (action instanceof Action.Store store) {
            line(out, " * store message in folder: " + store.mailbox());
            if (store.create()) {
                line(out, "        + create mailbox if it does not exist");
            }
            copy(out, store.copy());
            if (!store.flags().isEmpty()) {
                line(out, "        + add IMAP flags: " + String.join(" ", store.flags()));
            }
        } else if (action instanceof Action.Redirect redirect) {
            line(out, " * redirect message to: <" + redirect.address() + ">");
            copy(out, redirect.copy());
        } else if (action instanceof Action.Reject reject) {
            line(out, " * reject message with reason: " + reject.reason());
        } else if (action instanceof Action.Vacation vacation) {
            vacation(out, vacation);
        } else {
            line(out, " * discard");
        }
    }

    private static void vacation(StringBuilder out, Action.Vacation vacation) {
        line(out, " * send vacation message:");
        line(out, "    => seconds : " + vacation.seconds());
        vacation.subject().ifPresent(it -> line(out, "    => subject : " + it));
        vacation.from().ifPresent(it -> line(out, "    => from    : " + it));
        line(out, "    => handle  : " + vacation.identity());
        out.append("\nSTART MESSAGE\n").append(vacation.text()).append("\nEND MESSAGE\n");
    }

    private static void copy(StringBuilder out, boolean copy) {
        if (copy) {
            line(out, "        + preserve implicit keep");
        }
    }

    private static void line(StringBuilder out, String text) {
        out.append(text).append('\n');
    }
}
