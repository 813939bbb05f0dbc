package postroom.labs.debian.coreutils;

import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Quoting;

/** The tab stops of {@code expand(1)} and {@code unexpand(1)}: columns, the last of which may be a distance ({@code /8}, {@code +8}). */
final class TabStops {
    private static final int USUAL = 8;

    private final List<Integer> stops = new ArrayList<>();
    private int every;
    private int beyond;

    static TabStops of(Call call) {
        TabStops tabs = new TabStops();
        call.options().stream().filter(it -> it.is("t")).forEach(it -> tabs.add(it.value()));
        tabs.finish();
        return tabs;
    }

    private void add(String list) {
        for (String each : list.split("[,\\s]+")) {
            if (each.isEmpty()) {
                continue;
            }
            char mark = each.charAt(0);
            String digits = mark == '/' || mark == '+' ? each.substring(1) : each;
            if (!digits.matches("[0-9]{1,9}")) {
                throw Failure.of(
                        1,
                        "tab size contains invalid character(s): "
                                + Quoting.locale(digits.replaceFirst("^[0-9]+", "")));
            }
            int value = Integer.parseInt(digits);
            if (mark == '/') {
                every = value;
            } else if (mark == '+') {
                beyond = value;
            } else if (value == 0) {
                throw Failure.of(1, "tab size cannot be 0");
            } else if (!stops.isEmpty() && stops.get(stops.size() - 1) >= value) {
                throw Failure.of(1, "tab sizes must be ascending");
            } else {
                stops.add(value);
            }
        }
    }

    private void finish() {
        if (stops.isEmpty() && every == 0 && beyond == 0) {
            every = USUAL;
        } else if (stops.size() == 1 && every == 0 && beyond == 0) {
            every = stops.remove(0);
        }
    }

    /** The first stop after a column; -1 if there is none left. */
    int after(int column) {
        for (int each : stops) {
            if (each > column) {
                return each;
            }
        }
        if (every > 0) {
            return column + every - column % every;
        }
        if (beyond > 0) {
            int last = stops.isEmpty() ? 0 : stops.get(stops.size() - 1);
            return column + beyond - (column - last) % beyond;
        }
        return -1;
    }
}
