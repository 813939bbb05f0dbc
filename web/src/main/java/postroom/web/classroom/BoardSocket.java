package postroom.web.classroom;

import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import postroom.web.storage.Cohort;
import postroom.web.storage.Cohorts;
import postroom.web.study.SendLoop;
import postroom.web.text.CourseTexts;
import postroom.web.text.Language;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code WS /classes/{class}/live?language=en&names=yes}: the board of a class as JSON, first all, then what has changed,
 * within a second. Without names nothing goes out of which one could tell who is meant. A page that reads slowly gets the
 * newest state when it is ready for it; nothing waits for it.
 */
public final class BoardSocket {
    private static final int PING_SECONDS = 25;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Cohorts cohorts;
    private final Boards boards;
    private final CourseTexts texts;
    private final InstantSource clock;
    private final Map<String, Viewer> viewers = new ConcurrentHashMap<>();

    /** @param students those that are new or have changed; @param order ids of all, as they stand below each other */
    private record Message(
            long now,
            List<Matrix.Student> students,
            List<Long> order,
            List<Matrix.Help> help,
            List<Matrix.Hard> hard,
            List<Matrix.Total> totals,
            Matrix.Sum sum) {}

    public BoardSocket(Cohorts cohorts, Boards boards, CourseTexts texts, InstantSource clock) {
        this.cohorts = cohorts;
        this.boards = boards;
        this.texts = texts;
        this.clock = clock;
    }

    /** Whoever gets here has passed the guard. */
    public void configure(WsConfig ws) {
        ws.onConnect(ctx -> {
            ctx.enableAutomaticPings(PING_SECONDS, TimeUnit.SECONDS);
            Optional<Cohort> cohort = ClassPages.cohort(cohorts, ctx.pathParam("class"));
            if (cohort.isEmpty()) {
                ctx.closeSession(1008, "unknown");
            } else {
                connect(ctx, cohort.get());
            }
        });
        ws.onClose(ctx -> {
            Viewer viewer = viewers.remove(ctx.sessionId());
            if (viewer != null) {
                viewer.close();
            }
        });
    }

    private void connect(WsContext ctx, Cohort cohort) {
        Language language =
                Language.ofCode(String.valueOf(ctx.queryParam("language"))).orElse(Language.EN);
        Viewer viewer = new Viewer(ctx, cohort, language, "yes".equals(ctx.queryParam("names")));
        viewers.put(ctx.sessionId(), viewer);
        viewer.more();
    }

    /** One page that looks at a board. */
    private final class Viewer {
        private final Boards.Watch watch;
        private final Matrix matrix;
        private final boolean names;
        private final SendLoop loop;
        private final Map<Long, Row> seen = new HashMap<>();
        private List<Row> last;

        Viewer(WsContext ctx, Cohort cohort, Language language, boolean names) {
            this.names = names;
            this.loop = new SendLoop(ctx.session, this::next);
            this.watch = boards.watch(cohort, this::more);
            this.matrix = new Matrix(watch.board().columns(), texts, language);
        }

        void more() {
            loop.more();
        }

        private Optional<Object> next() {
            Optional<List<Row>> looked = watch.board().rows();
            if (looked.isEmpty() || looked.get().equals(last)) {
                return Optional.empty();
            }
            List<Row> rows = looked.get();
            long now = clock.millis();
            last = rows;
            return Optional.of(JSON.writeValueAsString(new Message(
                    now,
                    names ? changed(rows) : List.of(),
                    names ? rows.stream().map(Row::seat).toList() : List.of(),
                    names ? matrix.help(rows, now) : List.of(),
                    names ? matrix.hard(rows) : List.of(),
                    matrix.totals(rows),
                    matrix.sum(rows, now))));
        }

        private List<Matrix.Student> changed(List<Row> rows) {
            Set<Long> there = new HashSet<>();
            rows.forEach(row -> there.add(row.seat()));
            seen.keySet().retainAll(there);
            return rows.stream()
                    .filter(row -> !row.equals(seen.put(row.seat(), row)))
                    .map(matrix::student)
                    .toList();
        }

        void close() {
            loop.close();
            watch.close();
        }
    }
}
