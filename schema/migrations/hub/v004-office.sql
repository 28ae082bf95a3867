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
