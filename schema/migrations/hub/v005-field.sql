-- Why: what work in the field and the lists of an office need beside the rows. Each part stands under a heading of its own.

-- == Traces of erased persons

-- What an erased person could be known again by, so that a list which still has her does not bring her back: keyed
-- digests of a number or an address, and of her name with each of them or with her birth date. The key is the hub's
-- own and never leaves its store; a digest says nothing without it, and nothing of whom it was made of with it unless
-- the very words are at hand. No person stands beside them. They go three years after the erasure.
CREATE TABLE erased_trace (
    mark BLOB NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
