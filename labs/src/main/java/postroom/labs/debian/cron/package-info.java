/** Package cron (3.0pl1): {@code crontab(1)}, {@code cron(8)} and what they read, {@code crontab(5)}. */
package postroom.labs.debian.cron;
