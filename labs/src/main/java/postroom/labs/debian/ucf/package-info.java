/** The package ucf: configuration files that no package owns and every package's new version may bring anew. */
package postroom.labs.debian.ucf;
