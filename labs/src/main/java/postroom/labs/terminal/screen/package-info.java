/** What full-screen programs stand on: a grid of cells, a painter that writes what has changed, keys ({@code curses(3)}). */
package postroom.labs.terminal.screen;
