/** The builtins of bash, one class each. Source: bash(1), SHELL BUILTIN COMMANDS. */
package postroom.labs.shell.builtin;
