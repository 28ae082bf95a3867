-- Why: what the thirteen promises of sync need beyond the first day's tables: grants that change, a ledger outside
-- the store, operations that were in hand when the process died, retention of history, and a review inbox that
-- tells its age. Each part stands under a heading of its own.

-- == Grants

-- == Ledger and erasure

-- == Repair

-- Operations that were being decided when the process died, and how often that was.
CREATE TABLE in_hand (
    incarnation BLOB NOT NULL,
    number INTEGER NOT NULL,
    crashes INTEGER NOT NULL,
    PRIMARY KEY (incarnation, number)
) STRICT, WITHOUT ROWID;

-- == Retention and versions

-- == Review
