package postroom.web.classroom;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import postroom.web.http.Assets;
import postroom.web.http.InstructorCookie;
import postroom.web.http.RateLimit;
import postroom.web.pages.Page;
import postroom.web.pages.Templates;
import postroom.web.storage.Instructor;

/** The instructor's account: choosing the password, logging in and out. */
public final class AccountPages {
    private static final int MOST_WRONG_PASSWORDS = 8;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final Instructor instructor;
    private final SetupToken token;
    private final RateLimit guesses;
    private final Assets assets;
    private final Templates templates = new Templates();

    /** @param token the one that was printed when the server started */
    public AccountPages(Instructor instructor, SetupToken token, Assets assets, InstantSource clock) {
        this.instructor = instructor;
        this.token = token;
        this.assets = assets;
        this.guesses = new RateLimit(MOST_WRONG_PASSWORDS, WINDOW, clock);
    }

    /** {@code GET /setup?token=…} */
    public void setupForm(Context ctx) {
        guesses.check(ctx);
        String given = ctx.queryParam("token");
        requireToken(ctx, given);
        show(ctx, "setup", given, "");
    }

    private void requireToken(Context ctx, String given) {
        if (!token.matches(given)) {
            if (given != null) {
                guesses.failed(ctx);
            }
            throw new NotFoundResponse();
        }
    }

    /** {@code POST /setup}: chooses the password and logs in. */
    public void setup(Context ctx) {
        guesses.check(ctx);
        String given = ctx.formParam("token");
        requireToken(ctx, given);
        String password = String.valueOf(ctx.formParam("password"));
        String problem = problem(password, ctx.formParam("again"));
        if (!problem.isEmpty()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(ctx, "setup", given, problem);
            return;
        }
        if (!token.use(given)) {
            throw new NotFoundResponse();
        }
        instructor.choosePassword(password);
        enter(ctx, instructor.logIn(password));
    }

    private static String problem(String password, String again) {
        if (password.length() < Instructor.SHORTEST_PASSWORD) {
            return "account.problem.short";
        }
        if (password.length() > Instructor.LONGEST_PASSWORD) {
            return "account.problem.long";
        }
        return password.equals(again) ? "" : "account.problem.differ";
    }

    /** {@code GET /login} */
    public void loginForm(Context ctx) {
        if (instructor.isLoggedIn(InstructorCookie.read(ctx))) {
            ctx.redirect("/classes", HttpStatus.SEE_OTHER);
        } else {
            show(ctx, "login", "", instructor.exists() ? "" : "account.problem.none");
        }
    }

    /** {@code POST /login} */
    public void login(Context ctx) {
        guesses.check(ctx);
        Optional<String> session = instructor.logIn(String.valueOf(ctx.formParam("password")));
        if (session.isEmpty()) {
            guesses.failed(ctx);
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(ctx, "login", "", instructor.exists() ? "account.problem.wrong" : "account.problem.none");
            return;
        }
        enter(ctx, session);
    }

    private static void enter(Context ctx, Optional<String> session) {
        InstructorCookie.write(ctx, session.orElseThrow(), Instructor.SESSION);
        ctx.redirect("/classes", HttpStatus.SEE_OTHER);
    }

    /** {@code POST /logout} */
    public void logout(Context ctx) {
        InstructorCookie.checkForm(ctx);
        instructor.logOut(InstructorCookie.read(ctx));
        InstructorCookie.erase(ctx);
        ctx.redirect("/", HttpStatus.SEE_OTHER);
    }

    private void show(Context ctx, String form, String given, String problem) {
        templates.send(
                ctx,
                "account.jte",
                Map.of("page", Page.of(ctx, assets), "form", form, "token", given, "problem", problem));
    }
}
