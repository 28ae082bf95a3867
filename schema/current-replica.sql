CREATE TABLE answered (
    number INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    outcome BLOB NOT NULL,
    bytes BLOB,
    is_ahead INTEGER NOT NULL DEFAULT 0,
    follow_up BLOB,
    hash INTEGER,
    told_hash INTEGER
) STRICT;

CREATE TABLE interned (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE life (
    first INTEGER PRIMARY KEY,
    incarnation TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE lookup (
    field INTEGER NOT NULL,
    value BLOB NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY(field, value, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
    number INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    base INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    outcome BLOB,
    hash INTEGER,
    refused BLOB,
    told_hash INTEGER
) STRICT;

CREATE TABLE scope_end (
    scope INTEGER PRIMARY KEY,
    ends INTEGER NOT NULL,
    is_over INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE scope_row (
    scope INTEGER NOT NULL,
    row INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    entered INTEGER NOT NULL,
    PRIMARY KEY(scope, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE scope_sum (
    scope INTEGER NOT NULL,
    bucket INTEGER NOT NULL,
    sum INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    PRIMARY KEY(scope, bucket)
) STRICT, WITHOUT ROWID;

CREATE TABLE shown (
    id BLOB PRIMARY KEY,
    entity INTEGER NOT NULL,
    wire BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE staged (
    line INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE state (
    row INTEGER PRIMARY KEY,
    entity INTEGER NOT NULL,
    id BLOB NOT NULL UNIQUE,
    seq INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    wire BLOB NOT NULL
) STRICT;

CREATE TABLE suspect (
    place INTEGER PRIMARY KEY,
    buckets BLOB
) STRICT;

CREATE INDEX lookup_row ON lookup(row);

CREATE INDEX scope_row_change ON scope_row(scope, seq, row);

CREATE INDEX scope_row_row ON scope_row(row, scope);

CREATE INDEX state_entity ON state(entity, row);
