-- Why: what the thirteen promises of sync need on a device beyond the first day's tables: scopes with an end of their
-- own, repair by bucket, and work that waits for a newer hub. Each part stands under a heading of its own.

-- == Grants

-- == Repair

-- == Versions
