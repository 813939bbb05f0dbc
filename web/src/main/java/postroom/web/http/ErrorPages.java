package postroom.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import postroom.web.storage.StorageException;

/** Turns whatever goes wrong in a request into a page with the right status; only our own mistakes go to the log. */
public final class ErrorPages {
    private static final Logger LOG = System.getLogger(ErrorPages.class.getName());
    private static final Set<HttpStatus> WITH_A_PAGE = Set.of(
            HttpStatus.BAD_REQUEST,
            HttpStatus.FORBIDDEN,
            HttpStatus.NOT_FOUND,
            HttpStatus.METHOD_NOT_ALLOWED,
            HttpStatus.CONTENT_TOO_LARGE,
            HttpStatus.MISDIRECTED_REQUEST,
            HttpStatus.TOO_MANY_REQUESTS,
            HttpStatus.INTERNAL_SERVER_ERROR,
            HttpStatus.SERVICE_UNAVAILABLE);

    private ErrorPages() {}

    public static void install(RoutesConfig routes, Handler page) {
        routes.exception(
                HttpResponseException.class,
                (e, ctx) -> ctx.status(e.getStatus()).result(""));
        routes.exception(StorageException.class, (e, ctx) -> {
            LOG.log(Level.ERROR, "storage", e);
            ctx.status(HttpStatus.SERVICE_UNAVAILABLE);
        });
        routes.exception(Exception.class, (e, ctx) -> {
            LOG.log(Level.ERROR, ctx.method() + " " + ctx.path(), e);
            ctx.status(HttpStatus.INTERNAL_SERVER_ERROR);
        });
        WITH_A_PAGE.forEach(status -> routes.error(status, page));
    }
}
