/** What a protocol sees of mailboxes: ports, which the storage implements. IMAP reads through them, and so do tools. */
package postroom.server.mailbox;
