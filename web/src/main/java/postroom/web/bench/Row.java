package postroom.web.bench;

/**
 * One line of the table.
 *
 * @param what what was measured, and under which conditions
 * @param measured the figure with its unit
 * @param budget what it should be, or the yardstick's name
 */
public record Row(String what, String measured, String budget) {}
