package postroom.labs.debian;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.adduser.AdduserPrograms;
import postroom.labs.debian.apt.AptPrograms;
import postroom.labs.debian.bc.Bc;
import postroom.labs.debian.bind9dnsutils.Dig;
import postroom.labs.debian.bind9host.HostCommand;
import postroom.labs.debian.bsdutils.BsdutilsPackage;
import postroom.labs.debian.cacertificates.UpdateCaCertificates;
import postroom.labs.debian.coreutils.CoreutilsPrograms;
import postroom.labs.debian.cpio.CpioPackage;
import postroom.labs.debian.cron.CronPrograms;
import postroom.labs.debian.curl.Curl;
import postroom.labs.debian.debconf.DebconfPackage;
import postroom.labs.debian.debianutils.DebianutilsPrograms;
import postroom.labs.debian.diffutils.DiffutilsPrograms;
import postroom.labs.debian.dnsmasqbase.DnsmasqCommand;
import postroom.labs.debian.dovecot.DovecotPrograms;
import postroom.labs.debian.dovecot.setup.DovecotSetup;
import postroom.labs.debian.dovecot.sieve.command.SievePrograms;
import postroom.labs.debian.dpkg.DpkgPackage;
import postroom.labs.debian.exim.EximPrograms;
import postroom.labs.debian.file.FilePrograms;
import postroom.labs.debian.findutils.FindutilsPrograms;
import postroom.labs.debian.grep.GrepPrograms;
import postroom.labs.debian.gzip.GzipPrograms;
import postroom.labs.debian.hostname.HostnamePackage;
import postroom.labs.debian.iproute2.Iproute2Programs;
import postroom.labs.debian.iputils.Ping;
import postroom.labs.debian.less.LessPrograms;
import postroom.labs.debian.libcbin.LibcBinPrograms;
import postroom.labs.debian.login.LoginPackages;
import postroom.labs.debian.lsof.LsofPrograms;
import postroom.labs.debian.mailutils.Mail;
import postroom.labs.debian.mandb.ManPrograms;
import postroom.labs.debian.mawk.MawkPrograms;
import postroom.labs.debian.mount.MountPrograms;
import postroom.labs.debian.nano.NanoPackage;
import postroom.labs.debian.ncurses.NcursesPrograms;
import postroom.labs.debian.netcat.Netcat;
import postroom.labs.debian.nettools.NetToolsPackage;
import postroom.labs.debian.openssl.Openssl;
import postroom.labs.debian.passwd.PasswdPrograms;
import postroom.labs.debian.postfix.command.PostfixPrograms;
import postroom.labs.debian.postfix.setup.PostfixSetup;
import postroom.labs.debian.procps.Procps;
import postroom.labs.debian.psmisc.Fuser;
import postroom.labs.debian.psmisc.PsmiscPrograms;
import postroom.labs.debian.sed.SedPrograms;
import postroom.labs.debian.sslcert.SslCertPostinst;
import postroom.labs.debian.sudo.SudoPackage;
import postroom.labs.debian.swaks.Swaks;
import postroom.labs.debian.systemd.SystemdPrograms;
import postroom.labs.debian.tar.TarPrograms;
import postroom.labs.debian.telnet.Telnet;
import postroom.labs.debian.tree.Tree;
import postroom.labs.debian.ufw.Ufw;
import postroom.labs.debian.utillinux.UtilLinuxPrograms;
import postroom.labs.debian.vimtiny.VimTinyPackage;
import postroom.labs.debian.whiptail.Whiptail;
import postroom.labs.debian.xxd.Xxd;
import postroom.labs.host.Program;
import postroom.labs.host.ProgramTable;
import postroom.labs.shell.ShellPrograms;

/**
 * The programs of all Debian packages, by the ids that executable files carry: {@code coreutils/ls} is the program
 * {@code ls} of package {@code coreutils}.
 *
 * <p>A package that implements programs has a class with a constant map of them; this table is where it is entered.
 */
public final class Packages implements ProgramTable {
    private static final List<Map<String, Program>> ALL = List.of(
            Iproute2Programs.PROGRAMS,
            AdduserPrograms.PROGRAMS,
            AptPrograms.PROGRAMS,
            Bc.PROGRAMS,
            BsdutilsPackage.PROGRAMS,
            CoreutilsPrograms.PROGRAMS,
            CpioPackage.PROGRAMS,
            CronPrograms.PROGRAMS,
            Curl.PROGRAMS,
            DebconfPackage.PROGRAMS,
            DebianutilsPrograms.PROGRAMS,
            DiffutilsPrograms.PROGRAMS,
            Dig.PROGRAMS,
            DnsmasqCommand.PROGRAMS,
            DovecotPrograms.PROGRAMS,
            DovecotSetup.PROGRAMS,
            SievePrograms.PROGRAMS,
            DpkgPackage.PROGRAMS,
            EximPrograms.PROGRAMS,
            FilePrograms.PROGRAMS,
            FindutilsPrograms.PROGRAMS,
            Fuser.PROGRAMS,
            GrepPrograms.PROGRAMS,
            GzipPrograms.PROGRAMS,
            HostCommand.PROGRAMS,
            HostnamePackage.PROGRAMS,
            LessPrograms.PROGRAMS,
            LibcBinPrograms.PROGRAMS,
            LoginPackages.PROGRAMS,
            LsofPrograms.PROGRAMS,
            Mail.PROGRAMS,
            ManPrograms.PROGRAMS,
            MawkPrograms.PROGRAMS,
            NanoPackage.PROGRAMS,
            NcursesPrograms.PROGRAMS,
            NetToolsPackage.PROGRAMS,
            Netcat.PROGRAMS,
            Openssl.PROGRAMS,
            PasswdPrograms.PROGRAMS,
            Ping.PROGRAMS,
            PostfixPrograms.PROGRAMS,
            PostfixSetup.PROGRAMS,
            Procps.PROGRAMS,
            PsmiscPrograms.PROGRAMS,
            SedPrograms.PROGRAMS,
            ShellPrograms.ALL,
            SslCertPostinst.PROGRAMS,
            SudoPackage.PROGRAMS,
            Swaks.PROGRAMS,
            SystemdPrograms.PROGRAMS,
            TarPrograms.PROGRAMS,
            Telnet.PROGRAMS,
            Tree.PROGRAMS,
            Ufw.PROGRAMS,
            UpdateCaCertificates.PROGRAMS,
            MountPrograms.PROGRAMS,
            UtilLinuxPrograms.PROGRAMS,
            VimTinyPackage.PROGRAMS,
            Whiptail.PROGRAMS,
            Xxd.PROGRAMS);

    private final Map<String, Program> programs = new HashMap<>();

    /** The table of everything. */
    public Packages() {
        ALL.forEach(programs::putAll);
    }

    @Override
    public Optional<Program> find(String id) {
        return Optional.ofNullable(programs.get(id));
    }

    /** True if {@code id} names a program: what {@link BaseImages} puts on the disk. */
    public boolean has(String id) {
        return programs.containsKey(id);
    }

    /** All ids. */
    public Set<String> ids() {
        return Set.copyOf(programs.keySet());
    }
}
