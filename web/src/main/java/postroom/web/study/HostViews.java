package postroom.web.study;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.ServiceUnavailableResponse;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import postroom.labs.io.ErrnoException;
import postroom.labs.lab.view.HostFiles;
import postroom.labs.lab.view.MailFolders;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the pane of mailboxes and files asks for, as JSON: a learner's lab seen in the name of its student or, chosen by the
 * learner, of its root. What the lab's permissions forbid is answered with the system's words as {@code error}.
 */
public final class HostViews {
    private static final Set<String> USERS = Set.of("student", "root");
    private static final int MOST_PATH = 4096;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Failed(String error) {}

    private record Saved(boolean saved) {}

    private record Folders(List<MailFolders.Folder> folders) {}

    private record Items(List<MailFolders.Item> items) {}

    private final StudyRooms rooms;

    public HostViews(StudyRooms rooms) {
        this.rooms = rooms;
    }

    private interface Answer {
        Object make(StudyRoom room, String user) throws ErrnoException;
    }

    private void answer(Context ctx, Answer answer) {
        String user = ctx.queryParam("as");
        if (user == null || !USERS.contains(user)) {
            throw new BadRequestResponse("as");
        }
        Object value;
        try {
            String host = Objects.requireNonNullElse(ctx.queryParam("host"), "");
            StudyRoom room = rooms.enter(ctx.cookie(StudyRooms.COOKIE), ctx.pathParam("chapter"), host)
                    .orElseThrow(NotFoundResponse::new);
            value = answer.make(room, user);
        } catch (NoRoomException e) {
            throw new ServiceUnavailableResponse(e.getMessage());
        } catch (ErrnoException e) {
            value = new Failed(e.getMessage());
        }
        ctx.header("Cache-Control", "no-store").contentType("application/json").result(JSON.writeValueAsString(value));
    }

    private static String path(Context ctx, String name) {
        String path = ctx.queryParam(name);
        if (path == null || !path.startsWith("/") || path.length() > MOST_PATH || path.indexOf('\0') >= 0) {
            throw new BadRequestResponse(name);
        }
        return path;
    }

    /** {@code GET /chapters/{chapter}/files?as=student&path=/etc}: a folder's entries, or a file. */
    public void look(Context ctx) {
        String path = path(ctx, "path");
        answer(ctx, (room, user) -> files(room, user).look(path));
    }

    /** {@code POST /chapters/{chapter}/files?as=student&path=/etc/aliases}: the body is what the file is to hold. */
    public void write(Context ctx) {
        String path = path(ctx, "path");
        String text = ctx.body();
        answer(ctx, (room, user) -> {
            files(room, user).write(path, text);
            return new Saved(true);
        });
    }

    /** {@code GET /chapters/{chapter}/mail?as=student}: folders; with {@code folder} its messages; with {@code key} one of them. */
    public void mail(Context ctx) {
        if (ctx.queryParam("folder") == null) {
            answer(ctx, (room, user) -> new Folders(mail(room, user).folders()));
            return;
        }
        String folder = path(ctx, "folder");
        String key = ctx.queryParam("key");
        answer(ctx, (room, user) -> {
            MailFolders mail = mail(room, user);
            MailFolders.Folder found = mail.folder(folder).orElseThrow(NotFoundResponse::new);
            return key == null ? new Items(mail.items(found)) : mail.open(found, key);
        });
    }

    private static HostFiles files(StudyRoom room, String user) {
        return room.files(user).orElseThrow(NotFoundResponse::new);
    }

    private static MailFolders mail(StudyRoom room, String user) {
        return room.mail(user).orElseThrow(NotFoundResponse::new);
    }
}
