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

-- == Versions

-- Whether a part of the operation waits at the hub for its upgrade, and goes on being shown here until then; and
-- what came of it.
ALTER TABLE answered ADD COLUMN is_ahead INTEGER NOT NULL DEFAULT 0;
ALTER TABLE answered ADD COLUMN follow_up BLOB;
