/** The files and the rules of a small certification authority, as {@code openssl ca} keeps them. */
package postroom.labs.debian.openssl.ca;
