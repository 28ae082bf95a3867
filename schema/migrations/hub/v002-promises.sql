-- Why: what the thirteen promises of sync need beyond the first day's tables: grants that change, a ledger outside
-- the store, operations that were in hand when the process died, retention of history, and a review inbox that
-- tells its age. Each part stands under a heading of its own.

-- == Grants

-- == Ledger and erasure

-- Erasures, shut-out devices, withdrawn consents and used codes as they stand in the file beside the store,
-- line by line: ids, hashes, names of fields and times only. The file outlives the store.
CREATE TABLE ledger (
    n INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    line BLOB NOT NULL
) STRICT;

-- Consents that were withdrawn on rows a restored hub does not know yet; applied when such a row comes.
CREATE TABLE withheld (
    id BLOB NOT NULL,
    field TEXT NOT NULL,
    level INTEGER NOT NULL,
    PRIMARY KEY (id, field)
) STRICT, WITHOUT ROWID;

-- What each erasure removed, in numbers; the certificate is made from it.
CREATE TABLE erasure (
    person BLOB PRIMARY KEY,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    removed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Copies of the store as far as they are known, for the certificates of erasures that came after them.
CREATE TABLE backup_copy (
    path TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How far a device is known to have followed; written only where an erasure waits for it.
ALTER TABLE device ADD COLUMN confirmed_seq INTEGER;

-- == Repair

-- == Retention and versions

-- == Review
