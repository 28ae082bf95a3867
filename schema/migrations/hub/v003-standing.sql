-- Why: what was said of an operation when it was judged has to be told years later as it was then: who its author
-- was, and what she had seen. Both are kept where nothing else tells them. Each part stands under a heading of its own.

-- == Who wrote it, and what she had seen

-- The device by whose grants and sight an operation was judged, and under which epoch of them, where its own base does
-- not say so: the outbox of a lost device, brought by the one that took its place, and work from before a restore. Of
-- what was answered before this step the base alone tells.
ALTER TABLE operation ADD COLUMN judged_as INTEGER;
ALTER TABLE operation ADD COLUMN judged_epoch INTEGER;

-- Held work that was let in: which entries under the decision's number are its author's, not the decider's.
CREATE TABLE let_in (
    seq INTEGER NOT NULL,
    first_part INTEGER NOT NULL,
    last_part INTEGER NOT NULL,
    held INTEGER NOT NULL,
    PRIMARY KEY (seq, first_part)
) STRICT, WITHOUT ROWID;

-- What was let in before this step: an author's entries under a number that is another's, tied to the one question
-- decided under that number that can have been about them. Where several can, nothing is said.
INSERT INTO let_in (seq, first_part, last_part, held)
WITH decided AS MATERIALIZED (
    SELECT DISTINCT c.seq, k.origin, k.seq AS held
    FROM history c
    JOIN state s ON s.row = c.row
    JOIN operation o ON o.seq = c.seq
    JOIN operation k ON k.seq = json_extract(CAST(s.wire AS TEXT), '$.fields.operationSeq')
    WHERE c.unit = 'decision' AND k.seq < c.seq AND k.origin != o.origin
)
SELECT h.seq, min(h.part), max(h.part), min(d.held)
FROM history h JOIN decided d ON d.seq = h.seq AND d.origin = h.origin
GROUP BY h.seq, h.origin HAVING count(DISTINCT d.held) = 1;

-- == Two copies of one store

-- How far a store in this life is known to have followed; and whether it pulled after a later life of its device had
-- begun: then there are two stores with one enrolment, and an erasure is done when both have followed.
ALTER TABLE incarnation ADD COLUMN confirmed_seq INTEGER;
ALTER TABLE incarnation ADD COLUMN is_apart INTEGER NOT NULL DEFAULT 0;
UPDATE incarnation SET confirmed_seq = (SELECT d.confirmed_seq FROM device d WHERE d.device = incarnation.device);
CREATE INDEX incarnation_device ON incarnation (device, origin);
