package postroom.labs.debian.dovecot.sieve.run;

import java.util.ArrayList;
import java.util.List;

/**
 * What the scripts of a delivery have asked for.
 *
 * <p>The same action twice counts once; which go together is told by RFC 5228 §2.10 and RFC 5429 §2.
 */
public final class Result {
    /** {@code sieve_max_actions} and {@code sieve_max_redirects} by default. */
    private static final int MOST_ACTIONS = 32;

    private static final int MOST_REDIRECTS = 4;

    private final List<Action> actions = new ArrayList<>();
    private boolean implicitKeep = true;

    /** What was asked for, in that order. */
    public List<Action> actions() {
        return List.copyOf(actions);
    }

    /** Whether the message is kept, since nothing has been said to the contrary. */
    public boolean implicitKeep() {
        return implicitKeep;
    }

    /** Whether the message goes on to the next script: it is still kept, by itself or because a script said so. */
    public boolean keeps() {
        return implicitKeep || actions.stream().anyMatch(it -> it instanceof Action.Store store && store.keep());
    }

    /** For the next script: an explicit keep becomes the implicit one. */
    public void next() {
        actions.removeIf(it -> it instanceof Action.Store store && store.keep());
        implicitKeep = true;
    }

    void add(Action action, boolean cancelsKeep, String script) throws RunException {
        check(action, script);
        if (cancelsKeep) {
            implicitKeep = false;
        }
        if (action instanceof Action.Store store) {
            for (int i = 0; i < actions.size(); i++) {
                if (actions.get(i) instanceof Action.Store other
                        && other.mailbox().equals(store.mailbox())) {
                    if (!store.flags().isEmpty()) {
                        actions.set(i, withFlags(other, store.flags()));
                    }
                    return;
                }
            }
        } else if (action instanceof Action.Redirect redirect && redirects(redirect.address())) {
            return;
        } else if (action instanceof Action.Discard && actions.stream().anyMatch(Action.Discard.class::isInstance)) {
            return;
        }
        actions.add(action);
        long redirects =
                actions.stream().filter(Action.Redirect.class::isInstance).count();
        if (redirects > MOST_REDIRECTS) {
            throw new RunException(
                    action.line(),
                    "number of redirect actions exceeds policy limit (" + redirects + " > " + MOST_REDIRECTS + ").");
        }
        if (actions.size() > MOST_ACTIONS) {
            throw new RunException(
                    action.line(),
                    "total number of actions exceeds policy limit (" + actions.size() + " > " + MOST_ACTIONS + ").");
        }
    }

    private static Action withFlags(Action.Store old, List<String> flags) {
        return new Action.Store(old.line(), old.mailbox(), old.keep(), old.copy(), old.create(), flags);
    }

    private boolean redirects(String address) {
        return actions.stream()
                .anyMatch(it ->
                        it instanceof Action.Redirect other && other.address().equals(address));
    }

    private void check(Action action, String script) throws RunException {
        for (Action other : actions) {
            String place = script + ": line " + other.line();
            if (action instanceof Action.Vacation && other instanceof Action.Vacation) {
                throw new RunException(
                        action.line(),
                        "duplicate vacation action not allowed (previously triggered one was here: " + place + ").");
            }
            if (action instanceof Action.Reject && other instanceof Action.Reject) {
                throw new RunException(
                        action.line(),
                        "duplicate reject/ereject action not allowed (previously triggered one was here: " + place
                                + ").");
            }
            boolean rejects = action instanceof Action.Reject || other instanceof Action.Reject;
            Action delivers = action instanceof Action.Reject ? other : action;
            if (rejects && (delivers instanceof Action.Store || delivers instanceof Action.Redirect)) {
                String what = delivers instanceof Action.Store ? "store" : "redirect";
                throw new RunException(
                        action.line(),
                        "reject/ereject action conflicts with other action: the " + what + " action (" + script
                                + ": line " + delivers.line() + ") tries to deliver the message.");
            }
        }
    }
}
