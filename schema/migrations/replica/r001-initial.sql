-- Why: a field client must show the hub's state as of one cursor with its own unsent work on top, for days
-- without coverage, and take in a pull in one transaction that can never fail on a rule. So rows are kept as
-- the hub sent them (their wire bytes are what checksums cover) and no table here carries a domain CHECK,
-- UNIQUE or foreign key. The first block of tables is the same on hub and replica.

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Rows by a small number of their own; `id` is the UUID, `wire` the canonical JSON of the row.
CREATE TABLE state (
    row INTEGER PRIMARY KEY,
    entity INTEGER NOT NULL,
    id BLOB NOT NULL UNIQUE,
    seq INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    wire BLOB NOT NULL
) STRICT;
CREATE INDEX state_entity ON state (entity, row);

-- Names that stand in many places, as numbers: scopes and indexed fields.
CREATE TABLE interned (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- Which rows have which value in an indexed field; ids as 16 bytes, other values as UTF-8.
CREATE TABLE lookup (
    field INTEGER NOT NULL,
    value BLOB NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (field, value, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX lookup_row ON lookup (row);

-- Which rows are in which scope: `seq` is where the row last changed in it, `entered` where it came.
CREATE TABLE scope_row (
    scope INTEGER NOT NULL,
    row INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    entered INTEGER NOT NULL,
    PRIMARY KEY (scope, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX scope_row_change ON scope_row (scope, seq, row);
CREATE INDEX scope_row_row ON scope_row (row, scope);

-- Sums over hash(id, wire bytes), modulo 2^64, by scope and the last byte of the id.
CREATE TABLE scope_sum (
    scope INTEGER NOT NULL,
    bucket INTEGER NOT NULL,
    sum INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    PRIMARY KEY (scope, bucket)
) STRICT, WITHOUT ROWID;

-- What the hub has not answered yet; the bytes are those that are sent, for ever.
CREATE TABLE outbox (
    number INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    base INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

-- Answered operations, kept until the hub says a backup covers them, and for their author to read.
CREATE TABLE answered (
    number INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    outcome BLOB NOT NULL,
    bytes BLOB
) STRICT;

-- Rows as they look with the outbox on top; rebuilt after every pull.
CREATE TABLE shown (
    id BLOB PRIMARY KEY,
    entity INTEGER NOT NULL,
    wire BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Lines of a pull that came in pages, until the last one makes them one state.
CREATE TABLE staged (
    line INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;
