/** Package bc (GNU bc 1.07.1): the calculator language {@code bc(1)}. Its machine has the real one's instructions, since errors tell their addresses. */
package postroom.labs.debian.bc;
