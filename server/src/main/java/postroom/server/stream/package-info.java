/** What all protocols of the mail engine share between the socket and the command. */
package postroom.server.stream;
