/** Shell patterns: matching text and finding files. Pure; files are seen through {@link postroom.labs.shell.pattern.Files}. */
package postroom.labs.shell.pattern;
