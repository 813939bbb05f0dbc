"""Makes the system calls that a line of standard input asks for; answers with a line: the errno's name, or what it gave.

A line is JSON: [call, argument, ...]. Answers: "ok", "ok VALUE", or a name such as ENOENT.
"""
import errno
import json
import os
import stat
import sys

FLAGS = {"READ": 0, "CREATE": os.O_CREAT, "EXCLUSIVE": os.O_EXCL, "TRUNCATE": os.O_TRUNC,
         "APPEND": os.O_APPEND, "NOFOLLOW": os.O_NOFOLLOW, "WRITE": 0}


def opened(path, flags, mode, count):
    writes = "WRITE" in flags or "APPEND" in flags
    access = os.O_RDWR if writes and "READ" in flags else os.O_WRONLY if writes else os.O_RDONLY
    bits = access | os.O_NONBLOCK
    for flag in flags:
        bits |= FLAGS[flag]
    fd = os.open(path, bits, mode)
    try:
        if stat.S_ISFIFO(os.fstat(fd).st_mode):
            return "fifo"
        if writes and count:
            os.write(fd, b"x" * count)
    finally:
        os.close(fd)
    return ""


def described(path, st):
    kind = stat.S_IFMT(st.st_mode)
    letter = {stat.S_IFREG: "-", stat.S_IFDIR: "d", stat.S_IFLNK: "l", stat.S_IFIFO: "p"}[kind]
    size = 0 if letter in "dp" else st.st_size
    target = os.readlink(path) if letter == "l" else ""
    mode = 0o777 if letter == "l" else stat.S_IMODE(st.st_mode)
    return "%s %o %d %d %d %d %s" % (letter, mode, st.st_uid, st.st_gid, st.st_nlink, size, target)


def tree(path):
    lines = []
    for folder, folders, files in os.walk(path):
        for name in folders + files:
            inside = os.path.join(folder, name)
            lines.append(inside + " " + described(inside, os.lstat(inside)))
    return "|".join(sorted(lines))


def first(st):
    return "%o %d %d" % (st.st_mode, st.st_uid, st.st_gid)


CALLS = {
    "open": lambda path, flags, mode, count: opened(path, flags, mode, count),
    "mkdir": lambda path, mode: os.mkdir(path, mode),
    "mkfifo": lambda path, mode: os.mkfifo(path, mode),
    "rmdir": lambda path: os.rmdir(path),
    "unlink": lambda path: os.unlink(path),
    "rename": lambda old, new: os.rename(old, new),
    "link": lambda old, new: os.link(old, new),
    "symlink": lambda target, path: os.symlink(target, path),
    "readlink": lambda path: os.readlink(path),
    "chmod": lambda path, mode: os.chmod(path, mode),
    "chown": lambda path, uid, gid: os.chown(path, uid, gid),
    "lchown": lambda path, uid, gid: os.lchown(path, uid, gid),
    "truncate": lambda path, size: os.truncate(path, size),
    "utime": lambda path: os.utime(path),
    "access": lambda path, mode: str(os.access(path, mode)).lower(),
    "stat": lambda path: first(os.stat(path)),
    "list": lambda path: ",".join(sorted(os.listdir(path))),
    "umask": lambda mask: (os.umask(mask), None)[1],
    "chdir": lambda path: os.chdir(path),
    "tree": lambda path: tree(path),
}

for line in sys.stdin:
    call, *arguments = json.loads(line)
    try:
        answer = CALLS[call](*arguments)
        print("ok" if not answer else "ok " + answer, flush=True)
    except OSError as failed:
        print("ok fifo" if failed.errno == errno.ENXIO else errno.errorcode[failed.errno], flush=True)
