-- Why: what the thirteen promises of sync need beyond the first day's tables: grants that change, a ledger outside
-- the store, operations that were in hand when the process died, retention of history, and a review inbox that
-- tells its age. Each part stands under a heading of its own.

-- == Grants

-- What a device might do, by the epochs of its grants; asked for the epoch of an operation's base.
CREATE TABLE device_grant (
    device INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    role TEXT NOT NULL,
    centre BLOB NOT NULL,
    person BLOB,
    ends INTEGER,
    from_seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (device, epoch)
) STRICT, WITHOUT ROWID;
INSERT INTO device_grant (device, epoch, role, centre, person, ends, from_seq, at)
SELECT device, epoch, role, centre, person, grant_ends, 0, enrolled FROM device;
CREATE INDEX device_person ON device (person) WHERE person IS NOT NULL;

-- When a device's scope ends by itself, Unix milliseconds.
ALTER TABLE device_scope ADD COLUMN ends INTEGER;
CREATE INDEX device_scope_ends ON device_scope (ends) WHERE until_epoch IS NULL AND ends IS NOT NULL;

-- Where the row had come into the scope it left: what a device saw in between counts.
ALTER TABLE scope_left ADD COLUMN entered INTEGER;
CREATE INDEX scope_left_id ON scope_left (id, seq);

-- Scopes that persons have by what a row says of them, such as those who lead a task, and until when.
CREATE TABLE scope_loan (
    row INTEGER NOT NULL,
    person BLOB NOT NULL,
    scope INTEGER NOT NULL,
    ends INTEGER,
    PRIMARY KEY (row, person, scope)
) STRICT, WITHOUT ROWID;
CREATE INDEX scope_loan_person ON scope_loan (person);

-- When a retired device began to send for the last time; and whose outbox a newly enrolled one brings.
ALTER TABLE device ADD COLUMN last_push INTEGER;
ALTER TABLE device ADD COLUMN admits INTEGER;
ALTER TABLE enrolment ADD COLUMN admits INTEGER;

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
CREATE INDEX erasure_seq ON erasure (seq);

-- Copies of the store as far as they are known, for the certificates of erasures that came after them.
CREATE TABLE backup_copy (
    path TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How far a device is known to have followed; written only where an erasure waits for it.
ALTER TABLE device ADD COLUMN confirmed_seq INTEGER;

-- == Repair

-- Operations that were being decided when the process died, and how often that was.
CREATE TABLE in_hand (
    incarnation BLOB NOT NULL,
    number INTEGER NOT NULL,
    crashes INTEGER NOT NULL,
    PRIMARY KEY (incarnation, number)
) STRICT, WITHOUT ROWID;

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
