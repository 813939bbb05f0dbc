package postroom.labs.debian.nettools;

import java.util.Map;
import postroom.labs.host.Program;

/** Debian's package net-tools. */
public final class NetToolsPackage {
    /** Its programs. */
    public static final Map<String, Program> PROGRAMS = Map.of(
            "net-tools/netstat", new Netstat(),
            "net-tools/ifconfig", new Ifconfig(),
            "net-tools/route", new Route(),
            "net-tools/arp", new Arp());

    private NetToolsPackage() {}
}
