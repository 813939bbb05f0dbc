/** The shell's memory: variables with their attributes and scopes. Pure. */
package postroom.labs.shell.state;
