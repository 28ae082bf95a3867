-- Why: a page of the store that goes bad must not change what a hub has said to somebody, nor what of her work may have
-- to be sent once more.

-- == Damage

-- A hash over number and bytes of what was answered, null where they are gone; and hashes over what was said of an
-- operation. Null in rows from before.
ALTER TABLE answered ADD COLUMN hash INTEGER;
ALTER TABLE answered ADD COLUMN told_hash INTEGER;
ALTER TABLE outbox ADD COLUMN told_hash INTEGER;
