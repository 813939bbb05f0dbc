package postroom.labs.debian.coreutils;

import postroom.labs.host.Host;

/** How full the disk is, in blocks of 4 KiB. */
record DiskUse(long blocks, long free, long inodes, long freeInodes) {
    static DiskUse of(Host host) {
        long blocks = host.disk().storeLimit() / 4096;
        long used = (host.disk().tree().stored() + 4095) / 4096;
        long inodes = host.disk().inodeLimit();
        return new DiskUse(
                blocks,
                Math.max(0, blocks - used),
                inodes,
                Math.max(0, inodes - host.disk().tree().inodes()));
    }

    long used() {
        return blocks - free;
    }

    /** In percent, rounded up as df does it. */
    static long percent(long used, long all) {
        return all == 0 ? 0 : (used * 100 + all - 1) / all;
    }
}
