package postroom.web.pages;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import postroom.web.http.Assets;
import postroom.web.text.Language;
import postroom.web.text.Messages;

/**
 * What every page needs: its words, its files' addresses, its theme, its own address.
 *
 * @param path the address that the language switch comes back to
 */
public record Page(Messages words, Assets assets, Theme theme, String path) {
    private static final String LANGUAGE_COOKIE = "language";
    private static final int A_YEAR_IN_SECONDS = 365 * 24 * 3600;
    private static final String THEME_COOKIE = "theme";

    /** The page that a request asks for. */
    public static Page of(Context ctx, Assets assets) {
        return new Page(Messages.in(language(ctx)), assets, Theme.of(ctx.cookie(THEME_COOKIE)), ctx.path());
    }

    /** The one chosen with the switch, else the browser's. */
    public static Language language(Context ctx) {
        return Language.ofCode(String.valueOf(ctx.cookie(LANGUAGE_COOKIE)))
                .orElseGet(() -> Language.negotiate(ctx.header("Accept-Language")));
    }

    /** Keeps a reader's choice of the language. */
    public static void choose(Context ctx, Language language) {
        Cookie cookie = new Cookie(LANGUAGE_COOKIE, language.code());
        cookie.setPath("/");
        cookie.setMaxAge(A_YEAR_IN_SECONDS);
        cookie.setHttpOnly(true);
        cookie.setSameSite(SameSite.LAX);
        ctx.cookie(cookie);
    }

    /** Keeps a language for a reader who has chosen none. */
    public static void suggest(Context ctx, Language language) {
        if (ctx.cookie(LANGUAGE_COOKIE) == null) {
            choose(ctx, language);
        }
    }

    public String say(String key) {
        return words.say(key);
    }

    public String say(String key, Object... values) {
        return words.say(key, values);
    }

    /** Whether the page loads itself again when the course has been read anew. */
    public boolean live() {
        return assets.live();
    }

    public String asset(String name) {
        return assets.url(name);
    }
}
