CREATE TABLE about (
    person BLOB NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY(person, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE ahead (
    seq INTEGER NOT NULL,
    origin INTEGER NOT NULL,
    number INTEGER NOT NULL,
    base INTEGER NOT NULL,
    claimed INTEGER NOT NULL,
    corrected INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY(seq, origin)
) STRICT, WITHOUT ROWID;

CREATE TABLE ahead_row (
    id BLOB PRIMARY KEY,
    seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE backup_copy (
    path TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

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
    is_lost INTEGER NOT NULL DEFAULT 0,
    last_push INTEGER,
    admits INTEGER,
    confirmed_seq INTEGER
) STRICT;

CREATE TABLE device_grant (
    device INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    role TEXT NOT NULL,
    centre BLOB NOT NULL,
    person BLOB,
    ends INTEGER,
    from_seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY(device, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE device_scope (
    device INTEGER NOT NULL,
    scope INTEGER NOT NULL,
    from_epoch INTEGER NOT NULL,
    until_epoch INTEGER,
    ends INTEGER,
    PRIMARY KEY(device, scope, from_epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE enrolment (
    code_hash BLOB PRIMARY KEY,
    role TEXT NOT NULL,
    centre BLOB NOT NULL,
    person BLOB,
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    used INTEGER,
    device INTEGER,
    admits INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE erased (
    id BLOB PRIMARY KEY,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE erased_trace (
    mark BLOB NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE erasure (
    person BLOB PRIMARY KEY,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    removed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE held_row (
    id BLOB PRIMARY KEY,
    seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE history (
    row INTEGER NOT NULL,
    unit TEXT NOT NULL,
    seq INTEGER NOT NULL,
    part INTEGER NOT NULL,
    origin INTEGER NOT NULL,
    decision TEXT NOT NULL,
    winner INTEGER,
    value BLOB,
    rule TEXT,
    at INTEGER,
    folded INTEGER,
    PRIMARY KEY(row, unit, seq, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE in_hand (
    incarnation BLOB NOT NULL,
    number INTEGER NOT NULL,
    crashes INTEGER NOT NULL,
    PRIMARY KEY(incarnation, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE incarnation (
    origin INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    device INTEGER NOT NULL,
    last_number INTEGER NOT NULL,
    started INTEGER NOT NULL,
    confirmed_seq INTEGER,
    is_apart INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE interned (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE ledger (
    n INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    line BLOB NOT NULL
) STRICT;

CREATE TABLE let_in (
    seq INTEGER NOT NULL,
    first_part INTEGER NOT NULL,
    last_part INTEGER NOT NULL,
    held INTEGER NOT NULL,
    PRIMARY KEY(seq, first_part)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE notice_delivery (
    row INTEGER PRIMARY KEY,
    notice BLOB NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK(state IN('waiting', 'sent', 'dead', 'dropped')),
    tries INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    at INTEGER NOT NULL,
    error TEXT
) STRICT;

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
    bytes BLOB,
    judged_as INTEGER,
    judged_epoch INTEGER
) STRICT;

CREATE TABLE reference_code (
    register TEXT NOT NULL,
    code TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT,
    name TEXT NOT NULL,
    about TEXT,
    PRIMARY KEY(register, code, from_day)
) STRICT, WITHOUT ROWID;

CREATE TABLE reference_state (
    register TEXT NOT NULL,
    day TEXT NOT NULL,
    hash TEXT NOT NULL,
    codes INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY(register, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE roster_columns (
    centre BLOB NOT NULL,
    fingerprint TEXT NOT NULL,
    columns TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY(centre, fingerprint)
) STRICT, WITHOUT ROWID;

CREATE TABLE scope_left (
    scope INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    id BLOB NOT NULL,
    at INTEGER NOT NULL,
    entered INTEGER,
    PRIMARY KEY(scope, seq, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE scope_loan (
    row INTEGER NOT NULL,
    person BLOB NOT NULL,
    scope INTEGER NOT NULL,
    ends INTEGER,
    PRIMARY KEY(row, person, scope)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE state (
    row INTEGER PRIMARY KEY,
    entity INTEGER NOT NULL,
    id BLOB NOT NULL UNIQUE,
    seq INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    wire BLOB NOT NULL
) STRICT;

CREATE TABLE timeline (
    position INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    parent BLOB,
    forked_at INTEGER NOT NULL,
    started INTEGER NOT NULL
) STRICT;

CREATE TABLE withheld (
    id BLOB NOT NULL,
    field TEXT NOT NULL,
    level INTEGER NOT NULL,
    PRIMARY KEY(id, field)
) STRICT, WITHOUT ROWID;

CREATE INDEX device_person ON device(person) WHERE person IS NOT NULL;

CREATE INDEX device_scope_ends ON device_scope(ends) WHERE until_epoch IS NULL AND ends IS NOT NULL;

CREATE INDEX device_scope_scope ON device_scope(scope, device);

CREATE INDEX erasure_seq ON erasure(seq);

CREATE INDEX incarnation_device ON incarnation(device, origin);

CREATE INDEX lookup_row ON lookup(row);

CREATE INDEX notice_delivery_next ON notice_delivery(state, next_at);

CREATE UNIQUE INDEX operation_number ON operation(origin, number);

CREATE INDEX scope_left_id ON scope_left(id, seq);

CREATE INDEX scope_loan_person ON scope_loan(person);

CREATE INDEX scope_row_change ON scope_row(scope, seq, row);

CREATE INDEX scope_row_row ON scope_row(row, scope);

CREATE INDEX state_entity ON state(entity, row);
