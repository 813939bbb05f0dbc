/**
 * bash as a program: {@code Bash} runs scripts and command strings, {@code Dialogue} is the shell at the prompt, {@code
 * LoginShell} starts one on a terminal.
 */
package postroom.labs.shell;
