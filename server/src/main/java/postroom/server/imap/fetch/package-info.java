/** FETCH: its items, and what they say of a message. */
package postroom.server.imap.fetch;
