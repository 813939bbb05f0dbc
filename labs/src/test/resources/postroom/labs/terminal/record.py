#!/usr/bin/env python3
"""Records what bash's readline really prints, key by key, into readline.rec beside this file.

Needs bash 5.2 and a locale C.UTF-8; run it by hand when a story is added. Each story types its keys into
`bash --norc -i` at a terminal of its own; every piece is written at once, and what comes until the terminal is quiet
belongs to it. Lines that are entered begin with `:`, so that nothing but the editor speaks.
"""
import fcntl, os, pathlib, pty, select, shutil, struct, sys, tempfile, termios

LEFT, RIGHT, UP, DOWN, HOME, END, DELETE = "\x1b[D", "\x1b[C", "\x1b[A", "\x1b[B", "\x1b[H", "\x1b[F", "\x1b[3~"
LONG = "abcdefghijklmnopqrstuvwxyz0123456789"
COLOURED = r"\[\e]0;student@myserver: ~\a\]\[\033[01;32m\]student@myserver\[\033[00m\]:\[\033[01;34m\]~\[\033[00m\]\$ "
DEBIAN = r"\[\e]0;student@myserver: ~\a\]student@myserver:~\$ "
STORIES = []
QUIET = 0.12


def story(title, *keys, window=(80, 24), prompt="$ ", history=(), files=()):
    STORIES.append((title, keys, window, prompt, history, files))


story("a command and Enter", ": hello world", "\r", ": again\r")
story("key by key", *": hi", "\r")
story("insert in the middle", "abcdef", LEFT, LEFT, LEFT, "x", "y", "zz")
story("insert before words", "echo three four", LEFT * 11, "X", "YZ", "\x7f")
story("insert at the start", "abcdef", "\x01", "x", "hello there everybody", "\x05", "!")
story("Backspace and Delete", "abcdef", "\x7f", "\x08", LEFT, LEFT, "\x7f", DELETE, "\x04", "\x7f", "\x7f", "\x7f", "\x7f")
story("Home and End", ": one two", HOME, "\x1b[1~", END, "\x1bOH", "\x1bOF", "\x1b[4~", "\x02", "\x06")
story("words", "echo one-two three", "\x1bb", "\x1bb", "\x1bb", "\x1bf", "\x1b[1;5D", "\x1b[1;5C", "\x1bb\x1bb\x1bb\x1bb")
story("kill and yank", "echo one two three", "\x17", "\x17", "\x19", "\x01", "\x0b", "\x19", "\x15", "\x19\x19")
story("kill words", "echo one two three", "\x1b\x7f", "\x1b\x7f", "\x19", "\x01", "\x1bd", "\x1bd", "\x1bd", "\x19", "\x1bd")
story("yank-pop", "one two", "\x17", " ", "\x17x", "\x19", "\x1by", "\x1by", "z", "\x1by")
story("kill at the ends", "\x0b", "\x15", "\x17", "\x19", "\x1bd", "\x1b\x7f", "a", "\x0b", "\x01", "\x15", "\x17")
story("transpose", "acb", "\x14", "\x01", "\x14", "\x06", "\x14", "\x14")
story("transpose words", "one two", "\x1bt", "\x1bt")
story("case", "hello wide world", "\x01", "\x1bu", "\x1bc", "\x1bl", "\x01", "\x1bl", "\x1bu")
story("undo", "abc def", "\x17", "\x1f", "\x1f", "\x1f", "xy", "\x14", "\x1f", "\x18\x15")
story("undo after cursor keys", "ab", LEFT, "c", "d", "\x1f", "\x1f", "\x1f")
story("revert", "abc", "\x7f", "d", "\x1br")
story("arguments", "abcdef", "\x1b3", LEFT, "\x1b2", "x", "\x1b-", "\x06", "\x1b4", "\x7f")
story("quoted insert", "a\x16\x01b\x16\x1bc", "\x16\t", "d", LEFT, LEFT, LEFT, "x", "\x7f", "\x7f")
story("delete blanks, comment", ": a    b", LEFT, LEFT, "\x1b\\", "\x1b#")
story("set mark", "abcdef", "\x1b ", "\x01", "\x18\x18")
story("unknown keys", "ab", "\x1b[5~", "\x1bZ", "\x1b[24~", "\x1bOX", "\x07", "c")
story("end of input", "abc", LEFT, "\x04", "\x04", "\x15", "\x04")
story("end of input at once", "\x04")
story("interrupt", "abc", "\x03", ": x", LEFT, LEFT, "\x03", "\x03")
story("history", UP, UP, UP, UP, DOWN, DOWN, DOWN, DOWN, history=["echo one", "ls -l /tmp", "echo three four"])
story("history keeps changes", "new", UP, "X", UP, DOWN, "\x7f", DOWN, "\x10", "\x0e", history=[": one", ": two"])
story("history ends", "\x1b<", "\x1b>", "\x1b<", "a\r", UP, history=[": one", ": two", ": three"])
story("entered lines are remembered", ": first\r", ": second\r", UP, UP, "\r", UP)
story("last argument", ": ", "\x1b.", "\x1b.", "\x1b.", "\x1b.", "x", "\x1b_", history=["echo one", "ls '/tmp/foo bar'", "a;b"])
story("search", "\x12", "e", "c", "\x12", "\x12", "\x7f", "\x07", history=["echo one", "ls -l /tmp", "echo three four"])
story("search, then edit", "\x12", "t", "h", "r", LEFT, "X", history=["echo one", "ls -l /tmp", "echo three four"])
story("search, then Enter", "\x12two", "\r", UP, history=[": one", ": two", ": three"])
story("search again", "\x12two", "\x01", "\x15", "\x12\x12", END, history=[": one", ": two", ": three"])
story("search forward", UP, UP, "\x12", "o", "\x12", "\x13", "\x07", history=[": one", ": two", ": three"])
story("search what is not there", "ab", "\x12", "z", "q", "\x7f", "\x7f", "\x7f", "\x07", "c", history=[": one"])
story("search in a coloured prompt", "\x12", "o", "\x12", RIGHT, "x", prompt=COLOURED, history=[": one", ": two"])
story("interrupt a search", "\x12", "o", "\x03", history=[": one", ": two"])
story("clear", ": abc", LEFT, "\x0c", "\r")
story("clear with prompt", "abc", LEFT, "\x0c", "\x15", prompt=COLOURED)
story("prompt with colours", "ls", "\x01", "x", "\x05", "\x15", "\r", prompt=COLOURED)
story("prompt with title", ": ls -l /etc/postfix", "\x01", "x", "\x05", "\x15", "\r", prompt=DEBIAN)
story("prompt of two lines", ": ab", LEFT, "c", "\x0c", "\r", prompt=r"one\ntwo> ")
story("wrap", *LONG[:14], window=(12, 24))
story("wrap at once", LONG[:30], LEFT, LEFT, "\x01", "X", "\x05", "\x7f", LEFT * 8, "\x7f", "\x0b", window=(12, 24))
story("wrap, Enter from above", ": " + LONG[:30], "\x01", "\r", window=(12, 24))
story("wrap exactly", ": " + LONG[:8], "\r", window=(12, 24))
story("wrap exactly, one by one", *(": " + LONG[:8]), LEFT, RIGHT, "\x01", "\x05", "k", "\x7f", "\x7f", window=(12, 24))
story("wrap backwards", LONG[:30], *["\x7f"] * 22, window=(12, 24))
story("wrap and insert", LONG[:30], "\x01", "1", "2", "\x04", "\x04", LEFT, RIGHT, RIGHT, window=(12, 24))
story("wrap and words", "one two three four five six", "\x01", "X", "\x1bf", "Y", "\x1bd", "\x05", "\x17", window=(12, 24))
story("wrap and history", UP, UP, UP, DOWN, window=(12, 24), history=["echo " + LONG[:30], "ls", "echo " + LONG[:15]])
story("wrap in a real window", ": " + LONG * 3, "\x01", "x", "\x05", "\x15", window=(80, 24), prompt=DEBIAN)
story("wrap with colours", ": " + LONG * 2, "\x01", "x", "\x05", "\x7f", "\x01", "\x04", "\r", window=(80, 24), prompt=COLOURED)
story("interrupt a wrapped line", LONG[:30], "\x01", "\x03", window=(12, 24))
story("Home in a long line", ": " + LONG + LONG[:20], "\x01", "\x05", LEFT, "\x1bb", window=(80, 24), prompt=DEBIAN)
story("Home in a long coloured line", ": " + LONG + LONG[:20], "\x01", "\x05", "\x01x", window=(80, 24), prompt=COLOURED)
story("Home in a wide window", ": " + LONG * 2 + LONG[:20], "\x01", "\x05", "\x1bb", window=(120, 40), prompt=DEBIAN)
story("keys with junk", "a", "\x1b[15~", "\x1b[24~", "\x1b[I", "\x1b[200", "~b\x1b[201~", "\x1b\x1b[D", "\x1b\x1b")
story("Chinese", "你", "好", "世界", LEFT, "x", "\x7f", "\x04", "\x01", "中", "\x17", RIGHT, "\x14")
story("Chinese, wrapped", "你好世界你", "好", "\x7f", LEFT, LEFT, "\x01", window=(12, 24))
story("Chinese words", "echo 你好 世界", "\x1bb", "\x1bb", "\x17", "\x19", "\x1bf")
story("combining marks", "e\u0301x", LEFT, LEFT, "\x04", "\x7f")
story("not UTF-8", "a\udcffb", LEFT, LEFT, LEFT, "\x04", "\x05", "\x7f")
story("paste", "\x1b[200~: one two\x1b[201~", LEFT, "x", "\r")
story("paste and Enter", ": ", "\x1b[200~one two\x1b[201~", "\r")
story("paste in the middle", "ab", LEFT, "\x1b[200~XY\x1b[201~", "c")
story("paste lines", "\x1b[200~: a\n: b\x1b[201~", LEFT, LEFT, "\r")
story("paste with tab", "\x1b[200~a\tb\x1b[201~", LEFT, LEFT, LEFT)
story("complete, common part", ": a\t", "\t", "\t", "1\t", files=["alpha1", "alpha2", "beta"])
story("complete, only one", ": b\t", "s\t", "\t", "z\t", files=["alpha1", "alpha2", "beta", "sub/x"])
story("complete in the middle", ": b x", LEFT, LEFT, "\t", files=["alpha1", "alpha2", "beta"])
story("list", ": \t", "\t", "a", "\t", files=["alpha1", "alpha2", "beta", "sub/x"])
story("list in a narrow window", ": \t", "\t", files=["alpha1", "alpha2", "beta", "sub/x"], window=(20, 24))
story("list from the middle of a wrapped line", ": a bbbbbbbbbbbbbbbbbbbbbb", "\x01", RIGHT, RIGHT, RIGHT, "\t", "\t", "\t",
      files=["alpha1", "alpha2", "beta"], window=(20, 24))
story("list many", ": \t", "\t", "y", files=[f"{n:03}.file" for n in range(120)])
story("list many, no", ": \t", "\t", "x", "n", "q", files=[f"{n:03}.file" for n in range(120)])
story("list by windows", ": \t", "\t", " ", "x", "\r", "q", files=[f"{97 + n}" for n in range(60)], window=(20, 8))
story("list by windows, to the end", ": \t", "\t", "y", "\r", "y", files=[f"{n + 95:03}-long-name" for n in range(14)], window=(20, 6))
story("possible completions", ": a\x1b?", ": \x1b*", files=["alpha1", "alpha2", "beta"])
story("complete Chinese", ": 你\t", "\t", "\t", files=["你好1", "你好2", "b"])


def escaped(text):
    out = []
    for char in text:
        code = ord(char)
        if char == "\\":
            out.append("\\\\")
        elif code < 0x20 or code == 0x7F or 0xDC80 <= code <= 0xDCFF:
            out.append("\\x%02x" % (code & 0xFF))
        else:
            out.append(char)
    return "".join(out)


def drain(fd, quiet):
    out = b""
    while select.select([fd], [], [], quiet)[0]:
        try:
            piece = os.read(fd, 65536)
        except OSError:
            return out
        if not piece:
            return out
        out += piece
    return out


def play(keys, window, prompt, history, files):
    home = tempfile.mkdtemp()
    work = os.path.join(home, "work")
    os.mkdir(work)
    for name in files:
        path = os.path.join(work, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, "w").close()
    pathlib.Path(home, "history").write_text("".join(line + "\n" for line in history))
    pid, fd = pty.fork()
    if pid == 0:
        os.chdir(work)
        os.execve("/bin/bash", ["bash", "--norc", "--noprofile", "-i"], {
            "HOME": home, "PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8", "PS1": prompt,
            "HISTFILE": home + "/history", "INPUTRC": "/etc/inputrc",
            "COLUMNS": str(window[0]), "LINES": str(window[1])})
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", window[1], window[0], 0, 0))
    settings = termios.tcgetattr(fd)
    settings[0] &= ~termios.IXON        # or ^S would stop the output
    termios.tcsetattr(fd, termios.TCSANOW, settings)
    pieces = [("", drain(fd, 0.4))]
    for piece in keys:
        os.write(fd, piece.encode("utf-8", "surrogateescape"))
        pieces.append((piece, drain(fd, QUIET)))
    os.close(fd)
    try:
        os.kill(pid, 9)
    except ProcessLookupError:
        pass
    os.waitpid(pid, 0)
    shutil.rmtree(home)
    return pieces


def expanded(prompt):
    """PROMPT as bash hands it to readline."""
    for what, by in (("\\[", "\x01"), ("\\]", "\x02"), ("\\e", "\x1b"), ("\\033", "\x1b"), ("\\a", "\x07"),
                     ("\\n", "\n"), ("\\$", "#" if os.getuid() == 0 else "$")):
        prompt = prompt.replace(what, by)
    return prompt


def main():
    wanted = sys.argv[1:]
    with open("/dev/stdout" if wanted else pathlib.Path(__file__).with_name("readline.rec"), "w", encoding="utf-8") as out:
        for title, keys, window, prompt, history, files in STORIES:
            if wanted and title not in wanted:
                continue
            out.write(f"story: {title}\nwindow: {window[0]}x{window[1]}\nprompt: {escaped(expanded(prompt))}\n")
            out.writelines(f"history: {escaped(line)}\n" for line in history)
            out.writelines(f"file: {name}\n" for name in files)
            for piece, printed in play(keys, window, prompt, history, files):
                out.write(f"keys: {escaped(piece)}\nsent: {escaped(printed.decode('utf-8', 'surrogateescape'))}\n")
            out.write("\n")
            print(title, file=sys.stderr)


if __name__ == "__main__":
    main()
