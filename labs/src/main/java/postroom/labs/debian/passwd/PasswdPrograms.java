package postroom.labs.debian.passwd;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of package passwd that the lab has. */
public final class PasswdPrograms {
    /** By id. */
    public static final Map<String, Program> PROGRAMS = Map.ofEntries(
            Map.entry("passwd/chage", new Chage()),
            Map.entry("passwd/vipw", new Vipw()),
            Map.entry("passwd/chfn", new Chfn()),
            Map.entry("passwd/chpasswd", new Chpasswd()),
            Map.entry("passwd/chsh", new Chsh()),
            Map.entry("passwd/gpasswd", new Gpasswd()),
            Map.entry("passwd/groupadd", new Groupadd()),
            Map.entry("passwd/groupdel", new Groupdel()),
            Map.entry("passwd/groupmod", new Groupmod()),
            Map.entry("passwd/grpck", AccountCheck.ofGroups()),
            Map.entry("passwd/newusers", new Newusers()),
            Map.entry("passwd/passwd", new Passwd()),
            Map.entry("passwd/pwck", AccountCheck.ofUsers()),
            Map.entry("passwd/useradd", new Useradd()),
            Map.entry("passwd/userdel", new Userdel()),
            Map.entry("passwd/usermod", new Usermod()));

    private PasswdPrograms() {}
}
