/** The package nano: GNU nano 7.2, a full-screen editor. */
package postroom.labs.debian.nano;
