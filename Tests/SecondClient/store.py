"""The client's store: the hub's rows, the outbox, and what is shown (schema/protocol.md, section 10)."""

import contextlib
import sqlite3

from merge import Merge, Refused
from wire import Failure, canonical, read, row_hash, sum_text

TABLES = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value);
CREATE TABLE IF NOT EXISTS row (
    place INTEGER PRIMARY KEY, id TEXT UNIQUE, entity TEXT, bytes BLOB, hash INTEGER);
CREATE INDEX IF NOT EXISTS row_entity ON row (entity);
CREATE TABLE IF NOT EXISTS member (
    scope TEXT, id TEXT, PRIMARY KEY (scope, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS member_id ON member (id);
CREATE TABLE IF NOT EXISTS outbox (n INTEGER PRIMARY KEY, seen INTEGER, bytes BLOB);
CREATE TABLE IF NOT EXISTS answered (
    n INTEGER PRIMARY KEY, seq INTEGER, outcome TEXT, seen INTEGER, bytes BLOB);
CREATE TABLE IF NOT EXISTS shown (id TEXT PRIMARY KEY, entity TEXT, row TEXT);
CREATE TABLE IF NOT EXISTS scope_end (scope TEXT PRIMARY KEY, ends INTEGER, is_over INTEGER);
CREATE TABLE IF NOT EXISTS staged (place INTEGER PRIMARY KEY, page BLOB);
"""


class Diverged(Exception):
    """The sums are not the hub's."""


class Store:
    """One device's store; nothing in it needs the network."""

    def __init__(self, path, catalogue, now, is_lasting=True):
        self.catalogue = catalogue
        self.now = now
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute(f"PRAGMA synchronous = {'FULL' if is_lasting else 'OFF'}")
        self.db.execute("PRAGMA secure_delete = ON")
        self.db.executescript(TABLES)
        self.drop_ended()

    def close(self):
        self.db.close()

    @contextlib.contextmanager
    def transaction(self):
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    def __getitem__(self, name):
        found = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return found[0] if found else None

    def __setitem__(self, name, value):
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    # Joining

    def join(self, hub, enrolled, incarnation):
        """Keeps an enrolment; a store that had joined takes its work along (10.9)."""
        with self.transaction():
            work = self.unsafe_work() if self["device"] else []
            for name in ("device", "centre", "role", "person", "token", "origin", "timeline"):
                self[name] = enrolled.get(name)
            self["hub"] = hub
            self["incarnation"] = incarnation
            for name in ("cursor", "pulled_at"):
                self[name] = None
            for table in ("outbox", "answered", "staged", "shown"):
                self.db.execute(f"DELETE FROM {table}")
            for place, (seen, operation) in enumerate(work):
                operation.update(incarnation=incarnation, n=place + 1)
                operation.pop("base", None)
                self.put_out(place + 1, seen, canonical(operation).encode())
            self["next"] = len(work) + 1
            self.rebase()

    def unsafe_work(self):
        rows = self.db.execute(
            "SELECT n, seen, bytes FROM answered WHERE seq > ? AND bytes IS NOT NULL"
            " UNION ALL SELECT n, seen, bytes FROM outbox ORDER BY n",
            (self["durable"] or 0,),
        )
        return [(seen, read(data)) for _, seen, data in rows]

    # Making and sending

    def make(self, edits):
        """Makes an operation and puts it into the outbox; gives its number (10.2)."""
        self.drop_ended()
        number, now, seen = self["next"], self.now(), self["seen"] or 0
        operation = {
            "incarnation": self["incarnation"], "n": number, "at": now,
            "schema": self.catalogue.version,
            "edits": [self.catalogue.completed(e, self.merged(e["id"])) for e in edits],
        }
        if self["cursor"]:
            operation["base"] = self["cursor"]
        if now < (self["pulled_at"] or now):
            operation["stepped"] = True
        check(operation)
        with self.transaction():
            self.put_out(number, seen, canonical(operation).encode())
            self["next"] = number + 1
            findings = self.show(operation, seen)
            if findings:
                raise Failure("op.refused", "The change cannot be made.", findings)
        return number

    def put_out(self, number, seen, data):
        self.db.execute("INSERT OR IGNORE INTO outbox VALUES (?, ?, ?)", (number, seen, data))

    def push_body(self, start, limit):
        """The next push from a number on, and its first number; None when nothing waits (6)."""
        waiting = self.db.execute(
            "SELECT n, bytes FROM outbox WHERE n >= ? ORDER BY n LIMIT ?", (start, limit)
        ).fetchall()
        if not waiting:
            return None
        head = {
            "push": 1, "incarnation": self["incarnation"],
            "first": waiting[0][0], "now": self.now(),
        }
        lines = [canonical(head).encode(), *(data for _, data in waiting)]
        return waiting[0][0], b"".join(line + b"\n" for line in lines)

    def settle(self, outcome):
        """Moves an operation from the outbox to the answered (10.4, 10.6)."""
        found = self.db.execute(
            "SELECT seen, bytes FROM outbox WHERE n = ?", (outcome["n"],)
        ).fetchone()
        if not found:
            return False
        seen, data = found
        if any(finding["code"] == "person.erased" for finding in outcome["findings"]):
            data = None
        self.db.execute(
            "INSERT OR REPLACE INTO answered VALUES (?, ?, ?, ?, ?)",
            (outcome["n"], outcome["seq"], canonical(outcome), seen, data),
        )
        self.db.execute("DELETE FROM outbox WHERE n = ?", (outcome["n"],))
        return True

    def settle_all(self, outcomes):
        """For a retired device, which no pull tells anything (10.8)."""
        with self.transaction():
            for outcome in outcomes:
                self.settle(outcome)
            self.rebase()

    def put_back(self, start):
        """Puts answered operations from a number on back into the outbox (10.7)."""
        lost = self.db.execute(
            "SELECT n, seen, bytes FROM answered WHERE n >= ? ORDER BY n", (start,)
        ).fetchall()
        for number, seen, data in lost:
            self.put_out(number, seen, data or self.cut(number))
        self.db.execute("DELETE FROM answered WHERE n >= ?", (start,))
        return len(lost)

    def cut(self, number):
        """What stands in the place of an operation whose bytes were erased (10.7)."""
        return canonical({
            "incarnation": self["incarnation"], "n": number, "schema": self.catalogue.version,
            "at": self.now(), "cut": True, "edits": [],
        }).encode()

    def requeue(self, start):
        with self.transaction():
            count = self.put_back(start)
            self.rebase()
        return count

    def outbox(self):
        return [
            (number, seen, read(data))
            for number, seen, data in self.db.execute("SELECT * FROM outbox ORDER BY n")
        ]

    def answered(self):
        rows = self.db.execute("SELECT n, outcome, bytes FROM answered ORDER BY n")
        return [(n, read(outcome), read(data) if data else None) for n, outcome, data in rows]

    # Pulling

    def pull_cursor(self):
        return self["staged_cursor"] or self["cursor"]

    def take(self, page):
        """Takes in one page: `more`, `diverged`, or what a complete pull came to (8, 10.4)."""
        if self.drop_ended():
            return "more"
        lines, end = split(page)
        if not end["complete"]:
            with self.transaction():
                self.db.execute("INSERT INTO staged (page) VALUES (?)", (page,))
                self["staged_cursor"] = end["cursor"]
            return "more"
        try:
            with self.transaction():
                result = self.apply(lines, end)
            # What was erased is not to stay in the log (10.6).
            self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            return result
        except Diverged:
            with self.transaction():
                self["cursor"] = None
                self.drop_staged()
            return "diverged"

    def drop_staged(self):
        self["staged_cursor"] = None
        self.db.execute("DELETE FROM staged")

    def apply(self, lines, end):
        came = {"rows": 0, "left": 0, "outcomes": 0, "requeued": 0}
        erased = []
        pages = [page for (page,) in self.db.execute("SELECT page FROM staged ORDER BY place")]
        for page in [split(page)[0] for page in pages] + [lines]:
            head = self.apply_page(page, came, erased)
        came["left"] += self.drop_scopes(head["scopes"])
        if end["sums"] and [self.sum(scope) for scope in head["scopes"]] != end["sums"]:
            raise Diverged
        self.drop_staged()
        self["cursor"] = end["cursor"]
        self["pulled_at"] = self.now()
        self["hub_now"] = head["now"]
        self["durable"] = end["durableThrough"]
        if head["origin"] >= 0:
            self["origin"] = head["origin"]
        came["requeued"] = self.put_back(head["heard"] + 1)
        self.note_grant(head)
        self.forget(end.get("forget", []))
        for row_id in erased:
            self.db.execute(
                "UPDATE answered SET bytes = NULL WHERE instr(bytes, CAST(? AS BLOB)) > 0",
                (row_id,),
            )
        self.rebase()
        return came

    def note_grant(self, head):
        """Keeps what the head says of ends and of whom the device acts for (8)."""
        self.db.execute("DELETE FROM scope_end")
        ends = head.get("ends", {}).items()
        self.db.executemany("INSERT INTO scope_end VALUES (?, ?, 0)", ends)
        if "grant" in head:
            for name in ("role", "centre", "person"):
                self[name] = head["grant"].get(name)

    def forget(self, numbers):
        """Drops the bytes of own operations about erased persons (10.6)."""
        before = 1 - 1
        for number in numbers:
            self.db.execute("UPDATE answered SET bytes = NULL WHERE n = ?", (before + number,))

    def lacks(self):
        """Scopes whose rows this store dropped by itself (10.11)."""
        found = self.db.execute("SELECT scope FROM scope_end WHERE is_over ORDER BY scope")
        return [scope for (scope,) in found]

    def drop_ended(self):
        """Takes away rows of scopes whose time is over; whether there were any (10.11)."""
        if self["pulled_at"] is None:
            return False
        now = self["hub_now"] + max(0, self.now() - self["pulled_at"])
        ended = self.db.execute(
            "SELECT scope FROM scope_end WHERE ends <= ? AND NOT is_over", (now,)
        ).fetchall()
        if not ended:
            return False
        with self.transaction():
            for scope in ended:
                self.db.execute("DELETE FROM member WHERE scope = ?", scope)
                self.db.execute("UPDATE scope_end SET is_over = 1 WHERE scope = ?", scope)
            self.drop_loose()
            self.drop_staged()
            self.rebase()
        return True

    def drop_loose(self):
        return self.db.execute(
            "DELETE FROM row WHERE id NOT IN (SELECT id FROM member)"
        ).rowcount

    def apply_page(self, lines, came, erased):
        head = None
        for line, message in lines:
            kind = kind_of(message)
            if kind == "head":
                head = message["head"]
                for scope in head.get("enters", []):
                    self.db.execute("DELETE FROM member WHERE scope = ?", (scope,))
                if head["fresh"]:
                    self.db.execute("DELETE FROM row")
                    self.db.execute("DELETE FROM member")
                    self["seen"] = 0
            elif kind == "row":
                row = message["row"]
                data = line[line.index(b',"row":') + 7 : line.rindex(b',"seq":')]
                self.put(row, data, [head["scopes"][place] for place in message["in"]])
                self["seen"] = max(self["seen"] or 0, message["seq"])
                came["rows"] += 1
                if row.get("erased"):
                    erased.append(row["id"])
            elif kind == "leave":
                came["left"] += self.drop(message["leave"])
            else:
                self["seen"] = max(self["seen"] or 0, message["outcome"]["seq"])
                came["outcomes"] += self.settle(message["outcome"])
        return head

    def put(self, row, data, scopes):
        signed = row_hash(row["id"], data)
        signed -= (signed >> 63) << 64
        self.db.execute(
            "INSERT INTO row (id, entity, bytes, hash) VALUES (?1, ?2, ?3, ?4)"
            " ON CONFLICT (id) DO UPDATE SET bytes = ?3, hash = ?4",
            (row["id"], row["entity"], data, signed),
        )
        self.db.execute("DELETE FROM member WHERE id = ?", (row["id"],))
        members = [(scope, row["id"]) for scope in scopes]
        self.db.executemany("INSERT OR IGNORE INTO member VALUES (?, ?)", members)

    def drop(self, row_id):
        self.db.execute("DELETE FROM member WHERE id = ?", (row_id,))
        return self.db.execute("DELETE FROM row WHERE id = ?", (row_id,)).rowcount

    def drop_scopes(self, kept):
        marks = ",".join("?" * len(kept))
        self.db.execute(f"DELETE FROM member WHERE scope NOT IN ({marks})", kept)
        return self.drop_loose()

    def sum(self, scope):
        hashes = self.db.execute(
            "SELECT hash FROM member JOIN row USING (id) WHERE scope = ?", (scope,)
        )
        return sum_text(sum(number for (number,) in hashes))

    def sums(self):
        scopes = self.db.execute("SELECT DISTINCT scope FROM member ORDER BY scope").fetchall()
        return {scope: self.sum(scope) for (scope,) in scopes}

    # Showing

    def rebase(self):
        """Merges the outbox on top of the hub's rows anew."""
        self.db.execute("DELETE FROM shown")
        for _, seen, operation in self.outbox():
            self.show(operation, seen)

    def show(self, operation, seen):
        """Shows one operation; the findings say why it cannot be."""
        rows = []
        for edit in operation["edits"]:
            own = self["origin"]
            merge = Merge(
                self.catalogue, self.merged(edit["id"]), edit, seen, operation["at"], own
            )
            try:
                rows.append(merge.row())
            except Refused:
                return merge.findings
        for row in rows:
            self.db.execute(
                "INSERT OR REPLACE INTO shown VALUES (?, ?, ?)",
                (row["id"], row["entity"], canonical(row)),
            )
        return []

    def merged(self, row_id):
        """The row as it is shown, marks and tombstones included; None where there is none."""
        row_id = row_id.lower()
        found = self.db.execute(
            "SELECT ifnull((SELECT row FROM shown WHERE id = ?1),"
            " (SELECT bytes FROM row WHERE id = ?1))",
            (row_id,),
        ).fetchone()[0]
        return read(found) if found else None

    def row(self, row_id):
        row = self.merged(row_id)
        return row if row and is_live(row) else None

    def rows(self, entity):
        """Live rows of an entity in the order they came, own new ones last."""
        found = self.db.execute(
            "SELECT ifnull((SELECT shown.row FROM shown WHERE shown.id = row.id), bytes)"
            " FROM row WHERE entity = ? ORDER BY place",
            (entity,),
        ).fetchall()
        found += self.db.execute(
            "SELECT row FROM shown WHERE entity = ? AND id NOT IN (SELECT id FROM row) ORDER BY id",
            (entity,),
        ).fetchall()
        return [row for (data,) in found if is_live(row := read(data))]


def is_live(row):
    return not row.get("removed") and not row.get("erased")


KINDS = ("head", "row", "leave", "outcome", "end")


def kind_of(message):
    return next((kind for kind in KINDS if kind in message), None)


def split(page):
    """The lines of a page with what they say, without the end, and the end (8)."""
    lines = page.split(b"\n")
    try:
        if lines.pop() != b"":
            raise ValueError
        end = read(lines.pop())["end"]
        parsed = [(line, read(line)) for line in lines]
        if kind_of(parsed[0][1]) != "head":
            raise ValueError
    except (ValueError, KeyError, IndexError, TypeError):
        raise Failure("pull.cut", "The page was cut; it is asked for again.") from None
    verdicts = ("applied", "merged", "held", "refused")
    for _, message in parsed:
        kind = kind_of(message)
        if kind in (None, "end"):
            raise Failure("pull.malformed", "A line is of no known kind; update the client.")
        if kind == "outcome" and message[kind]["outcome"] not in verdicts:
            raise Failure("outcome.malformed", "An outcome is of no known kind; update the client.")
    return parsed, end


def check(operation):
    """What no hub would read must not get into the outbox (2, 5)."""
    edits = operation["edits"]
    lists = [edit.get("about", []) for edit in edits]
    lists += [e for edit in edits for part in ("add", "remove") for e in edit.get(part, {}).values()]
    if not 1 <= len(edits) <= 200 or any(len(elements) > 500 for elements in lists):
        raise Failure("op.too_large", "An operation has 1 to 200 edits with lists of at most 500.")
    if len({edit["id"] for edit in edits}) < len(edits):
        raise Failure("op.malformed", "Two edits of one operation name the same row.")
    if len(canonical(operation).encode()) > 1 << 20:
        raise Failure("json.too_large", "An operation has at most 1 MiB.")
