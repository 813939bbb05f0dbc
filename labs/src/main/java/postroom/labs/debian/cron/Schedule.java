package postroom.labs.debian.cron;

import java.time.LocalDateTime;
import java.util.BitSet;

/**
 * When an entry is due ({@code crontab(5)}): sets of minutes, hours, days, months and week days.
 *
 * <p>If both days are restricted, one of them suffices; a field that begins with {@code *} does not restrict.
 *
 * @param reboot it is due once, when the host has come up
 */
record Schedule(
        BitSet minutes,
        BitSet hours,
        BitSet days,
        BitSet months,
        BitSet weekDays,
        boolean anyDay,
        boolean anyWeekDay,
        boolean reboot) {

    /** Whether it is due in the minute of {@code time}. */
    boolean isDue(LocalDateTime time) {
        return !reboot
                && minutes.get(time.getMinute())
                && hours.get(time.getHour())
                && months.get(time.getMonthValue())
                && isDueOn(time);
    }

    private boolean isDueOn(LocalDateTime time) {
        boolean weekDay = weekDays.get(time.getDayOfWeek().getValue() % 7);
        boolean day = days.get(time.getDayOfMonth());
        return anyDay || anyWeekDay ? weekDay && day : weekDay || day;
    }

    /** Whether it is due on the day of {@code time}, at some minute. */
    boolean isDueOnDay(LocalDateTime time) {
        return !reboot && months.get(time.getMonthValue()) && isDueOn(time);
    }
}
