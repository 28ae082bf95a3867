"""The client's store: the hub's rows, the outbox, and what is shown (schema/protocol.md, section 10)."""

import contextlib
import hashlib
import sqlite3

from merge import Merge, Refused
from wire import Failure, canonical, new_id, read, row_hash, sum_text

TABLES = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value);
CREATE TABLE IF NOT EXISTS row (
    place INTEGER PRIMARY KEY, id TEXT UNIQUE, entity TEXT, bytes BLOB, hash INTEGER);
CREATE INDEX IF NOT EXISTS row_entity ON row (entity);
CREATE TABLE IF NOT EXISTS member (
    scope TEXT, id TEXT, PRIMARY KEY (scope, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS member_id ON member (id);
CREATE TABLE IF NOT EXISTS life (first INTEGER PRIMARY KEY, incarnation TEXT);
CREATE TABLE IF NOT EXISTS outbox (
    n INTEGER PRIMARY KEY, seen INTEGER, bytes BLOB, outcome TEXT, refused TEXT);
CREATE TABLE IF NOT EXISTS answered (
    n INTEGER PRIMARY KEY, seq INTEGER, outcome TEXT, seen INTEGER, bytes BLOB, later TEXT);
CREATE TABLE IF NOT EXISTS shown (id TEXT PRIMARY KEY, entity TEXT, row TEXT);
CREATE TABLE IF NOT EXISTS scope_end (scope TEXT PRIMARY KEY, ends INTEGER, is_over INTEGER);
CREATE TABLE IF NOT EXISTS staged (place INTEGER PRIMARY KEY, page BLOB);
"""


# How much one pull may ask for, and how often before the store is built again (10.12).
SCOPES, BUCKETS, REPAIRS = 16, 64, 16

# How many numbers a push names as refused before (6).
NAMED = 200


def refusal(text):
    """The answer, where it is one that stays (10.7)."""
    return text if text and read(text)["outcome"] == "refused" else None


def still_refused(outcome, earlier):
    """The outcome with the reasons its author was given first (10.7)."""
    if not earlier or not any(f["code"] == "refused.before" for f in outcome["findings"]):
        return outcome
    reasons = [{k: v for k, v in f.items() if k != "winner"} for f in read(earlier)["findings"]]
    reasons = [f for f in reasons if f["code"] != "refused.before"]
    return dict(outcome, findings=(outcome["findings"] + reasons)[:50])


def digest(data):
    """Which bytes these are, as the hub tells it of what it has (10.9)."""
    return hashlib.blake2b(bytes(data), digest_size=16).hexdigest()


class Diverged(Exception):
    """The sums are not the hub's."""


class Store:
    """One device's store; nothing in it needs the network."""

    def __init__(self, path, catalogue, now, is_lasting=True):
        self.catalogue = catalogue
        self.now = now
        # What pulls came to that were followed by a repair.
        self.carried = {}
        # Whether the last pull took somebody away, and the hub waits to hear that it is done.
        self.owes_word = False
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute(f"PRAGMA synchronous = {'FULL' if is_lasting else 'OFF'}")
        self.db.execute("PRAGMA secure_delete = ON")
        self.db.executescript(TABLES)
        self.drop_ended()

    def close(self):
        self.db.close()

    def copy(self, path):
        """Writes what the store holds to a new file, as a backup of the machine would."""
        with contextlib.closing(sqlite3.connect(path)) as other:
            self.db.backup(other)

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
            is_same = self["device"] is not None and enrolled.get("admits") == self["device"]
            work = self.unsafe_work() if self["device"] else []
            if is_same:
                first, heard = self.life()[0], enrolled.get("heard", 0)
                refused = self.refused()
                digests = enrolled.get("heardDigests", {})
                others = {
                    n for n, data in self.db.execute("SELECT n, bytes FROM outbox")
                    if digests.get(str(read(data)["n"]), digest(data)) != digest(data)
                }
                work = [
                    (seen, o, refused.get(n))
                    for n, seen, o in self.outbox()
                    if n < first or o["n"] > heard or n in others
                ]
            for name in ("device", "name", "centre", "role", "person", "token", "origin", "timeline"):
                self[name] = enrolled.get(name)
            self["hub"] = hub
            self.db.execute("DELETE FROM life")
            self.db.execute("INSERT INTO life VALUES (1, ?)", (incarnation,))
            for name in ("cursor", "pulled_at"):
                self[name] = None
            for table in ("outbox", "answered", "staged", "shown"):
                self.db.execute(f"DELETE FROM {table}")
            for place, (seen, operation, earlier) in enumerate(work):
                operation.update(incarnation=incarnation, n=place + 1)
                if not is_same:
                    operation.pop("base", None)
                self.put_out(place + 1, seen, canonical(operation).encode(), earlier)
            self["next"] = len(work) + 1
            self.rebase()

    def wipe(self):
        """Takes all rows away, since the hub shut the device out; unsent work stays (10.8)."""
        with self.transaction():
            for table in ("row", "member", "scope_end", "staged", "shown"):
                self.db.execute(f"DELETE FROM {table}")
            self.db.execute(
                "UPDATE answered SET bytes = NULL WHERE seq <= ?", (self["durable"] or 0,)
            )
            for name in ("cursor", "staged_cursor"):
                self[name] = None
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def unsafe_work(self):
        rows = self.db.execute(
            "SELECT n, seen, bytes, outcome FROM answered WHERE seq > ? AND bytes IS NOT NULL"
            " UNION ALL SELECT n, seen, bytes, refused FROM outbox ORDER BY n",
            (self["durable"] or 0,),
        )
        return [(seen, read(data), refusal(text)) for _, seen, data, text in rows]

    # Lives: the store numbers its operations on, the hub counts each life's from 1 (10.9)

    def life(self, number=None):
        """First number and incarnation of the life of an operation; without one, of the present."""
        return self.db.execute(
            "SELECT first, incarnation FROM life WHERE first <= ? ORDER BY first DESC LIMIT 1",
            (number or 1 << 62,),
        ).fetchone()

    def end_of_life(self, first):
        found = self.db.execute("SELECT min(first) FROM life WHERE first > ?", (first,)).fetchone()
        return found[0] or 1 << 62

    @property
    def incarnation(self):
        return self.life()[1]

    def begin_life(self, first):
        """Begins a new life with this operation; what waits from there on becomes its own."""
        incarnation = new_id()
        self.db.execute("INSERT OR REPLACE INTO life VALUES (?, ?)", (first, incarnation))
        waiting = self.db.execute(
            "SELECT n, bytes FROM outbox WHERE n >= ? AND n < ?", (first, self.end_of_life(first))
        ).fetchall()
        for number, data in waiting:
            operation = dict(read(data), incarnation=incarnation, n=number - first + 1)
            self.db.execute(
                "UPDATE outbox SET bytes = ?, outcome = NULL WHERE n = ?",
                (canonical(operation).encode(), number),
            )
        self["origin"] = -1

    # Making and sending

    def make(self, edits):
        """Makes an operation and puts it into the outbox; gives its number (10.2)."""
        self.drop_ended()
        number, now, seen = self["next"], self.now(), self["seq"] or 0
        first, incarnation = self.life()
        operation = {
            "incarnation": incarnation, "n": number - first + 1, "at": now,
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

    def put_out(self, number, seen, data, refused=None):
        self.db.execute(
            "INSERT OR IGNORE INTO outbox VALUES (?, ?, ?, NULL, ?)", (number, seen, data, refused)
        )

    def refused(self):
        """Earlier answers by number: what waits and was refused before the hub was restored (10.7)."""
        rows = self.db.execute("SELECT n, refused FROM outbox WHERE refused IS NOT NULL")
        return dict(rows.fetchall())

    def push_body(self, start, limit):
        """The next push from a number on; None when nothing waits. It is of one life (6)."""
        first_waiting = self.db.execute(
            "SELECT min(n) FROM outbox WHERE n >= ?", (start,)
        ).fetchone()[0]
        if first_waiting is None:
            return None
        first, incarnation = self.life(first_waiting)
        waiting = self.db.execute(
            "SELECT n, bytes FROM outbox WHERE n >= ? AND n < ? ORDER BY n LIMIT ?",
            (first_waiting, self.end_of_life(first), limit),
        ).fetchall()
        head = {
            "push": 1, "incarnation": incarnation,
            "first": first_waiting - first + 1, "now": self.now(),
            "schema": self.catalogue.version,
        }
        refused, named, whole = self.refused(), [], []
        for place, (n, data) in enumerate(waiting):
            if n != first_waiting + place or n in refused and len(named) == NAMED:
                break
            if n in refused:
                named.append(n - first + 1)
            whole.append(data)
        if named:
            head["refused"] = named
        return b"".join(line + b"\n" for line in [canonical(head).encode(), *whole])

    def take_answer(self, push, answer):
        """Takes in the answer to a push: the number to go on with, and how many wait again (6)."""
        lines = push.split(b"\n")
        head = read(lines[0])
        outcomes, end = read_answer(answer)
        with self.transaction():
            found = self.db.execute(
                "SELECT first FROM life WHERE incarnation = ?", (head["incarnation"],)
            ).fetchone()
            if not found:
                return 1, 0
            before = found[0] - 1
            sent = range(head["first"], head["first"] + len(lines) - 2)
            refused = self.refused()
            for outcome in outcomes:
                if outcome["n"] in sent:
                    number = before + outcome["n"]
                    outcome = still_refused(outcome, refused.get(number))
                    self.db.execute(
                        "UPDATE outbox SET outcome = ? WHERE n = ?", (canonical(outcome), number)
                    )
            stopped = end.get("stopped")
            if stopped == "schema.unsupported":
                return None, 0
            if stopped == "device.forked" and end["from"] in sent:
                self.begin_life(before + end["from"])
                return before + end["from"], 0
            if stopped == "push.gap":
                return self.fill_gap(before, end["expected"], sent.start)
            if stopped or len(outcomes) != len(sent):
                raise Failure("push.malformed", "The hub's answer makes no sense.")
            return before + sent.stop, 0

    def fill_gap(self, before, expected, first_sent):
        """Finds what the hub asks for, or leaves its numbers behind where it is gone (6, 10.7)."""
        wanted = before + expected
        if expected > first_sent:
            return wanted, 0
        if expected == first_sent:
            raise Failure("push.gap", "The hub asks for what it was sent; ask the office.")
        requeued = 0
        if not self.waits(wanted):
            requeued = self.put_back(wanted, self.end_of_life(before + 1))
            self.rebase()
        if self.waits(wanted):
            return wanted, requeued
        rest = self.db.execute("SELECT min(n) FROM outbox WHERE n >= ?", (wanted,)).fetchone()[0]
        if rest is None:
            raise Failure("push.gap", "The hub asks for what this store does not have any more.")
        self.begin_life(rest)
        return rest, requeued

    def waits(self, number):
        return self.db.execute("SELECT 1 FROM outbox WHERE n = ?", (number,)).fetchone() is not None

    def settle(self, seq):
        """Moves operations whose effect is in the state at a seq to the answered (10.4, 10.6)."""
        told = self.db.execute(
            "SELECT n, seen, bytes, outcome FROM outbox WHERE outcome IS NOT NULL"
        ).fetchall()
        count = 0
        for number, seen, data, text in told:
            outcome = read(text)
            if outcome["seq"] > seq:
                continue
            if any(finding["code"] == "person.erased" for finding in outcome["findings"]):
                data = None
            self.db.execute(
                "INSERT OR REPLACE INTO answered VALUES (?, ?, ?, ?, ?, NULL)",
                (number, outcome["seq"], text, seen, data),
            )
            self.db.execute("DELETE FROM outbox WHERE n = ?", (number,))
            count += 1
        return count

    def settle_all(self):
        """For a retired device, which no pull tells anything (10.8)."""
        with self.transaction():
            self.settle(1 << 62)
            self.rebase()

    def put_back(self, start, end, after=-1, is_lost=True):
        """Puts answered operations of these numbers back into the outbox (10.7).

        Unless it is certain that they are lost, those whose bytes were erased stay.
        """
        which = "n >= ? AND n < ? AND seq > ?"
        if not is_lost:
            which += " AND bytes IS NOT NULL"
        lost = self.db.execute(
            f"SELECT n, seen, bytes, outcome FROM answered WHERE {which}", (start, end, after)
        ).fetchall()
        for number, seen, data, text in lost:
            self.put_out(number, seen, data or self.cut(number), refusal(text))
        self.db.execute(f"DELETE FROM answered WHERE {which}", (start, end, after))
        return len(lost)

    def cut(self, number):
        """What stands in the place of an operation whose bytes were erased (10.7)."""
        first, incarnation = self.life(number)
        return canonical({
            "incarnation": incarnation, "n": number - first + 1, "schema": self.catalogue.version,
            "at": self.now(), "cut": True, "edits": [],
        }).encode()

    def requeue_lost(self, head):
        """Has what the hub told of and has lost since sent again (10.7)."""
        first, incarnation = self.life()
        ranges = []
        if head["incarnation"] == incarnation:
            ranges.append((first + head["heard"], 1 << 62, -1, True))
        if self["timeline"] not in (None, head["timeline"]):
            ranges.append((0, first, self["durable"] or 0, False))
        count = 0
        for start, end, after, is_lost in ranges:
            count += self.put_back(start, end, after, is_lost)
            count += self.untell(start, end)
        return count

    def untell(self, start, end):
        """Forgets answers the hub has lost; what was refused stays so."""
        told = self.db.execute(
            "SELECT n, outcome FROM outbox WHERE n >= ? AND n < ? AND outcome IS NOT NULL",
            (start, end),
        ).fetchall()
        for number, text in told:
            self.db.execute(
                "UPDATE outbox SET outcome = NULL, refused = ifnull(?, refused) WHERE n = ?",
                (refusal(text), number),
            )
        return len(told)

    def renew_life(self, heard):
        """A store that has not made what the hub has heard is a copy, or was put back (10.9)."""
        first, _ = self.life()
        unanswered = self.db.execute(
            "SELECT 1 FROM outbox WHERE n >= ? AND outcome IS NULL", (first,)
        ).fetchone()
        if heard >= self["next"] - first + 1 and not unanswered:
            self.begin_life(self["next"])

    def outbox(self):
        return [
            (number, seen, read(data))
            for number, seen, data in self.db.execute(
                "SELECT n, seen, bytes FROM outbox ORDER BY n"
            )
        ]

    def answered(self):
        rows = self.db.execute("SELECT n, outcome, bytes FROM answered ORDER BY n")
        return [(n, read(outcome), read(data) if data else None) for n, outcome, data in rows]

    # Pulling

    def pull_cursor(self):
        return self["staged_cursor"] or self["cursor"]

    def stay(self, told):
        """Notes that the hub was asked and has nothing new."""
        if not self["cursor"] or self["staged_cursor"]:
            raise Failure("pull.malformed", "The hub has nothing new for a store that is not whole.")
        with self.transaction():
            self["pulled_at"] = self.now()
            self["hub_now"] = told["same"]
            self["durable"] = told["durableThrough"]
        self.owes_word = False
        return {"rows": 0, "left": 0, "outcomes": 0, "requeued": 0}

    def take(self, page):
        """Takes in one page: `more`, `diverged`, or what a complete pull came to (8, 10.4)."""
        if self.drop_ended():
            return "more"
        told = same(page)
        if told is not None:
            return self.stay(told)
        lines, end = split(page)
        self.require_supported(lines[0][1]["head"]["schema"])
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
                for name in ("cursor", "suspects", "repairs"):
                    self[name] = None
                self.drop_staged()
            return "diverged"

    def require_supported(self, hub):
        """A client may be four versions behind its hub or two ahead of it; all is kept (11.1)."""
        if not hub - 4 <= self.catalogue.version <= hub + 2:
            raise Failure("schema.unsupported", "Hub and client are too far apart; update the older.")

    def upgrade(self, catalogue):
        """Goes on with another version of the catalogue."""
        self.catalogue = catalogue
        with self.transaction():
            self.rebase()

    def drop_staged(self):
        self["staged_cursor"] = None
        self.db.execute("DELETE FROM staged")

    def apply(self, lines, end):
        came = {"rows": 0, "left": 0, "outcomes": 0, "requeued": 0}
        erased, wholes = [], set()
        pages = [page for (page,) in self.db.execute("SELECT page FROM staged ORDER BY place")]
        told = []
        for page in [split(page)[0] for page in pages] + [lines]:
            wholes.clear()
            told += [message["outcome"] for _, message in page if kind_of(message) == "outcome"]
            head = self.apply_page(page, came, erased, wholes)
        came["left"] += self.drop_scopes(head["scopes"])
        differs = self.compare(head, end, wholes)
        self.drop_staged()
        came["requeued"] = self.requeue_lost(head)
        self["cursor"] = end["cursor"]
        self["seq"] = end["seq"]
        self["timeline"] = head["timeline"]
        self["pulled_at"] = self.now()
        self["hub_now"] = head["now"]
        self["durable"] = end["durableThrough"]
        came["outcomes"] = self.settle(end["seq"])
        came["outcomes"] += sum(self.follow_up(outcome, head["incarnation"]) for outcome in told)
        if head["incarnation"] == self.incarnation:
            if head["origin"] >= 0:
                self["origin"] = head["origin"]
            self.renew_life(head["heard"])
        self.note_grant(head)
        self.forget(end.get("forget", []), head["incarnation"])
        for incarnation, numbers in end.get("forgetOthers", {}).items():
            self.forget(numbers, incarnation)
        for row_id in erased:
            self.db.execute(
                "UPDATE answered SET bytes = NULL WHERE instr(bytes, CAST(? AS BLOB)) > 0",
                (row_id,),
            )
        self.owes_word = bool(erased or end.get("forget") or end.get("forgetOthers"))
        self.rebase()
        came = {name: count + self.carried.get(name, 0) for name, count in came.items()}
        self.carried = came if differs else {}
        return "more" if differs else came

    def note_grant(self, head):
        """Keeps what the head says of ends and of whom the device acts for (8)."""
        self.db.execute("DELETE FROM scope_end")
        ends = head.get("ends", {}).items()
        self.db.executemany("INSERT INTO scope_end VALUES (?, ?, 0)", ends)
        if "grant" in head:
            for name in ("role", "centre", "person"):
                self[name] = head["grant"].get(name)

    def forget(self, numbers, incarnation):
        """Drops the bytes of own operations about erased persons, made in this life (10.6)."""
        found = self.db.execute(
            "SELECT first FROM life WHERE incarnation = ?", (incarnation,)
        ).fetchone()
        if found is None:
            return
        own = [found[0] + number - 1 for number in numbers]
        # Beyond the end of the life its numbers are another copy's.
        end = self.end_of_life(found[0])
        for number in own:
            if number < end:
                self.db.execute("UPDATE answered SET bytes = NULL WHERE n = ?", (number,))

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

    def apply_page(self, lines, came, erased, wholes):
        head, listed = None, set()
        for line, message in lines:
            kind = kind_of(message)
            if kind == "head":
                head = message["head"]
                for scope in head.get("enters", []):
                    self.db.execute("DELETE FROM member WHERE scope = ?", (scope,))
                if head["fresh"]:
                    self.db.execute("DELETE FROM row")
                    self.db.execute("DELETE FROM member")
            elif kind == "row":
                row = message["row"]
                data = line[line.index(b',"row":') + 7 : line.rindex(b',"seq":')]
                self.put(row, data, [head["scopes"][place] for place in message["in"]])
                came["rows"] += 1
                listed.add(row["id"])
                if row.get("erased"):
                    erased.append(row["id"])
            elif kind == "leave":
                came["left"] += self.drop(message["leave"])
            elif kind == "whole":
                scope = head["scopes"][message["whole"]["scope"]]
                wholes.add((scope, message["whole"]["bucket"]))
                self.keep_only(listed, scope, message["whole"]["bucket"])
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

    # Healing what differs (10.12)

    def keep_only(self, listed, scope, bucket):
        """Takes rows of a bucket out of a scope that did not come with it."""
        found = self.db.execute(
            "SELECT id FROM member WHERE scope = ? AND substr(id, -2) = ?", (scope, f"{bucket:02x}")
        ).fetchall()
        gone = [(scope, row_id) for (row_id,) in found if row_id not in listed]
        self.db.executemany("DELETE FROM member WHERE scope = ? AND id = ?", gone)

    def compare(self, head, end, wholes):
        """Compares the sums with the hub's and notes what differs; whether anything does."""
        if not end["sums"]:
            return False
        differing = self.differing(head, end)
        if differing and not self["suspects"]:
            self.mend()
            differing = self.differing(head, end)
        repairs = self["repairs"] or 0
        if not differing:
            self["suspects"] = self["repairs"] = None
            return False
        if head["fresh"] or repairs >= REPAIRS:
            raise Diverged
        suspects = {}
        for place in differing:
            scope, theirs = head["scopes"][place], end.get("buckets", {}).get(str(place))
            suspects[place] = []
            if theirs:
                own = self.bucket_sums(scope)
                suspects[place] = [b for b in range(256) if own[b] != theirs[b * 16 : b * 16 + 16]]
            if any((scope, bucket) in wholes for bucket in suspects[place]):
                raise Diverged
        self["suspects"] = canonical({str(place): buckets for place, buckets in suspects.items()})
        self["repairs"] = repairs + 1
        return True

    def differing(self, head, end):
        scopes = enumerate(head["scopes"])
        return [place for place, scope in scopes if self.sum(scope) != end["sums"][place]]

    def bucket_sums(self, scope):
        sums = [0] * 256
        for row_id, number in self.db.execute(
            "SELECT id, hash FROM member JOIN row USING (id) WHERE scope = ?", (scope,)
        ):
            sums[int(row_id[-2:], 16)] += number
        return [sum_text(number) for number in sums]

    def mend(self):
        """Takes out rows whose bytes are not what came; they come again with their bucket."""
        damaged = [
            (row_id,)
            for row_id, data, number in self.db.execute("SELECT id, bytes, hash FROM row")
            if row_hash(row_id, data) != number % 2**64
        ]
        self.db.executemany("DELETE FROM row WHERE id = ?", damaged)
        self.db.execute("DELETE FROM member WHERE id NOT IN (SELECT id FROM row)")

    def repair(self):
        """What the next pull asks for beside what is new; None when nothing is known to differ."""
        suspects = read(self["suspects"] or "{}")
        room, parts = BUCKETS, []
        for place in sorted(suspects, key=int)[:SCOPES]:
            buckets = suspects[place][:room]
            room -= len(buckets)
            text = "".join(f"{bucket:02x}" for bucket in buckets)
            parts.append(f"{place}:{text}" if text else place)
        return ",".join(parts) or None

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
        for seen, operation in self.leftovers():
            self.show(operation, seen, is_rest=True)
        refused = self.refused()
        for number, seen, operation in self.outbox():
            if number not in refused:
                self.show(operation, seen)

    # What waits at the hub for its upgrade (11.1)

    def follow_up(self, outcome, incarnation):
        """Takes in what became of waiting work after an upgrade; whether it is news."""
        found = self.db.execute(
            "SELECT n, outcome, later FROM answered"
            " WHERE n = (SELECT first FROM life WHERE incarnation = ?) + ? - 1",
            (incarnation, outcome["n"]),
        ).fetchone()
        if not found:
            return False
        last = read(found[2] or found[1])
        if not ahead(last) or outcome["seq"] <= last["seq"]:
            return False
        self.db.execute(
            "UPDATE answered SET later = ? WHERE n = ?", (canonical(outcome), found[0])
        )
        return True

    def leftovers(self):
        """What of answered operations waits at the hub, oldest first."""
        found = self.db.execute(
            "SELECT seen, bytes, ifnull(later, outcome) FROM answered"
            " WHERE bytes IS NOT NULL AND ifnull(later, outcome) LIKE '%schema.ahead%' ORDER BY n"
        ).fetchall()
        for seen, data, text in found:
            operation, waiting = read(data), ahead(read(text))
            edits = [self.rest(edit, waiting) for edit in operation["edits"]]
            edits = [edit for edit in edits if edit]
            if edits:
                yield seen, dict(operation, edits=edits)

    def rest(self, edit, waiting):
        """The part of an edit that waits; None where nothing does."""
        names = [finding.get("field") for finding in waiting if finding.get("row") == edit["id"]]
        if None in names or not names:
            return edit if names else None
        fields = self.catalogue.fields.get(edit["entity"])
        if fields is None:
            return None

        def unit(name):
            return fields.get(name, {}).get("group") or name

        units = {unit(name) for name in names}
        kept = {name: edit[name] for name in ("entity", "id", "about") if name in edit}
        for part in ("set", "add", "remove"):
            kept[part] = {n: v for n, v in edit.get(part, {}).items() if unit(n) in units}
        return kept

    def rows_ahead(self):
        return sorted({edit["id"] for _, o in self.leftovers() for edit in o["edits"]})

    def show(self, operation, seen, is_rest=False):
        """Shows one operation; the findings say why it cannot be."""
        rows = []
        for edit in operation["edits"]:
            own = -1 if self["origin"] is None else self["origin"]
            merge = Merge(
                self.catalogue, self.merged(edit["id"]), edit, seen, operation["at"], own,
                operation["schema"], is_rest,
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


def ahead(outcome):
    """The findings about what waits for the hub's upgrade."""
    if outcome["outcome"] not in ("applied", "merged"):
        return []
    return [finding for finding in outcome["findings"] if finding["code"] == "schema.ahead"]


def is_live(row):
    return not row.get("removed") and not row.get("erased")


KINDS = ("head", "row", "leave", "outcome", "whole", "end")


def kind_of(message):
    return next((kind for kind in KINDS if kind in message), None)


def same(page):
    """What the page says, where it is one line that nobody has written (8); else None."""
    try:
        message = read(page.rstrip(b"\n")) if page.endswith(b"\n") and page.count(b"\n") == 1 else {}
    except ValueError:
        return None
    return message if isinstance(message, dict) and "same" in message else None


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
    if any(kind_of(message) in (None, "end") for _, message in parsed):
        raise Failure("pull.malformed", "A line is of no known kind; update the client.")
    return parsed, end


def read_answer(data):
    """The outcomes of a push and its end; one without its end was cut (6)."""
    lines = data.split(b"\n")
    try:
        if lines.pop() != b"":
            raise ValueError
        end = read(lines.pop())["end"]
        outcomes = [read(line) for line in lines]
    except (ValueError, KeyError, IndexError, TypeError):
        raise Failure("push.answer_cut", "The answer was cut; the push is sent again.") from None
    if any(o["outcome"] not in ("applied", "merged", "held", "refused") for o in outcomes):
        raise Failure("outcome.malformed", "An outcome is of no known kind; update the client.")
    return outcomes, end


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
