package postroom.web.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.SameSite;
import java.time.Duration;
import postroom.web.storage.Secret;

/**
 * The cookie of the instructor's session: no page code sees it, and no request that another site has caused carries it. Each
 * form of the session carries a token that is derived from it, so that a form can be from nowhere but our own pages.
 */
public final class InstructorCookie {
    private static final String NAME = "postroom_instructor";
    private static final String FIELD = "form";

    private InstructorCookie() {}

    /** Its value as it came, unchecked; null where there is none. */
    public static String read(Context ctx) {
        return ctx.cookie(NAME);
    }

    public static void write(Context ctx, String secret, Duration life) {
        Cookie cookie = cookie(ctx, secret);
        cookie.setMaxAge((int) life.toSeconds());
        ctx.cookie(cookie);
    }

    public static void erase(Context ctx) {
        Cookie cookie = cookie(ctx, "");
        cookie.setMaxAge(0);
        ctx.cookie(cookie);
    }

    private static Cookie cookie(Context ctx, String value) {
        Cookie cookie = new Cookie(NAME, value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(ctx.scheme().equals("https"));
        cookie.setSameSite(SameSite.STRICT);
        return cookie;
    }

    /** What a form of this session says of itself, in the field {@value #FIELD}. */
    public static String formToken(Context ctx) {
        return Secret.digest("form " + read(ctx));
    }

    /** @throws ForbiddenResponse if a form is not from a page of this session */
    public static void checkForm(Context ctx) {
        String sent = ctx.formParam(FIELD);
        if (sent == null || !Secret.same(sent, formToken(ctx))) {
            throw new ForbiddenResponse();
        }
    }
}
