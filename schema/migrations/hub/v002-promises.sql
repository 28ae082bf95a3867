-- Why: what the thirteen promises of sync need beyond the first day's tables: grants that change, a ledger outside
-- the store, operations that were in hand when the process died, retention of history, and a review inbox that
-- tells its age. Each part stands under a heading of its own.

-- == Grants

-- == Ledger and erasure

-- == Repair

-- == Retention and versions

-- Which rule decided an entry, and the corrected time it was written under: with them a value can be recomputed
-- from its history alone. `folded` is how many older entries a `compacted` one stands for; then `winner` is the
-- last of them and `at` when that was received. Empty in entries of the first day.
ALTER TABLE history ADD COLUMN rule TEXT;
ALTER TABLE history ADD COLUMN at INTEGER;
ALTER TABLE history ADD COLUMN folded INTEGER;

-- Edits that name what only a newer hub knows: run again, as their author's at their old base, after the upgrade.
-- The answer stands in `operation` under the author's origin and the negative of its own sequence number.
CREATE TABLE ahead (
    seq INTEGER NOT NULL,
    origin INTEGER NOT NULL,
    number INTEGER NOT NULL,
    base INTEGER NOT NULL,
    claimed INTEGER NOT NULL,
    corrected INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (seq, origin)
) STRICT, WITHOUT ROWID;

-- Rows that such edits will make: what is written about them by the same author waits with them.
CREATE TABLE ahead_row (
    id BLOB PRIMARY KEY,
    seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- == Review
