package postroom.web.classroom;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import postroom.web.http.InstructorCookie;
import postroom.web.storage.Instructor;

/** Stands before the instructor's pages and sockets. */
public final class Guard {
    private final Instructor instructor;

    public Guard(Instructor instructor) {
        this.instructor = instructor;
    }

    /** Sends whoever is not logged in to the log-in; a form must be from a page of the session. */
    public void check(Context ctx) {
        boolean in = isIn(ctx);
        boolean reads = ctx.method() == HandlerType.GET || ctx.method() == HandlerType.HEAD;
        if (!in && reads) {
            ctx.redirect("/login", HttpStatus.SEE_OTHER);
            ctx.skipRemainingHandlers();
        } else if (!in) {
            throw new ForbiddenResponse();
        } else if (!reads) {
            InstructorCookie.checkForm(ctx);
        }
    }

    /** Before a socket is opened. */
    public void checkUpgrade(Context ctx) {
        if (!isIn(ctx)) {
            throw new ForbiddenResponse();
        }
    }

    boolean isIn(Context ctx) {
        return instructor.isLoggedIn(InstructorCookie.read(ctx));
    }
}
