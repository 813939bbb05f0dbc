package postroom.server.imap.user;

import postroom.server.mailbox.MailStore;

/** What the server can do, in Dovecot's order. What stands here works. */
public final class Capabilities {
    /** After the log-in. */
    public static final String AFTER = "IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE SORT SORT=DISPLAY"
            + " THREAD=REFERENCES THREAD=REFS THREAD=ORDEREDSUBJECT MULTIAPPEND URL-PARTIAL CATENATE UNSELECT CHILDREN"
            + " NAMESPACE UIDPLUS LIST-EXTENDED I18NLEVEL=1 CONDSTORE QRESYNC ESEARCH ESORT SEARCHRES WITHIN"
            + " CONTEXT=SEARCH LIST-STATUS BINARY MOVE SNIPPET=FUZZY PREVIEW=FUZZY PREVIEW STATUS=SIZE SAVEDATE"
            + " LITERAL+ NOTIFY SPECIAL-USE";

    private Capabilities() {}

    /** After the log-in, for the mailboxes of a user. */
    public static String after(MailStore store) {
        return store.showsQuota() ? AFTER + " QUOTA" : AFTER;
    }

    /**
     * Before the log-in.
     *
     * @param startTls whether it can be encrypted, and is not
     * @param mechanisms of SASL with blanks between; empty if passwords must not come in clear
     */
    public static String before(boolean startTls, String mechanisms) {
        StringBuilder out = new StringBuilder("IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE LITERAL+");
        if (startTls) {
            out.append(" STARTTLS");
        }
        if (mechanisms.isEmpty()) {
            return out.append(" LOGINDISABLED").toString();
        }
        for (String each : mechanisms.split(" ")) {
            out.append(" AUTH=").append(each);
        }
        return out.toString();
    }
}
