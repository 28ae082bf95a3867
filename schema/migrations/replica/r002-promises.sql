-- Why: what the thirteen promises of sync need on a device beyond the first day's tables: scopes with an end of their
-- own, repair by bucket, and work that waits for a newer hub. Each part stands under a heading of its own.

-- == Grants

-- When scopes end by themselves, hub time in Unix milliseconds; `is_over` once their rows went from here.
CREATE TABLE scope_end (
    scope INTEGER PRIMARY KEY,
    ends INTEGER NOT NULL,
    is_over INTEGER NOT NULL DEFAULT 0
) STRICT;

-- == Repair

-- The lives of this store: each has an incarnation of its own, at which its hub counts operations from 1 again,
-- beginning with the operation that is `first` in this store's own numbers.
CREATE TABLE life (
    first INTEGER PRIMARY KEY,
    incarnation TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO life (first, incarnation) SELECT 1, value FROM meta WHERE name = 'incarnation';
DELETE FROM meta WHERE name = 'incarnation';

-- What a push's answer told of an operation, until a pull brings the state that has it.
ALTER TABLE outbox ADD COLUMN outcome BLOB;

-- Scopes whose sums were not the hub's at the last pull, by their place in its head, with the buckets that differ
-- once they are known: what is asked for again.
CREATE TABLE suspect (
    place INTEGER PRIMARY KEY,
    buckets BLOB
) STRICT;

-- == Versions

-- Whether a part of the operation waits at the hub for its upgrade, and goes on being shown here until then; and
-- what came of it.
ALTER TABLE answered ADD COLUMN is_ahead INTEGER NOT NULL DEFAULT 0;
ALTER TABLE answered ADD COLUMN follow_up BLOB;
