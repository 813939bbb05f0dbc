/**
 * What {@code postroom bench} measures: one class per trial. Everything runs in this JVM and on this machine's loopback, the
 * yardstick in the same run; nothing here is asserted, because wall time on a busy machine proves nothing.
 */
package postroom.web.bench;
