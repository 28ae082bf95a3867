-- Why: what a hub has said stays said, also when it was restored from a backup and does not know it any more. Each
-- part stands under a heading of its own.

-- == Refused before

-- The earlier answer to work that waits again since the hub has lost it, where that was a refusal.
ALTER TABLE outbox ADD COLUMN refused BLOB;
