/** Files of keys and certificates under one password (PKCS #12, RFC 7292). */
package postroom.labs.debian.openssl.pkcs12;
