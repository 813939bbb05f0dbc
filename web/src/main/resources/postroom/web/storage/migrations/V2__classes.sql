-- A class and who sits in it. Times are milliseconds since 1970, UTC.
CREATE TABLE instructor (
    id       INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),   -- there is one
    password TEXT    NOT NULL,              -- $argon2id$v=19$m=...,t=...,p=...$salt$hash
    changed  INTEGER NOT NULL
);

CREATE TABLE session (
    digest TEXT    NOT NULL PRIMARY KEY,    -- SHA-256 of the instructor's cookie, hex
    ends   INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE cohort (
    id       INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    code     TEXT    NOT NULL UNIQUE,       -- what students join with
    name     TEXT    NOT NULL,
    language TEXT    NOT NULL,
    seats    INTEGER NOT NULL,              -- the most
    created  INTEGER NOT NULL
);

CREATE TABLE cohort_chapter (
    cohort  INTEGER NOT NULL REFERENCES cohort (id) ON DELETE CASCADE,
    chapter TEXT    NOT NULL,
    PRIMARY KEY (cohort, chapter)
) WITHOUT ROWID;

CREATE TABLE seat (
    id      INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    cohort  INTEGER NOT NULL REFERENCES cohort (id),
    learner TEXT    NOT NULL UNIQUE REFERENCES learner (id),
    name    TEXT    NOT NULL,
    account TEXT    NOT NULL DEFAULT '',    -- mail address or ID in the school's own system, for the marks
    key     TEXT    NOT NULL UNIQUE,        -- of the personal link
    joined  INTEGER NOT NULL
);
CREATE INDEX seat_of_cohort ON seat (cohort);

-- What happened in a learner's exercises, as a timeline tells it.
CREATE TABLE moment (
    id       INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    learner  TEXT    NOT NULL REFERENCES learner (id),
    at       INTEGER NOT NULL,
    exercise TEXT    NOT NULL,
    kind     TEXT    NOT NULL,              -- tick, untick, miss, hint, done
    detail   TEXT    NOT NULL               -- the task; of a miss task/1, or empty for a wrong answer; of a hint its number
);
CREATE INDEX moment_of_learner ON moment (learner, id);
