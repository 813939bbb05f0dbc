/** What Debian's package postfix does when it is set up and taken away: its questions, its maintainer's scripts. */
package postroom.labs.debian.postfix.setup;
