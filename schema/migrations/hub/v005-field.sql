-- Why: what the field's rules and edges keep beside the rows. Each part stands under a heading of its own.

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
