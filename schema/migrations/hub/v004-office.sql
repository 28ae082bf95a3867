-- Why: what an office keeps beside its people and places. Each part stands under a heading of its own.

-- == Remembered columns of rosters

-- What the columns of a list mean, where a person has said it: by centre and by the fingerprint of the header. `columns`
-- is JSON from the column's number, counted from 1, to the field, or to null for one that is not wanted. No name of a
-- column stands here and nothing of what stood under it.
CREATE TABLE roster_columns (
    centre BLOB NOT NULL,
    fingerprint TEXT NOT NULL,
    columns TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (centre, fingerprint)
) STRICT, WITHOUT ROWID;
