-- Why: what an office keeps beside its people and places. Each part stands under a heading of its own.

-- == Reference registers

-- Postal codes and municipalities as their registers give them, with the days each is valid: `until_day` is the
-- first day it no longer is, and `from_day` is 0001-01-01 where the register has not told. Of a postal code `about`
-- is the number of the municipality it lies in.
CREATE TABLE reference_code (
    register TEXT NOT NULL,
    code TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT,
    name TEXT NOT NULL,
    about TEXT,
    PRIMARY KEY (register, code, from_day)
) STRICT, WITHOUT ROWID;

-- Each state of a register that was read: the day it is of, and the hash of its file.
CREATE TABLE reference_state (
    register TEXT NOT NULL,
    day TEXT NOT NULL,
    hash TEXT NOT NULL,
    codes INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (register, day)
) STRICT, WITHOUT ROWID;

-- == Remembered columns of rosters

-- What the columns of a list mean, where a person has said it: by centre and by the fingerprint of the header. `columns`
-- is JSON from the column's number, counted from 1, to the field, or to null for one that is not wanted. No name of a
-- column stands here and nothing of what stood under it.
CREATE TABLE roster_columns (
    centre BLOB NOT NULL,
    fingerprint TEXT NOT NULL,
    columns TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (centre, fingerprint)
) STRICT, WITHOUT ROWID;
