/** Messages taken apart: header fields, MIME parts, addresses, dates, and the texts that search, sort and thread need. */
package postroom.server.message;
