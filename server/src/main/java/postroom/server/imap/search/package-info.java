/** SEARCH, SORT and THREAD: keys and algorithms over the messages of a mailbox. */
package postroom.server.imap.search;
