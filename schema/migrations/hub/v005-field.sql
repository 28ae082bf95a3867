-- Why: what work in the field and the lists of an office need beside the rows. Each part stands under a heading of its own.

-- == Traces of erased persons

-- What an erased person could be known again by, so that a list which still has her does not bring her back: keyed
-- digests of a number or an address, and of her name with each of them or with her birth date. The key is the hub's
-- own and never leaves its store; a digest says nothing without it, and nothing of whom it was made of with it unless
-- the very words are at hand. No person stands beside them. They go from here three years after the erasure; the
-- ledger's line keeps its own for good, since its chain is not rewritten.
CREATE TABLE erased_trace (
    mark BLOB NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- == Notices sent on

-- What became of each notice that a hook sends on: `row` is the notice's place among the rows, `notice` its id, which
-- is also what the receiver knows a repetition by. `error` is a code and nothing of what was sent.
CREATE TABLE notice_delivery (
    row INTEGER PRIMARY KEY,
    notice BLOB NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'dead', 'dropped')),
    tries INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    at INTEGER NOT NULL,
    error TEXT
) STRICT;

CREATE INDEX notice_delivery_next ON notice_delivery (state, next_at);
