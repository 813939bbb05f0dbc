"""Python's imaplib and poplib against a lab's exposed ports: what one puts there, the other finds."""

import imaplib
import poplib
import ssl
import sys
import time

letter = b"From: py@client.example\r\nTo: carla\r\nSubject: by imaplib\r\n\r\nHello from Python.\r\n"

def ok(answer):
    status, data = answer
    assert status == "OK", answer
    return data

tls = ssl.create_default_context()
tls.check_hostname = False
tls.verify_mode = ssl.CERT_NONE  # the lab's certificate is self-signed

imap = imaplib.IMAP4("127.0.0.1", 1430)
assert "LOGINDISABLED" in imap.capabilities
imap.starttls(tls)
assert "LOGINDISABLED" not in imap.capabilities
try:
    imap.login("carla", "wrong")
    sys.exit("a wrong password was taken")
except imaplib.IMAP4.error:
    pass
ok(imap.login("carla", "carla"))
ok(imap.create("Work"))
ok(imap.subscribe("Work"))
assert any(b"Work" in each for each in ok(imap.list()))
before = int(ok(imap.select("INBOX"))[0])
ok(imap.append("INBOX", r"(\Flagged)", imaplib.Time2Internaldate(time.time()), letter))
ok(imap.noop())
number = str(before + 1)
assert ok(imap.fetch(number, "(RFC822)"))[0][1] == letter
assert ok(imap.search(None, "SUBJECT", '"by imaplib"'))[0].split()[-1].decode() == number
assert b"\\Flagged" in ok(imap.fetch(number, "(FLAGS UID)"))[0]
ok(imap.store(number, "+FLAGS", r"(\Seen Todo)"))
ok(imap.copy(number, "Work"))
assert ok(imap.sort("(REVERSE DATE)", "UTF-8", "ALL"))[0]
assert ok(imap.thread("REFERENCES", "UTF-8", "ALL"))[0]
assert b"MESSAGES 1" in ok(imap.status("Work", "(MESSAGES UNSEEN)"))[0]

pop = poplib.POP3("127.0.0.1", 1100)
pop.stls(tls)
pop.user("carla")
pop.pass_("carla")
count = pop.stat()[0]
assert count == before + 1
assert b"Subject: by imaplib" in pop.retr(count)[1]
pop.dele(count)
pop.quit()

ok(imap.noop())
assert int(ok(imap.select("INBOX"))[0]) == before
ok(imap.rename("Work", "Done"))
ok(imap.delete("Done"))
ok(imap.close())
assert imap.logout()[0] == "BYE"
print("clients: imaplib and poplib were served")
