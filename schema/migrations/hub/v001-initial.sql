-- Why: the hub's store from its first day. One sequence orders every answered operation; a row's latest state
-- and where it changed is all a pull needs, the history is for people. Timelines, custody, erasure and review
-- have their places here at once, since they cannot be added to what was already forgotten. Lists of states
-- live in the catalogue, not in CHECK, so that old and new versions can live together. The first block of
-- tables is the same on hub and replica.

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

-- Rows that left a scope, for replicas that were away; kept 180 days.
CREATE TABLE scope_left (
    scope INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    id BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (scope, seq, id)
) STRICT, WITHOUT ROWID;

-- A restored hub starts a timeline that names its parent and the place of the fork.
CREATE TABLE timeline (
    position INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    parent BLOB,
    forked_at INTEGER NOT NULL,
    started INTEGER NOT NULL
) STRICT;

-- Enrolled stores, their tokens as hashes only, and what each may see and write.
CREATE TABLE device (
    device INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    token_hash BLOB UNIQUE,
    role TEXT NOT NULL,
    centre BLOB NOT NULL,
    person BLOB,
    grant_ends INTEGER,
    epoch INTEGER NOT NULL,
    enrolled INTEGER NOT NULL,
    seen INTEGER,
    retired INTEGER,
    revoked INTEGER,
    is_lost INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Which scopes a device has had, by the epochs of its grants.
CREATE TABLE device_scope (
    device INTEGER NOT NULL,
    scope INTEGER NOT NULL,
    from_epoch INTEGER NOT NULL,
    until_epoch INTEGER,
    PRIMARY KEY (device, scope, from_epoch)
) STRICT, WITHOUT ROWID;
CREATE INDEX device_scope_scope ON device_scope (scope, device);

-- One life of a device's store; `origin` is the number that stands in clocks. 0 is the hub.
CREATE TABLE incarnation (
    origin INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    device INTEGER NOT NULL,
    last_number INTEGER NOT NULL,
    started INTEGER NOT NULL
) STRICT;

-- Single-use enrolment codes, as hashes.
CREATE TABLE enrolment (
    code_hash BLOB PRIMARY KEY,
    role TEXT NOT NULL,
    centre BLOB NOT NULL,
    person BLOB,
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    used INTEGER,
    device INTEGER
) STRICT, WITHOUT ROWID;

-- Every answered operation with its one final outcome; the bytes as they came.
CREATE TABLE operation (
    seq INTEGER PRIMARY KEY,
    origin INTEGER NOT NULL,
    number INTEGER NOT NULL,
    digest BLOB NOT NULL,
    verdict INTEGER NOT NULL,
    claimed INTEGER NOT NULL,
    corrected INTEGER NOT NULL,
    received INTEGER NOT NULL,
    base INTEGER NOT NULL,
    is_ahead INTEGER NOT NULL DEFAULT 0,
    outcome BLOB NOT NULL,
    bytes BLOB
) STRICT;
CREATE UNIQUE INDEX operation_number ON operation (origin, number);

-- What happened to each field: the chain that explain reads; `value` is what came in, also when it lost.
CREATE TABLE history (
    row INTEGER NOT NULL,
    unit TEXT NOT NULL,
    seq INTEGER NOT NULL,
    part INTEGER NOT NULL,
    origin INTEGER NOT NULL,
    decision TEXT NOT NULL,
    winner INTEGER,
    value BLOB,
    PRIMARY KEY (row, unit, seq, part)
) STRICT, WITHOUT ROWID;

-- Which operations are about which person, so that erasing finds them everywhere.
CREATE TABLE about (
    person BLOB NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (person, seq)
) STRICT, WITHOUT ROWID;

-- Rows that only a held operation would have made: what builds on them is held with it.
CREATE TABLE held_row (
    id BLOB PRIMARY KEY,
    seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Persons who were erased; for ever.
CREATE TABLE erased (
    id BLOB PRIMARY KEY,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
