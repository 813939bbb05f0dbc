/** Words to fields: every expansion of bash, in its order. What runs commands or holds state is asked of {@link postroom.labs.shell.expand.Environment}. */
package postroom.labs.shell.expand;
