package postroom.web.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;

/** The cookie that says who learns: no page code sees it, and no other site's request carries it. */
public final class LearnerCookie {
    private static final String NAME = "postroom_learner";
    private static final int A_YEAR_IN_SECONDS = 365 * 24 * 3600;

    private LearnerCookie() {}

    /** Its value as it came, unchecked; null where there is none. */
    public static String read(Context ctx) {
        return ctx.cookie(NAME);
    }

    public static void write(Context ctx, String id) {
        Cookie cookie = new Cookie(NAME, id);
        cookie.setPath("/");
        cookie.setMaxAge(A_YEAR_IN_SECONDS);
        cookie.setHttpOnly(true);
        cookie.setSecure(ctx.scheme().equals("https"));
        cookie.setSameSite(SameSite.LAX);
        ctx.cookie(cookie);
    }
}
