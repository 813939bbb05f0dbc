/** The interpreter of bash: commands become processes of the lab's host. Builtins stand in their own package. */
package postroom.labs.shell.run;
