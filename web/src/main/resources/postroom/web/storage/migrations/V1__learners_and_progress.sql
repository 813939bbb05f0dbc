-- Times are milliseconds since 1970, UTC.
CREATE TABLE learner (
    id      TEXT    NOT NULL PRIMARY KEY,   -- 22 letters of base64url: the learner's cookie
    seed    INTEGER NOT NULL,               -- from it the lab draws this learner's own values
    created INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE tick (
    learner  TEXT    NOT NULL REFERENCES learner (id),
    exercise TEXT    NOT NULL,
    task     TEXT    NOT NULL,
    at       INTEGER NOT NULL,              -- when it ticked first
    PRIMARY KEY (learner, exercise, task)
) WITHOUT ROWID;

CREATE TABLE effort (
    learner  TEXT    NOT NULL REFERENCES learner (id),
    exercise TEXT    NOT NULL,
    hints    INTEGER NOT NULL DEFAULT 0,    -- shown so far
    attempts INTEGER NOT NULL DEFAULT 0,    -- feedback and wrong answers drawn
    near     TEXT    NOT NULL DEFAULT '',   -- the near miss spoken of last, task/1
    begun    INTEGER NOT NULL,
    done     INTEGER,                       -- when all tasks had ticked
    PRIMARY KEY (learner, exercise)
) WITHOUT ROWID;

CREATE TABLE lab (
    learner TEXT    NOT NULL REFERENCES learner (id),
    chapter TEXT    NOT NULL,
    made    INTEGER NOT NULL,               -- when its setup had been run; its journal lies in labs/
    PRIMARY KEY (learner, chapter)
) WITHOUT ROWID;
