-- Why: a page of the store that goes bad must not change what somebody wrote, or lose it without a word.

-- == Damage

-- A hash over number, base and bytes of what waits, by which a damaged one is known; null in rows from before.
ALTER TABLE outbox ADD COLUMN hash INTEGER;
